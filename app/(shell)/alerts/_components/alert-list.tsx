"use client";

import { type UIEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { formatCount, formatPlural } from "#components/ui/format-count.ts";
import { AlertCard } from "./alert-card.tsx";
import { NoAlerts } from "./no-alerts.tsx";
import { type AlertPage, useAlerts } from "./use-alerts.ts";

/** Newest first. What arrives while somebody reads further down waits behind a button: it never moves what is read. */
export function AlertList({ firstPage }: { firstPage: AlertPage }) {
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useAlerts(firstPage);
  const alerts = data.pages.flatMap((page) => page.alerts);
  const newest = alerts[0]?.no ?? 0;
  const [isAtTop, setIsAtTop] = useState(true);
  const [seen, setSeen] = useState(newest);
  if (isAtTop && seen !== newest) setSeen(newest);
  const shown = alerts.filter((alert) => alert.no <= seen || isAtTop);
  const waiting = alerts.length - shown.length;
  const open = alerts.filter((alert) => alert.state === "open").length;

  const onScroll = (event: UIEvent<HTMLDivElement>) => setIsAtTop(event.currentTarget.scrollTop < 8);
  if (alerts.length === 0) return <NoAlerts />;
  return (
    <div
      className="relative min-h-0 flex-1 overflow-y-auto px-6 py-4 max-desk:overflow-visible max-desk:px-4 max-desk:py-3.5"
      onScroll={onScroll}
    >
      <div className="mb-2.5 flex items-baseline gap-2" role="status">
        <h2 className="text-13">{open > 0 ? `${formatCount(open)} open` : "None open"}</h2>
        <span className="text-text-3">
          {open === alerts.length ? "newest first" : `of ${formatPlural(alerts.length, "alert")}, newest first`}
        </span>
      </div>
      {waiting > 0 ? (
        <div className="sticky top-0 z-10 mb-2.5 flex justify-center">
          <Button size="small" onClick={() => setSeen(newest)}>
            Show {formatPlural(waiting, "new alert")}
          </Button>
        </div>
      ) : null}
      <ul aria-label="Alerts">
        {shown.map((alert) => (
          <AlertCard key={alert.id} alert={alert} />
        ))}
      </ul>
      {hasNextPage ? (
        <Button isBusy={isFetchingNextPage} onClick={() => fetchNextPage()}>
          Show older alerts
        </Button>
      ) : null}
    </div>
  );
}
