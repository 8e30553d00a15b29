"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { Fragment, type ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { formatCount } from "#components/ui/format-count.ts";
import { OutcomeIcon } from "#components/ui/outcome-glyph.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { AlertCause, AlertCausePage } from "#lib/queries/list-alert-causes.ts";
import { alertDelay, alertHref } from "./alerts/alert-facts.ts";
import { ALERT_FEED_SIZE } from "./alerts/feed-size.ts";
import { type AlertAction, useAlertActions } from "./alerts/use-alert-actions.ts";
import { classNames } from "./ui/class-names.ts";
import { useApi } from "./use-api.ts";

/**
 * The rail of the overview: what fired, newest first, and what to do about it. `initial` is the server's
 * `listAlertCauses(tx, {organizationId, state: null, limit: ALERT_FEED_SIZE})`. Fills the height it is given.
 */
export function AlertFeed({ initial }: { initial?: AlertCausePage }) {
  const api = useApi();
  const { data, error, refetch } = useQuery({
    queryKey: ["alerts", "feed"],
    queryFn: ({ signal }) => api<AlertCausePage>(`/api/v1/alerts/causes?limit=${ALERT_FEED_SIZE}`, { signal }),
    initialData: initial,
  });
  return (
    <section aria-label="Alerts" className="flex min-h-0 flex-col">
      <header className="flex h-10 flex-none items-center gap-2 border-b border-border px-4">
        <h2 className="text-13">Alerts</h2>
        {data && data.counts.open > 0 ? (
          <span className="text-text-3">{formatCount(data.counts.open)} open</span>
        ) : null}
        <Link href="/alerts" className="ml-auto font-medium text-accent hover:underline">
          All<span className="sr-only"> alerts</span>
        </Link>
      </header>
      {data ? (
        <FeedList causes={data.causes} />
      ) : error ? (
        <ErrorState title="The alerts did not load" action={<Button onClick={() => refetch()}>Try again</Button>}>
          {error.message}
        </ErrorState>
      ) : (
        <Skeleton lines={5} label="Loading alerts" />
      )}
    </section>
  );
}

function FeedList({ causes }: { causes: AlertCause[] }) {
  if (causes.length === 0) {
    return (
      <EmptyState title="No alerts yet">
        One rule is watching: an installation that failed. It appears here by itself.
      </EmptyState>
    );
  }
  return (
    <ul aria-live="polite" aria-label="Newest alerts" className="min-h-0 flex-1 overflow-y-auto">
      {causes.map((cause) => (
        <FeedItem key={cause.cause} cause={cause} />
      ))}
    </ul>
  );
}

function FeedItem({ cause }: { cause: AlertCause }) {
  const { lead, state } = cause;
  const href = alertHref(lead);
  const delay = alertDelay(lead);
  const isOpen = state === "open";
  return (
    <li
      className={classNames(
        "grid grid-cols-[16px_minmax(0,1fr)] gap-2.5 border-b border-border px-4 py-[11px]",
        isOpen && "bg-surface-2 inset-shadow-[2px_0_0_var(--out-failed-mark)]",
      )}
    >
      {isOpen ? (
        <OutcomeIcon outcome="failed" className="mt-0.5 size-4! text-out-failed" />
      ) : (
        <CircleCheck size={16} strokeWidth={1.75} className="mt-0.5 text-text-3" aria-hidden="true" />
      )}
      <div className="min-w-0">
        <h3 className="line-clamp-3 text-13 leading-[1.4] font-medium tracking-normal [overflow-wrap:anywhere]">
          {href ? (
            <Link href={href} className="hover:underline">
              {cause.title}
            </Link>
          ) : (
            cause.title
          )}
        </h3>
        <Facts>
          <Time at={lead.createdAtMs} />
          {delay}
          {isOpen ? null : state === "resolved" ? "resolved" : "acknowledged"}
        </Facts>
        {isOpen ? <FeedActions cause={cause} href={href} /> : null}
      </div>
    </li>
  );
}

function Facts({ children }: { children: ReactNode[] }) {
  const facts = children.filter(Boolean);
  return (
    <div className="mt-0.5 flex flex-wrap gap-x-2 text-12 text-text-3">
      {facts.map((fact, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the facts have no other identity, and keep their order.
        <Fragment key={index}>
          <span>{fact}</span>
        </Fragment>
      ))}
    </div>
  );
}

function FeedActions({ cause, href }: { cause: AlertCause; href: string | null }) {
  const { act, isBusy, refusal } = useAlertActions();
  const { lead } = cause;
  const button = (action: AlertAction, label: ReactNode) => (
    <Button
      variant="quiet"
      size="small"
      disabledReason={refusal}
      isBusy={isBusy(action, lead.id)}
      onClick={() => act({ action, alertId: lead.id, scope: "cause" })}
    >
      {label}
    </Button>
  );
  return (
    <div className="mt-1 -ml-2 flex flex-wrap items-center">
      {href ? (
        <Link
          href={href}
          className="touch-target rounded-control px-2 text-12 leading-[26px] font-medium text-accent hover:bg-surface-3"
        >
          Open
        </Link>
      ) : null}
      {button("acknowledge", "Acknowledge")}
      {cause.mutedUntilMs === null ? (
        button("mute", "Mute 1 h")
      ) : (
        <span className="px-2 text-12 text-text-3">
          muted until <Time at={cause.mutedUntilMs} />
        </span>
      )}
    </div>
  );
}
