"use client";

import { useState } from "react";
import type { JobItem } from "#lib/model/job.ts";
import { type StillJob, stillJobs } from "./still-jobs.ts";

/**
 * The jobs as rows for a reader: while `isReading`, none of them moves and `changes` counts what waits. Another `list`
 * (tab, filter or sort) is shown at once.
 */
export function useStillJobs(
  jobs: readonly JobItem[],
  { list, isReading }: { list: string; isReading: boolean },
): { rows: StillJob[]; changes: number; showAll: () => void } {
  const [before, setBefore] = useState({ list, jobs });
  const isHeld = isReading && before.list === list && before.jobs.length > 0;
  const held = isHeld ? stillJobs(before.jobs, jobs) : null;
  const rows = held?.rows ?? jobs.map((job) => ({ job, isGone: false }));
  const shown = rows.map(({ job }) => job);
  if (before.list !== list || !isSame(before.jobs, shown)) setBefore({ list, jobs: shown });
  return { rows, changes: held?.changes ?? 0, showAll: () => setBefore({ list, jobs }) };
}

function isSame(one: readonly JobItem[], other: readonly JobItem[]): boolean {
  return one.length === other.length && one.every((job, index) => job === other[index]);
}
