import type { JobItem } from "#lib/model/job.ts";

/** A job for tests: waiting in Low, unless told otherwise. */
export function someJob(changes: Partial<JobItem> = {}): JobItem {
  return {
    id: "a",
    name: "a.log",
    state: "waiting",
    lane: "low",
    laneReason: "",
    movedFrom: null,
    format: null,
    source: "upload",
    deployment: null,
    device: null,
    sizeBytes: 1000,
    bytesDone: 0,
    records: 0,
    rejects: 0,
    recordsPerS: null,
    attempts: 0,
    maxAttempts: 5,
    queuedAtMs: null,
    startedAtMs: null,
    finishedAtMs: null,
    waitReason: null,
    latestStartMs: null,
    remainingMs: null,
    error: null,
    discarded: null,
    ...changes,
  };
}
