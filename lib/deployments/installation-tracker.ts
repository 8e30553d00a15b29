import type { Json } from "#lib/model/json.ts";
import { createCmtraceTracker } from "./cmtrace-installations.ts";
import { createEventTracker } from "./event-installations.ts";
import { createMsiTracker } from "./msi-installations.ts";
import type { InstallationTracker } from "./tracker.ts";

export type { InstallationTracker } from "./tracker.ts";

/** A tracker for the file's format; formats without installations get one that does nothing. */
export function createInstallationTracker(input: {
  format: string;
  fileName: string;
  state?: Json;
}): InstallationTracker {
  if (input.format === "msi") return createMsiTracker(input.state);
  if (input.format === "cmtrace") return createCmtraceTracker(input.state);
  if (input.format === "evtx" || input.format === "event-xml") return createEventTracker(input.state);
  return { observe: () => {}, installations: () => [], deviceName: () => null, state: () => null };
}
