import type { Json } from "#lib/model/json.ts";
import type { LogRecord } from "#lib/model/log-record.ts";
import { type AttemptBook, asInstallations } from "./attempt-book.ts";
import { eventFacts } from "./event-facts.ts";
import { observeMsiEvent } from "./event-msi.ts";
import { observeStateEvent } from "./event-states.ts";
import { observeUpdateEvent } from "./event-updates.ts";
import type { InstallationTracker } from "./tracker.ts";
import { restoreState, saveState } from "./tracker-state.ts";

interface EventState extends AttemptBook {
  device: string | null;
}

/** Installations, updates and enrollments that a Windows event log tells of, by provider and event id. */
export function createEventTracker(saved: Json | undefined): InstallationTracker {
  const state = restoreState<EventState>(saved, { attempts: [], device: null });
  return {
    observe(record) {
      if (record.kind === "reject") return;
      observeDevice(state, record);
      const facts = eventFacts(record);
      if (facts === null) return;
      observeMsiEvent(state, facts);
      observeUpdateEvent(state, facts);
      observeStateEvent(state, facts);
    },
    installations: () => asInstallations(state),
    deviceName: () => state.device,
    state: () => saveState(state),
  };
}

/** The name without its domain; a device may get its real name only while it is set up, so the last one counts. */
function observeDevice(state: EventState, { hostName }: LogRecord): void {
  if (hostName === undefined) return;
  const name = hostName.split(".", 1)[0] ?? "";
  if (name !== "" && name.length <= 63) state.device = name;
}
