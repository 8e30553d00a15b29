import { LANES, type Lane } from "#lib/model/log-file.ts";
import type { TransactionSql } from "#lib/platform/database.ts";

/** What one lane does right now, as far as the caller's team is concerned; the settings are the instance's. */
export interface LaneNow {
  lane: Lane;
  running: number;
  waiting: number;
  /** How long the longest waiting file has waited; null when none waits. */
  oldestWaitMs: number | null;
  slots: number;
  reservedSlots: number;
  startDelayMs: number;
  quietMs: number;
  longestWaitMs: number | null;
  /** How long after their reading originals are archived; null = never. Of Low only. */
  archiveAfterMs: number | null;
  isPaused: boolean;
  /** Address of who paused it, for the team that owns the server; null for others, and when it is not paused. */
  pausedBy: string | null;
  pausedAtMs: number | null;
  pauseNote: string | null;
}

/** All three lanes, High first. */
export async function readLanes(tx: TransactionSql, organizationId: string): Promise<LaneNow[]> {
  const rows = await tx<LaneNow[]>`
    with load as (
      select lane, count(*) filter (where status = 'processing')::int as running,
        count(*) filter (where status = 'pending')::int as waiting,
        min(queued_at) filter (where status = 'pending') as oldest
      from public.log_files
      where organization_id = ${organizationId} and status in ('pending', 'processing') and queued_at is not null
      group by lane
    )
    select s.lane, coalesce(l.running, 0) as running, coalesce(l.waiting, 0) as waiting,
      (extract(epoch from now() - l.oldest) * 1000)::float8 as "oldestWaitMs",
      s.slots, s.reserved_slots as "reservedSlots", s.start_delay_ms as "startDelayMs", s.quiet_ms as "quietMs",
      s.longest_wait_ms as "longestWaitMs", s.archive_after_ms as "archiveAfterMs", s.is_paused as "isPaused",
      private.member_email(private.server_organization(), s.paused_by) as "pausedBy",
      (extract(epoch from s.paused_at) * 1000)::float8 as "pausedAtMs", s.pause_note as "pauseNote"
    from public.lane_settings s left join load l on l.lane = s.lane`;
  return LANES.flatMap((lane) => rows.filter((row) => row.lane === lane));
}
