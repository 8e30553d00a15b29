import { LANES, type Lane } from "#lib/model/log-file.ts";
import type { RunningFile, WaitingFile } from "./admission-input.ts";
import { countRunning, goesBefore, hasWaitedLimit, headsOf, type LaneLoad } from "./lane-load.ts";
import { inWords, LANE_WORDS } from "./lane-words.ts";
import { bindingKind, startLimits } from "./start-limits.ts";

export interface AdmittedFile extends RunningFile {
  /** Why it starts now, in words. */
  reason: string;
}

/**
 * Starts every file that may start at `nowMs` and takes it out of its queue, High first. Only the oldest file of an
 * organisation can be next: an older one has every right a newer has.
 */
export function startFiles(loads: Map<Lane, LaneLoad>, nowMs: number): AdmittedFile[] {
  return LANES.flatMap((lane) => startLane(loads, lane, nowMs));
}

function startLane(loads: Map<Lane, LaneLoad>, lane: Lane, nowMs: number): AdmittedFile[] {
  const load = loads.get(lane);
  if (load === undefined) return [];
  const started: AdmittedFile[] = [];
  for (let file = pick(loads, load, nowMs); file !== null; file = pick(loads, load, nowMs)) {
    const { fileId, organizationId } = file;
    const waitedMs = Math.max(0, nowMs - file.queuedAtMs);
    started.push({ fileId, organizationId, lane, waitedMs, reason: startReason(load, waitedMs) });
    load.queues.get(organizationId)?.shift();
    load.waitingCount = Math.max(0, load.waitingCount - 1);
    countRunning(load, organizationId, waitedMs);
    load.servedMs.set(organizationId, nowMs);
  }
  return started;
}

function pick(loads: Map<Lane, LaneLoad>, load: LaneLoad, nowMs: number): WaitingFile | null {
  let best: WaitingFile | null = null;
  for (const file of headsOf(load)) {
    if (best !== null && !goesBefore(load, file, best)) continue;
    if (bindingKind(startLimits(loads, load, { file, nowMs })) === null) best = file;
  }
  return best;
}

function startReason(load: LaneLoad, waitedMs: number): string {
  const { slots, longestWaitMs } = load.settings;
  const name = LANE_WORDS[load.lane];
  if (hasWaitedLimit(load, waitedMs)) return `It has waited ${name}'s limit of ${inWords(longestWaitMs ?? 0)}.`;
  return `${name} has a free slot (${load.runningCount} of ${slots} in use).`;
}
