import { changeDetails, idsOf, type JobChange } from "./job-change.ts";
import type { TransactionSql } from "./sql.ts";

/**
 * Ends jobs that wait or run; a step that still runs finds its dispatch outdated and stores nothing more.
 * Returns those that had not ended, and which of them ran.
 */
export async function cancelJobs(
  tx: TransactionSql,
  change: JobChange,
  failure: { code: string; message: string },
): Promise<{ id: string; wasRunning: boolean }[]> {
  return await tx<{ id: string; wasRunning: boolean }[]>`
    with before as (
      select id, status, attempts from public.log_files
      where id in ${idsOf(tx, change.fileIds)} and job_state in ('waiting', 'running', 'retrying')
      order by id for update
    ), changed as (
      update public.log_files f set status = 'failed', finished_at = now(), dispatch = f.dispatch + 1,
        error = jsonb_build_object('code', ${failure.code}::text, 'message', ${failure.message}::text, 'details', '{}'::jsonb)
      from before b where f.id = b.id
      returning f.id, f.organization_id, b.status, b.attempts
    ), noted as (
      insert into public.processing_events (organization_id, file_id, kind, from_status, to_status, actor, reason, details)
      select c.organization_id, c.id, 'cancelled', c.status, 'failed', ${change.actor}::uuid, ${change.reason},
        jsonb_build_object('code', ${failure.code}::text, 'attempts', c.attempts) || ${changeDetails(tx, change)}
      from changed c
    )
    select id, status = 'processing' as "wasRunning" from changed`;
}
