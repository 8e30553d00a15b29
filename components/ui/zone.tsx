"use client";

import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from "react";
import { ZONE_COOKIE } from "./zone-text.ts";

const ZoneContext = createContext("UTC");

/** The IANA zone in which this page shows times. */
export function useZone(): string {
  return useContext(ZoneContext);
}

/**
 * Times are shown in the browser's zone. The server can't know it, so the browser leaves it in a cookie and the next
 * page comes out right at once; `initialZone` is that cookie's.
 */
export function ZoneProvider({ initialZone, children }: { initialZone: string; children: ReactNode }) {
  const zone = useSyncExternalStore(subscribeToNothing, browserZone, () => initialZone);
  useEffect(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari.
    document.cookie = `${ZONE_COOKIE}=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
  }, [zone]);
  return <ZoneContext value={zone}>{children}</ZoneContext>;
}

function browserZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function subscribeToNothing(): () => void {
  return () => {};
}
