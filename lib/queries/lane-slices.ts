import type { LaneSlice } from "#lib/model/job.ts";
import { LANES, type Lane } from "#lib/model/log-file.ts";
import type { TransactionSql } from "#lib/platform/database.ts";

export const SLICE_RANGES = ["1h", "24h", "7d"] as const;
export type SliceRange = (typeof SLICE_RANGES)[number];

const MINUTE_MS = 60_000;
const SLICES: Record<SliceRange, { sliceMs: number; count: number }> = {
  "1h": { sliceMs: MINUTE_MS, count: 60 },
  "24h": { sliceMs: 30 * MINUTE_MS, count: 48 },
  "7d": { sliceMs: 180 * MINUTE_MS, count: 56 },
};

export interface LaneSlicesInput {
  organizationId: string;
  /** Empty = all three. */
  lanes: readonly Lane[];
  range: SliceRange;
  /** The last slice is the one that this instant is in. */
  nowMs: number;
}

/**
 * What each lane did over time, High first, oldest slice first, idle slices with zeros. Waiting counts where a file
 * started, processing and volume where it ended. A cancelled job is no failure, a discarded one is.
 */
export async function readLaneSlices(tx: TransactionSql, input: LaneSlicesInput): Promise<LaneSlice[]> {
  const { sliceMs, count } = SLICES[input.range];
  const fromMs = (Math.floor(input.nowMs / sliceMs) - (count - 1)) * sliceMs;
  const window = { organizationId: input.organizationId, fromMs, toMs: fromMs + count * sliceMs, sliceMs };
  const started = byPlace(await countStarts(tx, window));
  const ended = byPlace(await countEnds(tx, window));
  const lanes = LANES.filter((lane) => input.lanes.length === 0 || input.lanes.includes(lane));
  return lanes.flatMap((lane) =>
    Array.from({ length: count }, (_, index) => {
      const place = `${lane}:${index}`;
      const { starts = 0, waitP50Ms = null, waitP95Ms = null } = started.get(place) ?? {};
      const end = ended.get(place);
      return {
        lane,
        atMs: fromMs + index * sliceMs,
        started: starts,
        completed: end?.completed ?? 0,
        failed: end?.failed ?? 0,
        records: end?.records ?? 0,
        bytes: end?.bytes ?? 0,
        waitP50Ms,
        waitP95Ms,
        processingP50Ms: end?.processingP50Ms ?? null,
        processingP95Ms: end?.processingP95Ms ?? null,
      };
    }),
  );
}

interface Window {
  organizationId: string;
  fromMs: number;
  toMs: number;
  sliceMs: number;
}

interface Starts {
  lane: Lane;
  slice: number;
  starts: number;
  waitP50Ms: number | null;
  waitP95Ms: number | null;
}

interface Ends {
  lane: Lane;
  slice: number;
  completed: number;
  failed: number;
  records: number;
  bytes: number;
  processingP50Ms: number | null;
  processingP95Ms: number | null;
}

// The lanes are named for the index, which begins with them.
async function countStarts(tx: TransactionSql, { organizationId, fromMs, toMs, sliceMs }: Window): Promise<Starts[]> {
  return tx<Starts[]>`
    select s.lane, s.slice, count(*)::int as starts,
      percentile_cont(0.5) within group (order by s.wait_ms) as "waitP50Ms",
      percentile_cont(0.95) within group (order by s.wait_ms) as "waitP95Ms"
    from (
      select f.lane, ${sliceOf(tx, tx`f.started_at`, { fromMs, sliceMs })} as slice,
        greatest(0, extract(epoch from f.started_at - f.queued_at) * 1000)::float8 as wait_ms
      from public.log_files f
      where f.lane in ('high', 'medium', 'low') and f.organization_id = ${organizationId} and f.job_state is not null
        and f.started_at >= ${timeOf(tx, fromMs)} and f.started_at < ${timeOf(tx, toMs)}
    ) s
    group by 1, 2`;
}

// The two tabs of what has ended, each by its index.
async function countEnds(tx: TransactionSql, { organizationId, fromMs, toMs, sliceMs }: Window): Promise<Ends[]> {
  const ended = tx`
    f.lane, f.status, ${sliceOf(tx, tx`f.finished_at`, { fromMs, sliceMs })} as slice,
    f.record_count + f.reject_count as records, f.size_bytes as bytes,
    extract(epoch from f.finished_at - f.started_at)::float8 * 1000 as run_ms`;
  const within = tx`
    f.organization_id = ${organizationId} and f.finished_at is not null
    and coalesce(f.finished_at, f.queued_at) >= ${timeOf(tx, fromMs)}
    and coalesce(f.finished_at, f.queued_at) < ${timeOf(tx, toMs)}`;
  return tx<Ends[]>`
    select e.lane, e.slice, count(*) filter (where e.status = 'completed')::int as completed,
      count(*) filter (where e.status = 'failed')::int as failed,
      coalesce(sum(e.records), 0)::float8 as records,
      coalesce(sum(e.bytes) filter (where e.status = 'completed'), 0)::float8 as bytes,
      percentile_cont(0.5) within group (order by e.run_ms) filter (where e.status = 'completed') as "processingP50Ms",
      percentile_cont(0.95) within group (order by e.run_ms) filter (where e.status = 'completed') as "processingP95Ms"
    from (
      select ${ended} from public.log_files f
      where f.job_state in ('completed', 'cancelled', 'discarded') and f.job_state <> 'cancelled' and ${within}
      union all
      select ${ended} from public.log_files f where f.job_state = 'failed' and ${within}
    ) e
    group by 1, 2`;
}

function sliceOf(
  tx: TransactionSql,
  time: ReturnType<typeof timeOf>,
  { fromMs, sliceMs }: { fromMs: number; sliceMs: number },
) {
  return tx`floor((extract(epoch from ${time})::float8 * 1000 - ${fromMs}::float8) / ${sliceMs}::float8)::int`;
}

function timeOf(tx: TransactionSql, ms: number) {
  return tx`to_timestamp(${ms / 1000}::float8)`;
}

function byPlace<Row extends { lane: Lane; slice: number }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [`${row.lane}:${row.slice}`, row]));
}
