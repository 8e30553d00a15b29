import type { LaneSlice } from "#lib/model/job.ts";
import { LANES, type Lane } from "#lib/model/log-file.ts";

/** What can be drawn of a slice. */
export type SliceValue = Exclude<keyof LaneSlice, "lane" | "atMs">;

/** One place on the time axis: a value by lane; null = nothing to measure then. */
export interface SeriesPoint {
  atMs: number;
  high: number | null;
  medium: number | null;
  low: number | null;
}

/**
 * One value of all lanes over time, without gaps on the axis. A slice that is not there counts as 0 where things are
 * counted and as nothing where they are measured.
 */
export function sliceSeries(slices: readonly LaneSlice[], value: SliceValue): SeriesPoint[] {
  const empty = isMeasure(value) ? null : 0;
  const byTime = new Map<number, SeriesPoint>();
  for (const atMs of timesOf(slices)) byTime.set(atMs, { atMs, high: empty, medium: empty, low: empty });
  for (const slice of slices) {
    const point = byTime.get(slice.atMs);
    if (point) point[slice.lane] = slice[value];
  }
  return [...byTime.values()];
}

/** The sum of a count, by lane. */
export function sliceTotals(slices: readonly LaneSlice[], value: "completed" | "failed"): Record<Lane, number> {
  const sum = (lane: Lane) => slices.reduce((total, slice) => (slice.lane === lane ? total + slice[value] : total), 0);
  return Object.fromEntries(LANES.map((lane) => [lane, sum(lane)])) as Record<Lane, number>;
}

function isMeasure(value: SliceValue): boolean {
  return value.endsWith("Ms");
}

/** Every slice from the first to the last; the step is the smallest that occurs. */
function timesOf(slices: readonly LaneSlice[]): number[] {
  const known = [...new Set(slices.map(({ atMs }) => atMs))].toSorted((one, other) => one - other);
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined || first === last) return known;
  const stepMs = Math.min(...known.slice(1).map((atMs, index) => atMs - (known[index] ?? 0)));
  return Array.from({ length: Math.round((last - first) / stepMs) + 1 }, (_, index) => first + index * stepMs);
}
