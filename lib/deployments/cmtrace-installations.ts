import type { Json } from "#lib/model/json.ts";
import type { LogRecord } from "#lib/model/log-record.ts";
import { asInstallations } from "./attempt-book.ts";
import { type ConfigmgrState, isConfigmgrRecord, observeConfigmgr } from "./configmgr-installations.ts";
import { type DeviceState, observeDevice } from "./device-name.ts";
import { type IntuneState, isIntuneRecord, observeIntune } from "./intune-installations.ts";
import type { PsadtWords } from "./psadt-installations.ts";
import { isScriptRecord, observeScript } from "./script-installations.ts";
import { isTaskSequenceRecord, observeTaskSequence, type TaskSequenceState } from "./task-sequence-installations.ts";
import type { InstallationTracker } from "./tracker.ts";
import { restoreState, saveState } from "./tracker-state.ts";

type CmtraceState = IntuneState & ConfigmgrState & TaskSequenceState & DeviceState & PsadtWords;

/** Installations in CMTrace logs: each record goes to the product that wrote it, told by component and wording. */
export function createCmtraceTracker(saved?: Json): InstallationTracker {
  const state = restoreState<CmtraceState>(saved, emptyState());
  return {
    observe(record) {
      if (record.kind === "record") observe(state, record);
    },
    installations: () => asInstallations(state),
    deviceName: () => state.device,
    state: () => saveState(state),
  };
}

function emptyState(): CmtraceState {
  return {
    attempts: [],
    names: {},
    threadApps: {},
    handedOverThread: null,
    enforcedApp: null,
    taskSequence: "",
    stepError: null,
    failedStep: null,
    isDeferred: false,
    isCancelled: false,
    device: null,
    deviceRank: 0,
  };
}

function observe(state: CmtraceState, record: LogRecord): void {
  observeDevice(state, record.body);
  if (isIntuneRecord(record)) observeIntune(state, record);
  else if (isConfigmgrRecord(record)) observeConfigmgr(state, record);
  else if (isTaskSequenceRecord(record)) observeTaskSequence(state, record);
  else if (isScriptRecord(record)) observeScript(state, record);
}
