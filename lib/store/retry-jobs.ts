import { changeDetails, idsOf, type JobChange } from "./job-change.ts";
import type { TransactionSql } from "./sql.ts";

/**
 * Puts dead letters and cancelled jobs back into their lanes, where they go on at their checkpoints. They wait anew, in
 * the order they had, with all their tries: else an old one would pass everybody and end at its first trouble.
 * Those in another state stay as they are. Returns the ids of the others.
 */
export async function retryJobs(tx: TransactionSql, change: JobChange): Promise<string[]> {
  const changed = await tx<{ id: string }[]>`
    with before as (
      select id, organization_id, attempts, queued_at from public.log_files
      where id in ${idsOf(tx, change.fileIds)} and job_state in ('failed', 'cancelled')
      order by id for update
    ), ordered as (
      select before.*, row_number() over (order by queued_at, id) as place from before
    ), changed as (
      update public.log_files f set status = 'pending', queued_at = now() + o.place * interval '1 microsecond',
        started_at = null, finished_at = null, dispatched_at = null, attempts = 0, error = null
      from ordered o where f.id = o.id
      returning f.id, f.organization_id, f.lane, o.attempts
    ), noted as (
      insert into public.processing_events (organization_id, file_id, kind, from_status, to_status, actor, reason, details)
      select c.organization_id, c.id, 'retried', 'failed', 'pending', ${change.actor}::uuid, ${change.reason},
        jsonb_build_object('lane', c.lane, 'attempts', c.attempts) || ${changeDetails(tx, change)}
      from changed c
    )
    select id from changed`;
  return changed.map(({ id }) => id);
}
