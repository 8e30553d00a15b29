import type { WaitLimit } from "#lib/model/job.ts";
import type { WaitingFile } from "./admission-input.ts";
import { busyAbove, freeSlots, hasWaitedLimit, type LaneLoad, type LaneLoads, quietSinceMs } from "./lane-load.ts";

/** What keeps one file from starting, of everything but the files ahead of it; nothing holds = it may start. */
export interface StartLimits {
  /** Paused, or without a slot at all. */
  isPaused: boolean;
  /** When its batch opens, epoch ms; null = it need not wait for one. */
  batchAtMs: number | null;
  /** Lanes above that have something to do; of no matter to a file that may pass them. */
  busy: LaneLoad[];
  /** When the lanes above, idle now, have been quiet for long enough, epoch ms; null = they have, or it is of no matter. */
  quietAtMs: number | null;
  isFull: boolean;
  /** The lane has a slot, but all that are free are kept for other lanes. */
  isReservedForOthers: boolean;
  /** It has waited its lane's limit. */
  isOverdue: boolean;
  /** It has, but another such file is running, so the other limits hold for it as for any. */
  isThrottled: boolean;
}

export type HoldingKind = Exclude<WaitLimit["kind"], "order">;

/**
 * The rules of admission for one file. A file that has waited its lane's limit no longer waits for quiet, but such files
 * run one at a time, each in a slot of the lane or in one slot more that nobody reserved.
 */
export function startLimits(loads: LaneLoads, load: LaneLoad, now: { file: WaitingFile; nowMs: number }): StartLimits {
  const { settings } = load;
  const isOverdue = hasWaitedLimit(load, now.nowMs - now.file.queuedAtMs);
  const batchAtMs = load.batchAtMs !== null && now.nowMs < load.batchAtMs ? load.batchAtMs : null;
  const busy = settings.quietMs > 0 ? busyAbove(loads, load) : [];
  const quietAtMs = quietEndMs(loads, load, now.nowMs);
  const mayPass = isOverdue && load.overdueCount === 0;
  const free = freeSlots(loads, load);
  const isLaneFull = load.runningCount >= settings.slots;
  const hasExtra = mayPass && load.runningCount === settings.slots && free > 0;
  return {
    isPaused: settings.isPaused || settings.slots === 0,
    batchAtMs,
    busy: mayPass ? [] : busy,
    quietAtMs: mayPass ? null : quietAtMs,
    isFull: isLaneFull && !hasExtra,
    isReservedForOthers: !isLaneFull && load.runningCount >= settings.reservedSlots && free <= 0,
    isOverdue,
    isThrottled: isOverdue && !mayPass,
  };
}

/** The first limit that holds, in the order in which they are looked at; null = the file may start. */
export function bindingKind(limits: StartLimits): HoldingKind | null {
  if (limits.isPaused) return "paused";
  if (limits.batchAtMs !== null) return "batch";
  if (limits.busy.length > 0 || limits.quietAtMs !== null) return "quiet";
  return limits.isFull || limits.isReservedForOthers ? "slots" : null;
}

function quietEndMs(loads: LaneLoads, load: LaneLoad, nowMs: number): number | null {
  const { quietMs } = load.settings;
  const sinceMs = quietSinceMs(loads, load);
  if (quietMs === 0 || sinceMs === null || busyAbove(loads, load).length > 0) return null;
  return nowMs < sinceMs + quietMs ? sinceMs + quietMs : null;
}
