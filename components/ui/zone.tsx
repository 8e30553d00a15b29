"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { keepCookie } from "./keep-cookie.ts";
import { ZONE_CHOICE_COOKIE, ZONE_COOKIE } from "./zone-text.ts";

interface ZoneState {
  zone: string;
  browserZone: string;
  /** What the person chose; null = the browser's zone. */
  choice: string | null;
  choose(zone: string | null): void;
}

const ZoneContext = createContext<ZoneState>({ zone: "UTC", browserZone: "UTC", choice: null, choose: () => {} });

/** The IANA zone in which this page shows times. */
export function useZone(): string {
  return useContext(ZoneContext).zone;
}

/** The zone together with the way to change it. */
export function useZoneChoice(): ZoneState {
  return useContext(ZoneContext);
}

/**
 * Times are shown in the browser's zone or in the one that the person chose. The server can't know the browser's, so
 * both are left in cookies and the next page comes out right at once; the `initial...` are those of the cookies.
 */
export function ZoneProvider({
  initialZone,
  initialChoice,
  children,
}: {
  initialZone: string;
  initialChoice: string | null;
  children: ReactNode;
}) {
  const [choice, setChoice] = useState(initialChoice);
  const browserZone = useSyncExternalStore(subscribeToNothing, readBrowserZone, () => initialZone);
  const zone = choice ?? browserZone;
  useEffect(() => keepCookie(ZONE_COOKIE, zone), [zone]);
  const state = useMemo(() => {
    const choose = (next: string | null) => {
      keepCookie(ZONE_CHOICE_COOKIE, next ?? "");
      setChoice(next);
    };
    return { zone, browserZone, choice, choose };
  }, [zone, browserZone, choice]);
  return <ZoneContext value={state}>{children}</ZoneContext>;
}

function readBrowserZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function subscribeToNothing(): () => void {
  return () => {};
}
