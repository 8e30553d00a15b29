"use client";

import { createContext, useContext } from "react";
import type { LiveState } from "#lib/realtime/use-organization-events.ts";

/** Whether the tab hears of changes; provided by the shell. */
export const LiveContext = createContext<LiveState>({ kind: "connecting" });

export function useLive(): LiveState {
  return useContext(LiveContext);
}
