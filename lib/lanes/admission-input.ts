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
  lane: Lane;
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
  /** Above 0, the lane starts only while the lanes above it have nothing to do, and not sooner than this after queueing. */
  quietMs: number;
  /** A file that has waited so long starts whatever the lanes above do, if need be in a slot of another lane. */
  longestWaitMs: number | null;
}

export interface AdmissionInput {
  waiting: readonly WaitingFile[];
  running: readonly RunningFile[];
  settings: readonly LaneSettings[];
  nowMs: number;
}
