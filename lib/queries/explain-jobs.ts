import type { JobItem, WaitLimit } from "#lib/model/job.ts";
import type { Sql } from "#lib/platform/database.ts";
import { explainWaiting } from "#lib/store/admission.ts";
import { databaseNowMs } from "#lib/store/database-clock.ts";

export interface WaitExplanation {
  reason: string;
  latestStartMs: number | null;
  limits: WaitLimit[];
}

/**
 * Why the waiting ones of these jobs wait: admission's own computation. It reads the whole instance's queue as the
 * service, so ask only for jobs that the caller was shown.
 */
export async function explainJobs(sql: Sql, jobs: readonly JobItem[]): Promise<Map<string, WaitExplanation>> {
  const fileIds = jobs.filter((job) => job.state === "waiting").map((job) => job.id);
  if (fileIds.length === 0) return new Map();
  const held = await sql.begin(async (tx) => explainWaiting(tx, { nowMs: await databaseNowMs(tx), fileIds }));
  return new Map(held.map(({ fileId, reason, latestStartMs, limits }) => [fileId, { reason, latestStartMs, limits }]));
}

/** The jobs with the reason and the latest start of those that wait. */
export async function withWaitReasons(sql: Sql, jobs: readonly JobItem[]): Promise<JobItem[]> {
  const explained = await explainJobs(sql, jobs);
  return jobs.map((job) => {
    const wait = explained.get(job.id);
    return wait ? { ...job, waitReason: wait.reason, latestStartMs: wait.latestStartMs } : job;
  });
}
