import type { JobItem } from "#lib/model/job.ts";

/** One row of a list that is being read. */
export interface StillJob {
  job: JobItem;
  /** It left the list meanwhile; the row stays until the list is read anew. */
  isGone: boolean;
}

/**
 * The rows of a list that somebody reads: what was shown stays where it is with its newest facts, what left the list is
 * marked, what comes after everything shown joins at the end, and what came in between waits.
 */
export function stillJobs(
  before: readonly JobItem[],
  current: readonly JobItem[],
): { rows: StillJob[]; changes: number } {
  const now = new Map(current.map((job) => [job.id, job]));
  const shown = new Set(before.map(({ id }) => id));
  const kept = before.map((job) => ({ job: now.get(job.id) ?? job, isGone: !now.has(job.id) }));
  const lastShown = current.findLastIndex(({ id }) => shown.has(id));
  const after = lastShown < 0 ? [] : current.slice(lastShown + 1);
  const between = current
    .slice(0, lastShown < 0 ? current.length : lastShown)
    .filter(({ id }) => !shown.has(id)).length;
  const gone = kept.filter(({ isGone }) => isGone).length;
  return { rows: [...kept, ...after.map((job) => ({ job, isGone: false }))], changes: between + gone };
}
