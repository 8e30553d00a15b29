import type { Json } from "#lib/model/json.ts";
import { createBurnTracker } from "./burn-installations.ts";
import { createChocolateyTracker } from "./chocolatey-installations.ts";
import { createCmtraceTracker } from "./cmtrace-installations.ts";
import { createDeviceJoinTracker } from "./device-join.ts";
import { createEventTracker } from "./event-installations.ts";
import { fileTracker } from "./file-tracker.ts";
import { createInnoTracker } from "./inno-installations.ts";
import { createMsiTracker } from "./msi-installations.ts";
import { createPsadtTracker } from "./psadt-installations.ts";
import { createServicingTracker } from "./servicing-installations.ts";
import type { FileTracker, InstallationTracker } from "./tracker.ts";
import { createUpdateTracker } from "./update-installations.ts";
import { createWindowsSetupTracker } from "./windows-setup.ts";

export type { FileTracker, InstallationTracker } from "./tracker.ts";

/** What understands the installations of a format; a format that is missing has none. */
const TRACKERS: Readonly<Record<string, (saved?: Json) => InstallationTracker>> = {
  msi: createMsiTracker,
  cmtrace: createCmtraceTracker,
  burn: createBurnTracker,
  chocolatey: createChocolateyTracker,
  psadt: createPsadtTracker,
  inno: createInnoTracker,
  panther: createWindowsSetupTracker,
  cbs: createServicingTracker,
  dism: createServicingTracker,
  "windows-update": createUpdateTracker,
  dsregcmd: createDeviceJoinTracker,
  evtx: createEventTracker,
  "event-xml": createEventTracker,
};

/** A tracker for the file's format; what holds no installation is explained by its errors. */
export function createInstallationTracker(input: { format: string; fileName: string; state?: Json }): FileTracker {
  const create = Object.hasOwn(TRACKERS, input.format) ? TRACKERS[input.format] : undefined;
  return fileTracker({ format: input.format, create, saved: input.state });
}
