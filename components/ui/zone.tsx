"use client";

import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from "react";

export const ZONE_COOKIE = "sluice-zone";

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

/** `zone` when this runtime knows it, else UTC: cookies can hold anything. */
export function knownZone(zone: string | undefined): string {
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: zone ?? "UTC" }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}

/** "UTC+01:00" for a zone at a point in time. */
export function zoneOffsetText(zone: string, atMs: number): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(atMs);
  const offset = (parts.find((part) => part.type === "timeZoneName")?.value ?? "GMT").replace("GMT", "UTC");
  // Runtimes disagree on writing a zero offset.
  return offset === "UTC+00:00" ? "UTC" : offset;
}

function browserZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function subscribeToNothing(): () => void {
  return () => {};
}
