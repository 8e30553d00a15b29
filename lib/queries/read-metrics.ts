import type { Sql } from "#lib/platform/database.ts";
import { type FileMetrics, loadFailureMetrics, loadFileMetrics } from "#lib/store/load-file-metrics.ts";
import { loadLaneSettings } from "#lib/store/load-queue.ts";
import { loadSourceMetrics, type SourceMetrics } from "#lib/store/load-source-metrics.ts";

export { DURATION_BUCKETS_S, type FileMetrics } from "#lib/store/load-file-metrics.ts";
export { SOURCE_OBJECT_STATES, SOURCE_RUN_STATES, type SourceMetrics } from "#lib/store/load-source-metrics.ts";

import { type QueueStatus, readQueueStatus } from "./read-queue-status.ts";

export interface Metrics {
  queue: QueueStatus;
  lanes: { lane: string; slots: number; isPaused: boolean }[];
  files: FileMetrics[];
  failures: { code: string; files: number }[];
  sources: SourceMetrics[];
}

const STATEMENT_TIMEOUT_MS = 5000;

/** The figures of the whole instance as of one moment, as the service: the same whichever server is asked. */
export async function readMetrics(sql: Sql): Promise<Metrics> {
  return (await sql.begin("isolation level repeatable read read only", async (tx) => {
    await tx`select set_config('statement_timeout', ${String(STATEMENT_TIMEOUT_MS)}, true)`;
    return {
      queue: await readQueueStatus(tx),
      lanes: await loadLaneSettings(tx, { isLocked: false }),
      files: await loadFileMetrics(tx),
      failures: await loadFailureMetrics(tx),
      sources: await loadSourceMetrics(tx),
    };
  })) as Metrics;
}
