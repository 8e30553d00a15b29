import type { Lane } from "#lib/model/log-file.ts";
import type { Queryable } from "./sql.ts";

/** Upper bounds of the histogram of reading times, in seconds. */
export const DURATION_BUCKETS_S = [0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600] as const;

export interface FileMetrics {
  lane: Lane;
  /** As the queue names it, and two states outside of the queue. */
  state:
    | "uploading"
    | "duplicate"
    | "waiting"
    | "running"
    | "retrying"
    | "completed"
    | "failed"
    | "cancelled"
    | "discarded";
  files: number;
  records: number;
  rejects: number;
  /** Of originals in storage, as they were sent. */
  storedBytes: number;
  /** Of what was read from them, decompressed. */
  contentBytes: number;
  retries: number;
  /** Index of the first bound that reading took no longer than; the number of bounds = longer than all; null = not read to its end. */
  bucket: number | null;
  /** Of the files of this bucket together. */
  durationS: number;
}

/** Every file of the instance, counted by lane, state and how long it was read. One pass over the table of files. */
export async function loadFileMetrics(sql: Queryable): Promise<FileMetrics[]> {
  return await sql<FileMetrics[]>`
    with files as (
      select f.lane, f.record_count, f.reject_count, f.content_bytes, f.attempts, f.status, f.id,
        coalesce(f.job_state, case when f.duplicate_of is null then 'uploading' else 'duplicate' end) as state,
        case when f.stored_at is not null and f.duplicate_of is null then f.size_bytes else 0 end as stored_bytes,
        case when f.job_state in ('completed', 'failed')
          then extract(epoch from f.finished_at - f.started_at)::float8 end as duration
      from public.log_files f
    )
    select f.lane, f.state, count(*)::int as files,
      sum(case when f.status = 'processing' then coalesce(p.record_count, 0) else f.record_count end)::bigint as records,
      sum(case when f.status = 'processing' then coalesce(p.reject_count, 0) else f.reject_count end)::bigint as rejects,
      sum(f.stored_bytes)::bigint as "storedBytes", coalesce(sum(f.content_bytes), 0)::bigint as "contentBytes",
      sum(greatest(0, f.attempts - 1))::int as retries, d.bucket, coalesce(sum(f.duration), 0)::float8 as "durationS"
    from files f
      left join public.file_progress p on p.file_id = f.id and f.status = 'processing'
      -- Bounds belong to their bucket, and times have microseconds: a little less is the same bucket, bound included.
      cross join lateral (select width_bucket(f.duration - 1e-7, ${[...DURATION_BUCKETS_S]}::float8[]) as bucket) d
    group by f.lane, f.state, d.bucket`;
}

/** How many dead letters there are of each error code. */
export async function loadFailureMetrics(sql: Queryable): Promise<{ code: string; files: number }[]> {
  return await sql<{ code: string; files: number }[]>`
    select coalesce(error ->> 'code', 'unknown') as code, count(*)::int as files
    from public.log_files where job_state = 'failed' group by 1`;
}
