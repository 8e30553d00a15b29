import type { JobItem } from "#lib/model/job.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { SWEEP_LIMITS } from "#lib/store/sweep.ts";

/** A job as the database tells it; why it waits and what is computed comes on top. */
export type JobRow = Omit<JobItem, "waitReason" | "latestStartMs" | "remainingMs" | "maxAttempts">;

/** Columns of a {@link JobRow}; needs log_files f, file_progress p, deployments d, devices v. */
export function jobColumns(tx: TransactionSql) {
  return tx`
    f.id, f.name, f.job_state as state, f.lane, f.lane_reason as "laneReason",
    case when f.first_lane <> f.lane then f.first_lane end as "movedFrom", f.format, f.source,
    case when d.id is null then null else jsonb_build_object('id', d.id, 'name', d.name) end as deployment,
    case when v.id is null then null else jsonb_build_object('id', v.id, 'name', v.name) end as device,
    f.size_bytes as "sizeBytes",
    case when f.status = 'completed' then f.size_bytes else coalesce(p.bytes_done, 0) end as "bytesDone",
    greatest(f.record_count, coalesce(p.record_count, 0)) as records,
    greatest(f.reject_count, coalesce(p.reject_count, 0)) as rejects,
    case when f.status = 'processing' then p.records_per_s::text::float8 end as "recordsPerS", f.attempts,
    (extract(epoch from f.queued_at) * 1000)::float8 as "queuedAtMs",
    (extract(epoch from f.started_at) * 1000)::float8 as "startedAtMs",
    (extract(epoch from f.finished_at) * 1000)::float8 as "finishedAtMs",
    f.error,
    case when f.job_state = 'discarded' then jsonb_build_object(
      'by', private.member_email(f.organization_id, f.discarded_by), 'note', coalesce(f.discard_note, ''),
      'atMs', floor(extract(epoch from f.discarded_at) * 1000)) end as discarded`;
}

/** Not yet asked why it waits. */
export function jobItem(row: JobRow): JobItem {
  return {
    ...row,
    maxAttempts: SWEEP_LIMITS.maxAttempts,
    waitReason: null,
    latestStartMs: null,
    remainingMs: remainingMs(row),
  };
}

/** Records and bytes are taken to go on as they did so far. */
function remainingMs({ state, sizeBytes, bytesDone, records, rejects, recordsPerS }: JobRow): number | null {
  const isReading = state === "running" || state === "retrying";
  if (!isReading || !recordsPerS || bytesDone <= 0 || records + rejects <= 0) return null;
  const recordsLeft = (Math.max(0, sizeBytes - bytesDone) * (records + rejects)) / bytesDone;
  return Math.round((recordsLeft * 1000) / recordsPerS);
}
