import type { Sql } from "./sql.ts";

/**
 * When a delay of a waiting file ends next, epoch ms: its lane's start delay, the quiet time that Low waits for, or its
 * longest wait. Null when only a freed slot can let more files start. Admission at that time decides; this is the alarm.
 */
export async function nextAdmissionMs(sql: Sql, nowMs: number): Promise<number | null> {
  const [row] = await sql<{ dueMs: number | null }[]>`
    with waiting as (
      select s.lane, s.start_delay_ms, s.quiet_ms, s.longest_wait_ms,
        (extract(epoch from f.queued_at) * 1000)::float8 as queued_ms
      from public.log_files f join public.lane_settings s on s.lane = f.lane
      where f.status = 'pending' and f.queued_at is not null and f.duplicate_of is null and not s.is_paused
    ), busy as (
      select (extract(epoch from max(coalesce(finished_at, now()))) * 1000)::float8 as last_ms
      from public.log_files where lane in ('high', 'medium') and queued_at is not null
        and (status in ('pending', 'processing') or finished_at > now() - interval '1 hour')
    ), due as (
      select queued_ms + start_delay_ms as ms from waiting
      union all
      select queued_ms + longest_wait_ms from waiting where longest_wait_ms is not null
      union all
      select greatest(w.queued_ms, b.last_ms) + w.quiet_ms from waiting w cross join busy b where w.quiet_ms > 0
    )
    select min(ms) as "dueMs" from due where ms > ${nowMs}::float8`;
  return row?.dueMs ?? null;
}
