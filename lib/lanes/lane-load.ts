import { LANES, type Lane } from "#lib/model/log-file.ts";
import type { AdmissionInput, LaneSettings, WaitingFile } from "./admission-input.ts";

/** A lane while admission goes through it; queues and counts change as files start. */
export interface LaneLoad {
  lane: Lane;
  settings: LaneSettings;
  /** Waiting files per organisation, oldest first. */
  queues: Map<string, WaitingFile[]>;
  /** Running files per organisation. */
  running: Map<string, number>;
  runningCount: number;
  /** Of these, the files that had waited the lane's limit when they started. */
  overdueCount: number;
  /** Waiting files of the lane, also those that are not in `queues`. */
  waitingCount: number;
  /** When an organisation was served last, epoch ms; later starts of the same admission count on from there. */
  servedMs: Map<string, number>;
  /** When the files waiting at first start together; null when none waits. */
  batchAtMs: number | null;
  /** When the oldest waiting file was queued; null when none waits. */
  oldestMs: number | null;
  lastBusyMs: number | null;
}

export type LaneLoads = ReadonlyMap<Lane, LaneLoad>;

/** All three lanes as they stand. */
export function laneLoads(input: AdmissionInput): Map<Lane, LaneLoad> {
  const loads = new Map(LANES.map((lane) => [lane, emptyLoad(lane, input)]));
  for (const file of input.running) {
    const load = loads.get(file.lane);
    if (load !== undefined) countRunning(load, file.organizationId, file.waitedMs);
  }
  for (const { lane, organizationId, atMs } of input.lastServed ?? []) {
    loads.get(lane)?.servedMs.set(organizationId, atMs);
  }
  const oldestFirst = [...input.waiting].sort((a, b) => a.queuedAtMs - b.queuedAtMs || (a.fileId < b.fileId ? -1 : 1));
  for (const file of oldestFirst) {
    const load = loads.get(file.lane);
    if (load === undefined) continue;
    const queue = load.queues.get(file.organizationId);
    if (queue) queue.push(file);
    else load.queues.set(file.organizationId, [file]);
    load.oldestMs ??= file.queuedAtMs;
    if (input.waitingCounts === undefined) load.waitingCount += 1;
  }
  for (const load of loads.values()) {
    load.batchAtMs = load.oldestMs === null ? null : load.oldestMs + load.settings.startDelayMs;
  }
  return loads;
}

/** Notes that a file of the lane runs. */
export function countRunning(load: LaneLoad, organizationId: string, waitedMs: number): void {
  load.runningCount += 1;
  load.running.set(organizationId, (load.running.get(organizationId) ?? 0) + 1);
  if (hasWaitedLimit(load, waitedMs)) load.overdueCount += 1;
}

export function hasWaitedLimit({ settings }: LaneLoad, waitedMs: number): boolean {
  return settings.longestWaitMs !== null && waitedMs >= settings.longestWaitMs;
}

/** The first of each organisation that has a file waiting. */
export function headsOf(load: LaneLoad): WaitingFile[] {
  return [...load.queues.values()].flatMap(([first]) => first ?? []);
}

/** Which of two organisations' first files starts first: few running, served long ago, queued early. */
export function goesBefore(load: LaneLoad, a: WaitingFile, b: WaitingFile): boolean {
  const running = (file: WaitingFile) => load.running.get(file.organizationId) ?? 0;
  if (running(a) !== running(b)) return running(a) < running(b);
  const served = (file: WaitingFile) => load.servedMs.get(file.organizationId) ?? Number.NEGATIVE_INFINITY;
  if (served(a) !== served(b)) return served(a) < served(b);
  if (a.queuedAtMs !== b.queuedAtMs) return a.queuedAtMs < b.queuedAtMs;
  return a.fileId < b.fileId;
}

/** Whether a lane has something to do; a paused lane's queue keeps nobody waiting. */
export function isBusy(load: LaneLoad): boolean {
  const isOpen = !load.settings.isPaused && load.settings.slots > 0;
  return load.runningCount > 0 || (isOpen && hasWaiting(load));
}

export function hasWaiting({ queues }: LaneLoad): boolean {
  for (const queue of queues.values()) if (queue.length > 0) return true;
  return false;
}

/** The lanes that come before this one and have something to do. */
export function busyAbove(loads: LaneLoads, load: LaneLoad): LaneLoad[] {
  return lanesAbove(load).flatMap((lane) => {
    const other = loads.get(lane);
    return other !== undefined && isBusy(other) ? [other] : [];
  });
}

export function lanesAbove(load: LaneLoad): Lane[] {
  return LANES.slice(0, LANES.indexOf(load.lane));
}

/** When the lanes above, idle now, were last busy; null = not within memory. */
export function quietSinceMs(loads: LaneLoads, load: LaneLoad): number | null {
  const known = lanesAbove(load).flatMap((lane) => loads.get(lane)?.lastBusyMs ?? []);
  return known.length === 0 ? null : Math.max(...known);
}

/** Slots of all lanes that are neither in use nor held back for another lane. */
export function freeSlots(loads: LaneLoads, load: LaneLoad): number {
  let free = 0;
  for (const other of loads.values()) {
    free += other.settings.slots - other.runningCount;
    if (other.lane !== load.lane) free -= Math.max(0, other.settings.reservedSlots - other.runningCount);
  }
  return free;
}

function emptyLoad(lane: Lane, input: AdmissionInput): LaneLoad {
  return {
    lane,
    settings: input.settings.find((row) => row.lane === lane) ?? closedLane(lane),
    queues: new Map(),
    running: new Map(),
    runningCount: 0,
    overdueCount: 0,
    waitingCount: input.waitingCounts?.[lane] ?? 0,
    servedMs: new Map(),
    batchAtMs: null,
    oldestMs: null,
    lastBusyMs: input.lastBusyMs?.[lane] ?? null,
  };
}

function closedLane(lane: Lane): LaneSettings {
  return { lane, slots: 0, reservedSlots: 0, isPaused: false, startDelayMs: 0, quietMs: 0, longestWaitMs: null };
}
