import type { Sql } from "./sql.ts";

/** Later than this the sweep, which comes every minute, is in time. */
const HORIZON_MS = 60_000;

/**
 * When a delay of a waiting file ends next, epoch ms: its lane's start delay, quiet time or longest wait. Null when only
 * a freed slot can let more files start. Admission at that time decides; this is its alarm.
 */
export async function nextAdmissionMs(sql: Sql): Promise<number | null> {
  const [row] = await sql<{ dueMs: number | null }[]>`
    with waiting as (
      select (extract(epoch from f.queued_at) * 1000)::float8 as queued_ms, s.start_delay_ms, s.quiet_ms, s.longest_wait_ms
      from public.log_files f join public.lane_settings s on s.lane = f.lane
      where f.status = 'pending' and f.queued_at is not null and f.duplicate_of is null and not s.is_paused
    )
    select min(due.ms) as "dueMs"
    from waiting w cross join lateral (values
      (w.queued_ms + w.start_delay_ms), (w.queued_ms + greatest(w.start_delay_ms, w.quiet_ms)), (w.queued_ms + w.longest_wait_ms)
    ) as due (ms)
    cross join lateral (select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms) as clock
    where due.ms > clock.ms and due.ms < clock.ms + ${HORIZON_MS}::float8`;
  return row?.dueMs ?? null;
}
