"use client";

import { useSyncExternalStore } from "react";

const QUERY = "(max-width: 720px)";

/** True on screens too narrow for the desk layout; false while the server renders. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = window.matchMedia(QUERY);
      query.addEventListener("change", listener);
      return () => query.removeEventListener("change", listener);
    },
    () => window.matchMedia(QUERY).matches,
    () => false,
  );
}
