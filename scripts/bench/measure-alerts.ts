import { setTimeout as delay } from "node:timers/promises";
import type { AlertListener } from "./alert-listener.ts";
import { criticalLog } from "./critical-log.ts";
import { type UploadTarget, uploadLog } from "./upload-log.ts";

export interface BurstPlan {
  logs: number;
  /** Sent at once. */
  burst: number;
  /** From the last alert of a burst to the next burst: long enough for Low to be quiet and to start files. */
  pauseMs: number;
  timeoutMs: number;
}

export interface AlertTimes {
  /** From the accepted upload to the alert; what the bench is about. Never below 0: an alert may overtake the answer. */
  latenciesMs: number[];
  /** From the first byte sent to the alert. */
  totalsMs: number[];
}

/** Sends small critical logs in bursts and times the alert of each. Rejects when one never comes. */
export async function measureAlerts(
  target: UploadTarget,
  alerts: AlertListener,
  { logs, burst, pauseMs, timeoutMs }: BurstPlan,
): Promise<AlertTimes> {
  const times: AlertTimes = { latenciesMs: [], totalsMs: [] };
  const measureOne = async () => {
    const log = criticalLog();
    const startedAtMs = performance.now();
    const { fileId, acceptedAtMs } = await uploadLog(target, log);
    const arrivedAtMs = await alerts.arrival(fileId, timeoutMs);
    times.latenciesMs.push(Math.max(0, arrivedAtMs - acceptedAtMs));
    times.totalsMs.push(arrivedAtMs - startedAtMs);
  };
  for (let sent = 0; sent < logs; sent += burst) {
    if (sent > 0) await delay(pauseMs);
    await Promise.all(Array.from({ length: Math.min(burst, logs - sent) }, measureOne));
  }
  return times;
}

/** The value that `share` of them do not exceed (nearest rank), in whole ms. */
export function percentile(valuesMs: readonly number[], share: number): number {
  const sorted = valuesMs.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN);
}
