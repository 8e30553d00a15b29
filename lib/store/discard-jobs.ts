import { changeDetails, idsOf, type JobChange } from "./job-change.ts";
import type { TransactionSql } from "./sql.ts";

/**
 * Takes dead letters off the list of what needs somebody; what was read of them stays, and they stay failed.
 * Returns the ids of those that were dead letters.
 */
export async function discardJobs(tx: TransactionSql, change: JobChange): Promise<string[]> {
  const changed = await tx<{ id: string }[]>`
    with before as (
      select id from public.log_files
      where id in ${idsOf(tx, change.fileIds)} and job_state = 'failed'
      order by id for update
    ), changed as (
      update public.log_files f set discarded_at = now(), discarded_by = ${change.actor}::uuid,
        discard_note = ${change.note}
      from before b where f.id = b.id
      returning f.id, f.organization_id, f.error
    ), noted as (
      insert into public.processing_events (organization_id, file_id, kind, from_status, to_status, actor, reason, details)
      select c.organization_id, c.id, 'discarded', 'failed', 'failed', ${change.actor}::uuid, ${change.reason},
        jsonb_build_object('code', c.error ->> 'code') || ${changeDetails(tx, change)}
      from changed c
    )
    select id from changed`;
  return changed.map(({ id }) => id);
}
