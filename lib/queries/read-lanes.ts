import { LANES, type Lane } from "#lib/model/log-file.ts";
import type { TransactionSql } from "#lib/platform/database.ts";

/** What one lane does right now, as far as the caller's team is concerned; the slots are the instance's. */
export interface LaneNow {
  lane: Lane;
  running: number;
  waiting: number;
  /** How long the longest waiting file has waited; null when none waits. */
  oldestWaitMs: number | null;
  slots: number;
  reservedSlots: number;
  isPaused: boolean;
}

/** All three lanes, High first. */
export async function readLanes(tx: TransactionSql, organizationId: string): Promise<LaneNow[]> {
  const rows = await tx<LaneNow[]>`
    select s.lane, s.slots, s.reserved_slots as "reservedSlots", s.is_paused as "isPaused",
      count(f.id) filter (where f.status = 'processing')::int as running,
      count(f.id) filter (where f.status = 'pending')::int as waiting,
      (extract(epoch from now() - min(f.queued_at) filter (where f.status = 'pending')) * 1000)::float8 as "oldestWaitMs"
    from public.lane_settings s
    left join public.log_files f on f.lane = s.lane and f.organization_id = ${organizationId}
      and f.status in ('pending', 'processing') and f.queued_at is not null
    group by s.lane, s.slots, s.reserved_slots, s.is_paused`;
  return LANES.flatMap((lane) => rows.filter((row) => row.lane === lane));
}
