import type { Lane } from "./log-file.ts";

/** One decision to process a file; its number is part of it, so that an earlier decision is told from a later one. */
export interface Dispatched {
  fileId: string;
  organizationId: string;
  lane: Lane;
  dispatch: number;
}

/** The queue that runs files; which one it is, is known to who hands this in. */
export interface Queue {
  /** Starts the runs of admitted files; a repeated call for the same dispatch starts nothing. */
  start(dispatched: Dispatched[]): Promise<void>;
  /** Ends the run that may be reading a file. */
  stop(fileId: string): Promise<void>;
  /** Asks for a look at the waiting files at a time, epoch ms. */
  wakeAt(dueMs: number): Promise<void>;
}
