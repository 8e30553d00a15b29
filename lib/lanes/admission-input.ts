import type { Lane } from "#lib/model/log-file.ts";

export interface WaitingFile {
  fileId: string;
  organizationId: string;
  lane: Lane;
  queuedAtMs: number;
}

export interface RunningFile {
  fileId: string;
  organizationId: string;
  /** The lane whose slot it holds. */
  lane: Lane;
  /** How long it had waited when it started. */
  waitedMs: number;
}

/** A waiting file to be explained, with its place in the lane's start order. */
export interface AskedFile extends WaitingFile {
  /** Files of the lane that start before it as things stand. */
  ahead: number;
}

/** One row of lane_settings. */
export interface LaneSettings {
  lane: Lane;
  /** Files of the lane that may run at once. */
  slots: number;
  /** Of these, so many are never lent to a file of another lane. */
  reservedSlots: number;
  isPaused: boolean;
  /** Files start in batches, this long after the oldest of them was queued. */
  startDelayMs: number;
  /** Above 0, the lane starts only once the lanes above it have had nothing to do for so long. */
  quietMs: number;
  /** A file that has waited so long starts whatever the lanes above do: one at a time, if need be in one slot more. */
  longestWaitMs: number | null;
}

/** When an organisation had a file of the lane started last, epoch ms. */
export interface LastServed {
  lane: Lane;
  organizationId: string;
  atMs: number;
}

export interface AdmissionInput {
  /** All waiting files, or of each lane and organisation at least the oldest `slots + 2`: more can't start. */
  waiting: readonly WaitingFile[];
  running: readonly RunningFile[];
  settings: readonly LaneSettings[];
  /** When each lane last had a file waiting or running, epoch ms; absent = not within memory. */
  lastBusyMs?: Partial<Record<Lane, number>>;
  lastServed?: readonly LastServed[];
  /** How many wait in each lane, when `waiting` does not hold all. */
  waitingCounts?: Partial<Record<Lane, number>>;
  /** The files to explain; absent = all of `waiting`. */
  asked?: readonly AskedFile[];
  nowMs: number;
}
