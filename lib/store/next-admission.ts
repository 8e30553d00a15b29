import { nextMoment } from "#lib/lanes/start-times.ts";
import { databaseNowMs } from "./database-clock.ts";
import { loadLaneSettings, loadQueue } from "./load-queue.ts";
import type { Sql } from "./sql.ts";

/** Later than this the sweep, which comes every minute, is in time. */
const HORIZON_MS = 60_000;

/**
 * When a limit of a waiting file passes next, epoch ms: its batch opens, the lanes above have been quiet for long enough,
 * it has waited its limit. Null when only a freed slot can let more files start. Admission at that time decides; this is
 * its alarm.
 */
export async function nextAdmissionMs(sql: Sql): Promise<number | null> {
  const nowMs = await databaseNowMs(sql);
  const settings = await loadLaneSettings(sql, { isLocked: false });
  const dueMs = nextMoment(await loadQueue(sql, { settings, nowMs }));
  return dueMs === null || dueMs >= nowMs + HORIZON_MS ? null : dueMs;
}
