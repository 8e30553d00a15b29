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
  /** When the files waiting at first start together; null when none waits. */
  batchAtMs: number | null;
}

export interface StartLimit {
  kind: "none" | "paused" | "batch" | "quiet" | "slots";
  /** Without the full stop. */
  reason: string;
  /** True when files ahead in the queue are part of the reason. */
  isQueue: boolean;
}

const NAMES: Record<Lane, string> = { high: "High", medium: "Medium", low: "Low" };

export function laneLoads(input: AdmissionInput): Map<Lane, LaneLoad> {
  const loads = new Map<Lane, LaneLoad>();
  for (const lane of LANES) {
    const settings = input.settings.find((row) => row.lane === lane) ?? closedLane(lane);
    loads.set(lane, { lane, settings, queues: new Map(), running: new Map(), runningCount: 0, batchAtMs: null });
  }
  for (const { lane, organizationId } of input.running) {
    const load = loads.get(lane);
    if (load === undefined) continue;
    load.runningCount += 1;
    load.running.set(organizationId, (load.running.get(organizationId) ?? 0) + 1);
  }
  const oldestFirst = [...input.waiting].sort((a, b) => a.queuedAtMs - b.queuedAtMs || (a.fileId < b.fileId ? -1 : 1));
  for (const file of oldestFirst) {
    const queues = loads.get(file.lane)?.queues;
    const queue = queues?.get(file.organizationId);
    if (queue) queue.push(file);
    else queues?.set(file.organizationId, [file]);
  }
  for (const load of loads.values()) {
    const oldestMs = oldestQueuedMs(load);
    load.batchAtMs = oldestMs === null ? null : oldestMs + load.settings.startDelayMs;
  }
  return loads;
}

/** The first limit in the way of one file, or none. */
export function startLimit(
  loads: Map<Lane, LaneLoad>,
  load: LaneLoad,
  now: { file: WaitingFile; nowMs: number },
): StartLimit {
  const { settings } = load;
  const name = NAMES[load.lane];
  const waitedMs = now.nowMs - now.file.queuedAtMs;
  const isOverdue = settings.longestWaitMs !== null && waitedMs >= settings.longestWaitMs;
  if (settings.isPaused) return { kind: "paused", reason: `${name} is paused`, isQueue: false };
  if (settings.slots === 0) return { kind: "paused", reason: `${name} has no slots`, isQueue: false };
  const soft = isOverdue ? null : (batchLimit(load, now.nowMs) ?? quietLimit(loads, load, waitedMs));
  if (soft !== null) return soft;
  return slotLimit(loads, load, isOverdue) ?? { kind: "none", reason: startReason(load, isOverdue), isQueue: false };
}

/** Whether a lane has something to do; a paused lane's queue keeps nobody waiting. */
function isBusy(load: LaneLoad): boolean {
  const isOpen = !load.settings.isPaused && load.settings.slots > 0;
  return load.runningCount > 0 || (isOpen && oldestQueuedMs(load) !== null);
}

function batchLimit(load: LaneLoad, nowMs: number): StartLimit | null {
  if (load.batchAtMs === null || nowMs >= load.batchAtMs) return null;
  const waitMs = load.batchAtMs - nowMs;
  return {
    kind: "batch",
    reason: `${NAMES[load.lane]} starts files in batches, the next in ${seconds(waitMs)}`,
    isQueue: false,
  };
}

function quietLimit(loads: Map<Lane, LaneLoad>, load: LaneLoad, waitedMs: number): StartLimit | null {
  if (load.settings.quietMs === 0) return null;
  const above = LANES.slice(0, LANES.indexOf(load.lane));
  const busy = above.filter((lane) => {
    const other = loads.get(lane);
    return other !== undefined && isBusy(other);
  });
  const name = NAMES[load.lane];
  if (busy.length > 0) {
    const names = busy.map((lane) => NAMES[lane]).join(" and ");
    return {
      kind: "quiet",
      reason: `${name} waits while ${names} ${busy.length === 1 ? "is" : "are"} busy`,
      isQueue: true,
    };
  }
  if (waitedMs >= load.settings.quietMs) return null;
  const reason = `${name} waits until nothing else has come for ${seconds(load.settings.quietMs)}`;
  return { kind: "quiet", reason, isQueue: false };
}

/** A lane keeps to its slots; a file that waited too long may take one more, when one is free that nobody reserved. */
function slotLimit(loads: Map<Lane, LaneLoad>, load: LaneLoad, isOverdue: boolean): StartLimit | null {
  const { slots, reservedSlots } = load.settings;
  const name = NAMES[load.lane];
  const extra = isOverdue ? 1 : 0;
  if (load.runningCount >= slots + extra) {
    return { kind: "slots", reason: `${name} is full (${load.runningCount} of ${slots})`, isQueue: true };
  }
  if (load.runningCount < reservedSlots || freeSlots(loads, load) > 0) return null;
  if (load.runningCount >= slots) {
    return {
      kind: "slots",
      reason: `${name} is full (${load.runningCount} of ${slots}) and no other slot is free`,
      isQueue: true,
    };
  }
  return { kind: "slots", reason: "Every slot is taken or reserved", isQueue: true };
}

/** Slots of all lanes that are neither in use nor held back for another lane. */
function freeSlots(loads: Map<Lane, LaneLoad>, load: LaneLoad): number {
  let free = 0;
  for (const other of loads.values()) {
    free += other.settings.slots - other.runningCount;
    if (other.lane !== load.lane) free -= Math.max(0, other.settings.reservedSlots - other.runningCount);
  }
  return free;
}

function startReason(load: LaneLoad, isOverdue: boolean): string {
  const { slots, longestWaitMs } = load.settings;
  const name = NAMES[load.lane];
  if (isOverdue && longestWaitMs !== null) return `It has waited ${name}'s limit of ${seconds(longestWaitMs)}.`;
  return `${name} has a free slot (${load.runningCount} of ${slots} in use).`;
}

function oldestQueuedMs(load: LaneLoad): number | null {
  let oldestMs: number | null = null;
  for (const [first] of load.queues.values()) {
    if (first !== undefined && (oldestMs === null || first.queuedAtMs < oldestMs)) oldestMs = first.queuedAtMs;
  }
  return oldestMs;
}

function closedLane(lane: Lane): LaneSettings {
  return { lane, slots: 0, reservedSlots: 0, isPaused: false, startDelayMs: 0, quietMs: 0, longestWaitMs: null };
}

function seconds(ms: number): string {
  if (ms >= 120_000) return `${Math.round(ms / 60_000)} min`;
  return ms < 1000 ? `${Math.ceil(ms / 100) / 10} s` : `${Math.ceil(ms / 1000)} s`;
}
