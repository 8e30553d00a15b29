import type { Lane } from "#lib/model/log-file.ts";
import type { AdmissionInput, RunningFile, WaitingFile } from "./admission-input.ts";
import { hasWaiting, type LaneLoad, laneLoads, quietSinceMs } from "./lane-load.ts";
import { type AdmittedFile, startFiles } from "./start-files.ts";

/**
 * When files start if nothing arrives and nothing ends: admission itself is asked at each time at which a limit passes.
 * `loads` are those after the files of `start` began; what is not in the answer starts when others end.
 */
export function startTimes(
  input: AdmissionInput,
  start: readonly AdmittedFile[],
  loads: ReadonlyMap<Lane, LaneLoad>,
): Map<string, number> {
  const found = new Map<string, number>();
  const waiting = nextFiles(loads);
  const lastServed = [...loads.values()].flatMap(({ lane, servedMs }) =>
    [...servedMs].map(([organizationId, atMs]) => ({ lane, organizationId, atMs })),
  );
  let running: readonly RunningFile[] = [...input.running, ...start];
  let left = waiting;
  for (const nowMs of momentsAhead(loads, input.nowMs)) {
    const later = laneLoads({ ...input, running, lastServed, nowMs, waiting: left });
    const admitted = startFiles(later, nowMs);
    if (admitted.length === 0) continue;
    for (const { fileId } of admitted) found.set(fileId, nowMs);
    running = [...running, ...admitted];
    left = waiting.filter(({ fileId }) => !found.has(fileId));
  }
  return found;
}

/** The next time at which a limit of a waiting file passes, epoch ms; null = only what ends or arrives lets more start. */
export function nextMoment(input: AdmissionInput): number | null {
  const loads = laneLoads(input);
  startFiles(loads, input.nowMs);
  return momentsAhead(loads, input.nowMs)[0] ?? null;
}

/** Of each organisation so many as could start at most, and the next: the rest changes nothing. */
function nextFiles(loads: ReadonlyMap<Lane, LaneLoad>): WaitingFile[] {
  return [...loads.values()].flatMap(({ queues, settings }) =>
    [...queues.values()].flatMap((queue) => queue.slice(0, settings.slots + 2)),
  );
}

const MAX_MOMENTS = 32;

/** Times at which a limit passes: a batch opens, it has been quiet for long enough, the first files have waited their limit. */
function momentsAhead(loads: ReadonlyMap<Lane, LaneLoad>, nowMs: number): number[] {
  const moments = new Set<number>();
  for (const load of loads.values()) {
    const { settings } = load;
    if (!hasWaiting(load) || settings.isPaused) continue;
    const sinceMs = quietSinceMs(loads, load);
    if (settings.quietMs > 0 && sinceMs !== null) moments.add(sinceMs + settings.quietMs);
    for (const { queuedAtMs } of oldestFiles(load)) {
      moments.add(queuedAtMs + settings.startDelayMs);
      if (settings.longestWaitMs !== null) moments.add(queuedAtMs + settings.longestWaitMs);
    }
  }
  return [...moments]
    .filter((moment) => moment > nowMs)
    .sort((a, b) => a - b)
    .slice(0, MAX_MOMENTS);
}

/** As many as can start, and the one after them, whose age decides when the next batch opens. */
function oldestFiles({ queues, settings }: LaneLoad): WaitingFile[] {
  const next = [...queues.values()].flatMap((queue) => queue.slice(0, settings.slots + 2));
  return next.sort((a, b) => a.queuedAtMs - b.queuedAtMs).slice(0, settings.slots + 2);
}
