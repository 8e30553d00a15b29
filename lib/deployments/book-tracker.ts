import type { Json } from "#lib/model/json.ts";
import type { LogRecord } from "#lib/model/log-record.ts";
import { type AttemptBook, asInstallations } from "./attempt-book.ts";
import { type DeviceState, observeDevice } from "./device-name.ts";
import type { InstallationTracker } from "./tracker.ts";
import { restoreState, saveState } from "./tracker-state.ts";

export type BookState = AttemptBook & DeviceState;

/** Makes the tracker of a format from how it takes one record: state in, state changed in place. */
export function bookTracker<State extends BookState>(
  empty: () => State,
  observe: (state: State, record: LogRecord) => void,
): (saved?: Json) => InstallationTracker {
  return (saved) => {
    const state = restoreState<State>(saved, empty());
    return {
      observe(record) {
        if (record.kind !== "record") return;
        observeDevice(state, record.body);
        observe(state, record);
      },
      installations: () => asInstallations(state),
      deviceName: () => state.device,
      state: () => saveState(state),
    };
  };
}

/** A fresh book: the arrays in it are changed in place. */
export function emptyBook(): BookState {
  return { attempts: [], device: null, deviceRank: 0 };
}
