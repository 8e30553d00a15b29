import { arrayLiteral } from "./array-literal.ts";
import { changeDetails, idsOf, type JobChange } from "./job-change.ts";
import type { TransactionSql } from "./sql.ts";

interface EndedJob {
  id: string;
  no: number;
}

/**
 * Puts ended jobs back into their lanes as if nothing of them had been read: rows, chunks, counts, rejects,
 * installations and the checkpoint go in the same transaction. Alerts stay: the same failure again raises no second one.
 * Those that have not ended, or whose original is gone, stay as they are. Returns the ids of the others.
 */
export async function reingestJobs(tx: TransactionSql, change: JobChange): Promise<string[]> {
  const ended = await tx<EndedJob[]>`
    select f.id, f.no from public.log_files f
    where f.id in ${idsOf(tx, change.fileIds)} and f.job_state in ('completed', 'failed', 'cancelled', 'discarded')
      and (position(':' in f.bucket) > 0
        or exists (select 1 from storage.objects o where o.bucket_id = f.bucket and o.name = f.object_key))
    order by f.id for update of f`;
  if (ended.length === 0) return [];
  const ids = ended.map(({ id }) => id);
  await forgetContent(tx, ended);
  await tx`
    with before as (
      select id, status, attempts, record_count, queued_at from public.log_files where id in ${idsOf(tx, ids)}
    ), ordered as (
      select before.*, row_number() over (order by queued_at, id) as place from before
    ), changed as (
      update public.log_files f set status = 'pending', queued_at = now() + o.place * interval '1 microsecond',
        started_at = null, finished_at = null, dispatched_at = null, attempts = 0, error = null,
        discarded_at = null, discarded_by = null, discard_note = null,
        record_count = 0, reject_count = 0, severity_counts = '{}', first_time = null, last_time = null,
        first_failing_line = null, content_bytes = null, reading_notes = '[]', redaction_counts = '{}'
      from ordered o where f.id = o.id
      returning f.id, f.organization_id, f.lane, o.status, o.attempts, o.record_count
    )
    insert into public.processing_events (organization_id, file_id, kind, from_status, to_status, actor, reason, details)
    select c.organization_id, c.id, 'reingested', c.status, 'pending', ${change.actor}::uuid, ${change.reason},
      jsonb_build_object('lane', c.lane, 'attempts', c.attempts, 'recordsBefore', c.record_count)
        || ${changeDetails(tx, change)}
    from changed c`;
  return ids;
}

/**
 * The progress is locked first: a cancelled step that is about to commit holds it, and what it stored must be seen to
 * be deleted.
 */
async function forgetContent(tx: TransactionSql, ended: readonly EndedJob[]): Promise<void> {
  const ids = idsOf(
    tx,
    ended.map(({ id }) => id),
  );
  const nos = tx`(select unnest(${arrayLiteral(ended.map(({ no }) => no))}::text::integer[]))`;
  await tx`select 1 from public.file_progress where file_id in ${ids} order by file_id for update`;
  await tx`
    update public.file_progress set checkpoint = null, checkpoint_no = 0, heartbeat_at = null, bytes_done = 0,
      record_count = 0, reject_count = 0, records_per_s = null, updated_at = now()
    where file_id in ${ids}`;
  await tx`delete from logs.log_entries where file_no in ${nos}`;
  await tx`delete from logs.log_chunks where file_no in ${nos}`;
  await tx`delete from logs.minute_counts where file_no in ${nos}`;
  await tx`delete from logs.file_patterns where file_no in ${nos}`;
  await tx`delete from public.installation_logs where file_id in ${ids}`;
  await tx`delete from public.error_tracking where file_id in ${ids}`;
}
