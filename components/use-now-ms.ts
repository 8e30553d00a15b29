"use client";

import { useSyncExternalStore } from "react";

const TICK_MS = 1000;
let nowMs = 0;

/** The time, once a second; null while the server's page is taken over, whose clock is another. */
export function useNowMs(): number | null {
  return useSyncExternalStore<number | null>(
    subscribe,
    () => nowMs || null,
    () => null,
  );
}

function subscribe(listener: () => void): () => void {
  const tick = () => {
    nowMs = Date.now();
    listener();
  };
  const timer = setInterval(tick, TICK_MS);
  return () => clearInterval(timer);
}
