"use client";

import { createContext, useContext } from "react";
import type { LiveState } from "#lib/realtime/use-organization-events.ts";

interface Live {
  state: LiveState;
  retry: () => void;
}

/** Whether the tab hears of changes; provided by the shell. */
export const LiveContext = createContext<Live>({ state: { kind: "connecting" }, retry: () => {} });

export function useLive(): LiveState {
  return useContext(LiveContext).state;
}

/** Asks for the connection at once instead of at the next planned try. */
export function useRetryLive(): () => void {
  return useContext(LiveContext).retry;
}
