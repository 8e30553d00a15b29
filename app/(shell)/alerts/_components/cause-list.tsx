"use client";

import { useRouter } from "next/navigation";
import { type UIEvent, useRef } from "react";
import { alertHref } from "#components/alerts/alert-facts.ts";
import { useAlertActions } from "#components/alerts/use-alert-actions.ts";
import { useKeys } from "#components/keys/keys-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatPlural } from "#components/ui/format-count.ts";
import type { AlertCause } from "#lib/queries/list-alert-causes.ts";
import type { AlertState } from "#lib/queries/list-alerts.ts";
import { CauseCard } from "./cause-card.tsx";
import { CauseDetails } from "./cause-details.tsx";
import { useChosenCause } from "./use-chosen-cause.ts";
import { useStillCauses } from "./use-still-causes.ts";

interface CauseListProps {
  state: AlertState;
  causes: readonly AlertCause[];
  /** Of all pages. */
  total: number;
  hasMore: boolean;
  isLoadingMore: boolean;
  onMore: () => void;
}

const HEADS: Record<AlertState, string> = { open: "open", acknowledged: "acknowledged", resolved: "resolved" };

/** Cards left, the chosen one's details right. What arrives while somebody reads further down waits behind a button. */
export function CauseList({ state, causes, total, hasMore, isLoadingMore, onMore }: CauseListProps) {
  const { shown, waiting, showAll, setIsAtTop } = useStillCauses(causes);
  const { current, isAskedFor, choose, step } = useChosenCause(shown);
  const list = useRef<HTMLUListElement>(null);
  const router = useRouter();
  const { act, refusal } = useAlertActions();
  const move = (by: number) => {
    const next = step(by);
    const card = [...(list.current?.children ?? [])].find(
      (item) => item instanceof HTMLElement && item.dataset.cause === next?.cause,
    );
    card?.scrollIntoView({ block: "nearest" });
  };
  useKeys("Alerts", [
    { keys: "j", label: "Next alert", run: () => move(1) },
    { keys: "k", label: "Previous alert", run: () => move(-1) },
    {
      keys: "enter",
      label: "Open its line",
      run: () => {
        const href = current && alertHref(current.lead);
        if (href) router.push(href);
      },
    },
    {
      keys: "a",
      label: "Acknowledge",
      run: () => {
        if (current?.state === "open" && !refusal) {
          act({ action: "acknowledge", alertId: current.lead.id, scope: "cause" });
        }
      },
    },
  ]);
  const onScroll = (event: UIEvent<HTMLDivElement>) => setIsAtTop(event.currentTarget.scrollTop < 8);
  const alerts = causes.reduce((sum, cause) => sum + cause.alertCount, 0);
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_minmax(320px,428px)] max-desk:block">
      <div
        className="relative min-h-0 overflow-y-auto px-6 py-4 max-desk:overflow-visible max-desk:px-4 max-desk:py-3.5"
        onScroll={onScroll}
      >
        <div className="mb-2.5 flex flex-wrap items-baseline gap-x-2">
          <h2 className="text-13">
            {total} {HEADS[state]}
          </h2>
          <span className="text-text-3">
            {hasMore
              ? "grouped by cause, newest first"
              : `${formatPlural(alerts, "alert")}, grouped by cause, newest first`}
          </span>
        </div>
        {waiting > 0 ? (
          <div className="sticky top-0 z-10 -mt-1 mb-2.5 flex justify-center">
            <Button size="small" onClick={showAll}>
              Show {formatPlural(waiting, "new cause")}
            </Button>
          </div>
        ) : null}
        <ul aria-label="Alerts" ref={list}>
          {shown.map((cause) => (
            <CauseCard
              key={cause.cause}
              cause={cause}
              isChosen={cause === current}
              onChoose={() => choose(cause)}
              details={isAskedFor && cause === current ? <CauseDetails cause={cause} /> : null}
            />
          ))}
        </ul>
        {hasMore ? (
          <Button isBusy={isLoadingMore} onClick={onMore}>
            Show older alerts
          </Button>
        ) : null}
      </div>
      <aside aria-label="Chosen alert" className="min-h-0 overflow-y-auto border-l border-border max-desk:hidden">
        {current ? <CauseDetails cause={current} /> : null}
      </aside>
    </div>
  );
}
