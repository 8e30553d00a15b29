import type { Json } from "#lib/model/json.ts";
import { firstFailingLine } from "./first-failing-line.ts";
import { noServiceFailure, observeService, type ServiceState, serviceFailure } from "./service-failure.ts";
import type { FileTracker, InstallationTracker } from "./tracker.ts";
import { restoreState, saveState } from "./tracker-state.ts";

interface FileTrackerInput {
  format: string;
  /** Of the format's installations, when it has any. */
  create: ((saved?: Json) => InstallationTracker) | undefined;
  saved: Json | undefined;
}

const NONE: InstallationTracker = {
  observe: () => {},
  installations: () => [],
  deviceName: () => null,
  state: () => null,
};

/** Follows installations, and the errors of a file for when there are none. */
export function fileTracker({ format, create, saved }: FileTrackerInput): FileTracker {
  const parts = savedParts(saved);
  const own = create?.(parts.own) ?? NONE;
  const service = restoreState<ServiceState>(parts.service, noServiceFailure());
  return {
    observe(record) {
      own.observe(record);
      if (record.kind === "record" && format !== "msi") observeService(service, record, format);
    },
    installations: () => own.installations(),
    deviceName: () => own.deviceName(),
    failingLine() {
      const installations = own.installations();
      return installations.length > 0 ? firstFailingLine(installations) : serviceFailure(service);
    },
    state: () => ({ own: own.state(), service: saveState(service) }),
  };
}

function savedParts(saved: Json | undefined): { own: Json | undefined; service: Json | undefined } {
  if (saved === null || typeof saved !== "object" || Array.isArray(saved))
    return { own: undefined, service: undefined };
  // A reading that an older version began knows installations alone.
  return "service" in saved ? { own: saved.own, service: saved.service } : { own: saved, service: undefined };
}
