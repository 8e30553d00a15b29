import { LANES, type Lane } from "#lib/model/log-file.ts";
import type { AdmissionInput, RunningFile, WaitingFile } from "./admission-input.ts";
import { type LaneLoad, laneLoads, startLimit } from "./lane-load.ts";

export type { AdmissionInput, LaneSettings, RunningFile, WaitingFile } from "./admission-input.ts";

export interface AdmittedFile {
  fileId: string;
  organizationId: string;
  lane: Lane;
  /** Why it starts now, in words. */
  reason: string;
}

export interface HeldFile {
  fileId: string;
  /** The one limit that holds it, in words. */
  reason: string;
  /** When it starts if nothing arrives and nothing ends before (sooner if something ends); null: when others end. */
  latestStartMs: number | null;
}

/**
 * Who starts now and what holds everyone else. Admission and "Why is this waiting?" are this same computation.
 * Within a lane the organisation with the fewest running files goes first, within an organisation the oldest file.
 */
export function admit(input: AdmissionInput): { start: AdmittedFile[]; held: HeldFile[] } {
  const loads = laneLoads(input);
  const start = LANES.flatMap((lane) => startLane(loads, lane, input.nowMs));
  const held = LANES.flatMap((lane) => holdLane(loads, lane, input.nowMs));
  const starts = startTimes(input, start, loads);
  return { start, held: held.map((file) => ({ ...file, latestStartMs: starts.get(file.fileId) ?? null })) };
}

/** Starts what may start, and takes it out of the lane's queue. */
function startLane(loads: Map<Lane, LaneLoad>, lane: Lane, nowMs: number): AdmittedFile[] {
  const load = loads.get(lane);
  if (load === undefined) return [];
  const started: AdmittedFile[] = [];
  for (let next = pick(loads, load, nowMs); next !== null; next = pick(loads, load, nowMs)) {
    const { file, reason } = next;
    load.queues.get(file.organizationId)?.shift();
    load.running.set(file.organizationId, (load.running.get(file.organizationId) ?? 0) + 1);
    load.runningCount += 1;
    started.push({ fileId: file.fileId, organizationId: file.organizationId, lane, reason });
  }
  return started;
}

/** The next file to start, or null. Only the oldest file of an organisation can be: an older one has every right a newer has. */
function pick(loads: Map<Lane, LaneLoad>, load: LaneLoad, nowMs: number): { file: WaitingFile; reason: string } | null {
  let best: { file: WaitingFile; reason: string } | null = null;
  for (const queue of load.queues.values()) {
    const file = queue[0];
    if (file === undefined || (best !== null && !goesBefore(load, file, best.file))) continue;
    const limit = startLimit(loads, load, { file, nowMs });
    if (limit.kind === "none") best = { file, reason: limit.reason };
  }
  return best;
}

function goesBefore(load: LaneLoad, a: WaitingFile, b: WaitingFile): boolean {
  const running = (file: WaitingFile) => load.running.get(file.organizationId) ?? 0;
  if (running(a) !== running(b)) return running(a) < running(b);
  if (a.queuedAtMs !== b.queuedAtMs) return a.queuedAtMs < b.queuedAtMs;
  return a.fileId < b.fileId;
}

function holdLane(loads: Map<Lane, LaneLoad>, lane: Lane, nowMs: number): Omit<HeldFile, "latestStartMs">[] {
  const load = loads.get(lane);
  if (load === undefined) return [];
  return startOrder(load).map((file, ahead) => {
    const limit = startLimit(loads, load, { file, nowMs });
    const others = ahead === 0 ? "" : `, ${ahead} ${ahead === 1 ? "file" : "files"} ahead`;
    return { fileId: file.fileId, reason: `${limit.reason}${limit.isQueue ? others : ""}.` };
  });
}

/** The lane's waiting files in the order in which they would start, one after the other. */
function startOrder(load: LaneLoad): WaitingFile[] {
  const running = new Map(load.running);
  const turns = [...load.queues.values()].flatMap((queue) =>
    queue.map((file, index) => ({ file, turn: (running.get(file.organizationId) ?? 0) + index })),
  );
  turns.sort(
    (a, b) => a.turn - b.turn || a.file.queuedAtMs - b.file.queuedAtMs || (a.file.fileId < b.file.fileId ? -1 : 1),
  );
  return turns.map(({ file }) => file);
}

/** Asks admission itself: with what starts now running, who would start at the times when a limit passes? */
function startTimes(
  input: AdmissionInput,
  start: readonly AdmittedFile[],
  loads: Map<Lane, LaneLoad>,
): Map<string, number> {
  const found = new Map<string, number>();
  const waiting = nextFiles(loads);
  let running: readonly RunningFile[] = [...input.running, ...start];
  for (const nowMs of momentsAhead(loads, input.nowMs)) {
    const later = laneLoads({ ...input, running, nowMs, waiting: waiting.filter(({ fileId }) => !found.has(fileId)) });
    const admitted = LANES.flatMap((lane) => startLane(later, lane, nowMs));
    for (const { fileId } of admitted) found.set(fileId, nowMs);
    running = [...running, ...admitted];
  }
  return found;
}

/** Of each organisation so many as could start at most: the rest changes nothing. */
function nextFiles(loads: Map<Lane, LaneLoad>): WaitingFile[] {
  return [...loads.values()].flatMap(({ queues, settings }) =>
    [...queues.values()].flatMap((queue) => queue.slice(0, settings.slots + 1)),
  );
}

const MAX_MOMENTS = 16;

/** Times at which a limit of the next files passes: their batch, their quiet time, their longest wait. */
function momentsAhead(loads: Map<Lane, LaneLoad>, nowMs: number): number[] {
  const moments = new Set<number>();
  for (const load of loads.values()) {
    const { settings } = load;
    const next = startOrder(load).slice(0, settings.slots + 1);
    for (const { queuedAtMs } of next) {
      moments.add(queuedAtMs + settings.startDelayMs);
      moments.add(queuedAtMs + Math.max(settings.startDelayMs, settings.quietMs));
      if (settings.longestWaitMs !== null) moments.add(queuedAtMs + settings.longestWaitMs);
    }
  }
  return [...moments]
    .filter((moment) => moment > nowMs)
    .sort((a, b) => a - b)
    .slice(0, MAX_MOMENTS);
}
