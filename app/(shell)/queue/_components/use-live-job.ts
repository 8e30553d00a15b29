"use client";

import type { JobItem } from "#lib/model/job.ts";
import { useLiveProgress } from "#lib/realtime/live-progress.ts";

/** The job with what the progress notices said since it was fetched. */
export function useLiveJob<Job extends JobItem>(job: Job): Job {
  const live = useLiveProgress(job.id);
  if (live === null || (job.state !== "running" && job.state !== "retrying")) return job;
  const bytesDone = Math.max(job.bytesDone, live.bytesDone);
  return {
    ...job,
    bytesDone,
    records: Math.max(job.records, live.recordCount),
    rejects: Math.max(job.rejects, live.rejectCount),
    recordsPerS: live.recordsPerS ?? job.recordsPerS,
    remainingMs: job.remainingMs === null ? null : remainingAt(job, bytesDone),
  };
}

/** What was left is read at the same rate: it shrinks as the bytes that are left do. */
function remainingAt({ sizeBytes, bytesDone, remainingMs }: JobItem, newBytesDone: number): number | null {
  const left = sizeBytes - bytesDone;
  return remainingMs === null || left <= 0 ? remainingMs : (remainingMs * Math.max(0, sizeBytes - newBytesDone)) / left;
}
