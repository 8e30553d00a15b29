import { LANES, type Lane } from "#lib/model/log-file.ts";
import type { Sql, TransactionSql } from "#lib/platform/database.ts";

export interface LaneStatus {
  waiting: number;
  running: number;
  /** How long the longest waiting file has waited; null when none waits. */
  oldestWaitMs: number | null;
}

export type QueueStatus = Record<Lane, LaneStatus>;

/** Totals of the whole instance per lane: nothing about whose files they are. Reads as the service. */
export async function readQueueStatus(sql: Sql | TransactionSql): Promise<QueueStatus> {
  const rows = await sql<(LaneStatus & { lane: Lane })[]>`
    select lane,
      count(*) filter (where status = 'pending')::int as waiting,
      count(*) filter (where status = 'processing')::int as running,
      (extract(epoch from now() - min(queued_at) filter (where status = 'pending')) * 1000)::float8 as "oldestWaitMs"
    from public.log_files
    where status in ('pending', 'processing') and queued_at is not null
    group by lane`;
  const statusOf = (lane: Lane): LaneStatus => {
    const row = rows.find((candidate) => candidate.lane === lane);
    return {
      waiting: row?.waiting ?? 0,
      running: row?.running ?? 0,
      oldestWaitMs: row?.oldestWaitMs == null ? null : Math.round(row.oldestWaitMs),
    };
  };
  return Object.fromEntries(LANES.map((lane) => [lane, statusOf(lane)])) as QueueStatus;
}
