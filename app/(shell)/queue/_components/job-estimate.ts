import { formatDuration } from "#components/ui/format-duration.ts";
import type { JobItem } from "#lib/model/job.ts";

/** The last column of a job: how long it will take or took, as far as that can be said. `nowMs` null = no clock yet. */
export function jobEstimate(job: JobItem, nowMs: number | null): string {
  switch (job.state) {
    case "waiting":
      return waitText(job.latestStartMs, nowMs);
    case "running":
    case "retrying":
      return job.remainingMs === null ? "" : aboutText(job.remainingMs);
    case "completed":
      return job.startedAtMs === null || job.finishedAtMs === null
        ? ""
        : formatDuration(job.finishedAtMs - job.startedAtMs);
    case "failed":
    case "cancelled":
    case "discarded":
      return `${job.attempts} of ${job.maxAttempts}`;
  }
}

const MINUTE_MS = 60_000;

function waitText(latestStartMs: number | null, nowMs: number | null): string {
  if (latestStartMs === null) return "when others end";
  if (nowMs === null) return "";
  const waitMs = latestStartMs - nowMs;
  return waitMs <= 0 ? "any moment" : `${aboutText(waitMs)} at most`;
}

/** Seconds below a minute, whole minutes above: nobody waits for "18 min 43 s". */
function aboutText(durationMs: number): string {
  if (durationMs < MINUTE_MS) return formatDuration(Math.max(1000, Math.ceil(durationMs / 1000) * 1000));
  return formatDuration(Math.ceil(durationMs / MINUTE_MS) * MINUTE_MS);
}
