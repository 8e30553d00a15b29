import { alertsFor } from "#lib/alerts/alerts-for.ts";
import type { FileTracker } from "#lib/deployments/installation-tracker.ts";
import type { FailingLine, Installation } from "#lib/model/log-file.ts";
import type { Outcomes } from "#lib/store/write-outcomes.ts";

/** Follows what the records of a file say about its installations, and tells what each batch changed. */
export interface FileOutcomes {
  /** Null when the batch changed nothing. Call it after the tracker saw the batch. */
  changes(): Outcomes | null;
  firstFailingLine(): FailingLine | null;
}

export interface OutcomesFile {
  id: string;
  name: string;
  /** The device it was sent for, which counts for more than the one its content names. */
  deviceName: string | null;
}

export function fileOutcomes(file: OutcomesFile, tracker: FileTracker): FileOutcomes {
  let before = structuredClone(tracker.installations());
  let knownDevice: string | null = null;
  return {
    changes() {
      const after = structuredClone(tracker.installations());
      const deviceName = tracker.deviceName() === knownDevice ? null : tracker.deviceName();
      const installations = changed(before, after);
      const renamed = before.filter((one) => !after.some((other) => isSame(one, other)));
      if (installations.length === 0 && renamed.length === 0 && deviceName === null) return null;
      const device = file.deviceName ?? tracker.deviceName();
      const alerts = alertsFor({ fileId: file.id, fileName: file.name, deviceName: device, before, after });
      before = after;
      knownDevice = deviceName ?? knownDevice;
      return { installations, renamed, alerts, deviceName };
    },
    firstFailingLine: () => tracker.failingLine(),
  };
}

function changed(before: readonly Installation[], after: readonly Installation[]): Installation[] {
  const known = new Set(before.map((installation) => JSON.stringify(installation)));
  return after.filter((installation) => !known.has(JSON.stringify(installation)));
}

/** An installation in progress gets another name when the log says its product's only at the end. */
function isSame(a: Installation, b: Installation): boolean {
  return a.product === b.product && a.attempt === b.attempt;
}
