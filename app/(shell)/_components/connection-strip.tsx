"use client";

import { useQueryClient } from "@tanstack/react-query";
import { CircleCheck, TriangleAlert, X } from "lucide-react";
import { type ReactNode, useEffect, useState, useSyncExternalStore } from "react";
import { useLive, useRetryLive } from "#components/live-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { formatPlural } from "#components/ui/format-count.ts";
import { Time } from "#components/ui/time.tsx";
import { useApi } from "#components/use-api.ts";
import { socketRetry } from "#lib/platform/socket-retry.ts";
import type { AlertItem } from "#lib/queries/list-alerts.ts";
import type { SidebarNow } from "./use-sidebar-now.ts";

/** How long the good news stays. */
const AGAIN_MS = 8000;

/** Says that the page shows what it had, and when it is live again. It lies over the top bar, so that nothing moves. */
export function ConnectionStrip({ initial }: { initial: SidebarNow }) {
  const live = useLive();
  const retry = useRetryLive();
  const [again, dismiss] = useLiveAgain(initial);
  return (
    <div
      role="status"
      className="pointer-events-none absolute inset-x-2 top-[7px] z-30 flex justify-center min-[1200px]:pr-[440px] max-desk:fixed max-desk:top-[9px]"
    >
      {live.kind === "lost" ? (
        <Strip tone="lost">
          <TriangleAlert size={16} strokeWidth={1.75} className="flex-none text-sev-warn" aria-hidden="true" />
          <span>
            Connection lost at <Time at={live.sinceMs} />.{" "}
            <span className="max-desk:hidden">Showing what we had; trying again</span>
            <span className="desk:hidden">Trying again</span>
            <NextTry />.
          </span>
          <Button variant="quiet" size="small" onClick={retry}>
            Now
          </Button>
        </Strip>
      ) : again ? (
        <Strip tone="live">
          <CircleCheck size={16} strokeWidth={1.75} className="flex-none text-out-succeeded" aria-hidden="true" />
          <span>{again}</span>
          <Button variant="quiet" size="small" isIcon aria-label="Close" onClick={dismiss}>
            <X size={14} strokeWidth={1.75} aria-hidden="true" />
          </Button>
        </Strip>
      ) : null}
    </div>
  );
}

function Strip({ tone, children }: { tone: "lost" | "live"; children: ReactNode }) {
  return (
    <div
      className={classNames(
        "pointer-events-auto flex min-h-[34px] max-w-full items-center gap-2 rounded-control py-0.5 pr-1 pl-3 text-text-1 shadow-1",
        tone === "lost" ? "bg-sev-warn-soft" : "bg-out-succeeded-soft",
      )}
    >
      {children}
    </div>
  );
}

/** Seconds to the next try; a screen reader hears the sentence once, not every second. */
function NextTry() {
  const nextAtMs = useSyncExternalStore(socketRetry.subscribe, socketRetry.nextAtMs, () => null);
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const seconds = nextAtMs === null ? 0 : Math.ceil((nextAtMs - nowMs) / 1000);
  return <span aria-hidden="true">{seconds > 0 ? ` in ${seconds} s` : ""}</span>;
}

/** "Live again, 3 alerts meanwhile." for a while after the connection came back; null otherwise. */
function useLiveAgain(initial: SidebarNow): [string | null, () => void] {
  const live = useLive();
  const api = useApi();
  const client = useQueryClient();
  const [lostAtNo, setLostAtNo] = useState<number | null>(null);
  const [again, setAgain] = useState<string | null>(null);
  const isLost = live.kind === "lost";
  useEffect(() => {
    if (!isLost) return;
    const known = client.getQueryData<SidebarNow>(["lanes"]) ?? initial;
    setLostAtNo((before) => before ?? known.counts.newestAlertNo);
    setAgain(null);
  }, [isLost, client, initial]);
  useEffect(() => {
    if (isLost || lostAtNo === null) return;
    const asking = new AbortController();
    api<{ alerts: AlertItem[] }>("/api/v1/alerts?limit=200", { signal: asking.signal }).then(
      ({ alerts }) => {
        const count = alerts.filter(({ no }) => no > lostAtNo).length;
        setAgain(`Live again, ${count === 0 ? "no alerts" : formatPlural(count, "alert", "alerts")} meanwhile.`);
        setLostAtNo(null);
      },
      () => setLostAtNo(null),
    );
    return () => asking.abort();
  }, [isLost, lostAtNo, api]);
  useEffect(() => {
    if (again === null) return;
    const timer = setTimeout(() => setAgain(null), AGAIN_MS);
    return () => clearTimeout(timer);
  }, [again]);
  return [again, () => setAgain(null)];
}
