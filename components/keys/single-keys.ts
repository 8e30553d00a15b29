import { useSyncExternalStore } from "react";

const STORAGE_KEY = "sluice-single-keys";
const listeners = new Set<() => void>();

/** Whether keys without Ctrl do anything; kept in this browser, because speech input types them by accident. */
export const singleKeys = {
  areOn(): boolean {
    return readStorage() !== "off";
  },
  turn(isOn: boolean): void {
    try {
      window.localStorage.setItem(STORAGE_KEY, isOn ? "on" : "off");
    } catch {
      // Storage that is switched off keeps the default.
    }
    for (const listener of listeners) listener();
  },
};

/** The switch as React state. */
export function useSingleKeys(): boolean {
  return useSyncExternalStore(subscribe, singleKeys.areOn, () => true);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function readStorage(): string | null {
  try {
    return window.localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}
