import { useCallback, useSyncExternalStore } from "react";

/** How far the reading of one file is, as the last notice said. */
export interface LiveProgress {
  bytesDone: number;
  recordCount: number;
  rejectCount: number;
  recordsPerS: number | null;
}

const latest = new Map<string, LiveProgress>();
const listeners = new Map<string, Set<() => void>>();

/** The newest progress notice of a file in this tab, or null when none came yet. Draws a bar without any fetch. */
export function useLiveProgress(fileId: string): LiveProgress | null {
  const subscribe = useCallback(
    (listener: () => void) => {
      const known = listeners.get(fileId) ?? new Set();
      listeners.set(fileId, known.add(listener));
      return () => {
        known.delete(listener);
        if (known.size === 0) listeners.delete(fileId);
      };
    },
    [fileId],
  );
  return useSyncExternalStore(
    subscribe,
    () => latest.get(fileId) ?? null,
    () => null,
  );
}

/** Keeps a notice and tells those who show this file. */
export function noteProgress(fileId: string, progress: LiveProgress): void {
  latest.set(fileId, progress);
  for (const listener of listeners.get(fileId) ?? []) listener();
}

/** Forgets a file whose reading has ended: from then on its row says more. */
export function forgetProgress(fileId: string): void {
  if (latest.delete(fileId)) for (const listener of listeners.get(fileId) ?? []) listener();
}
