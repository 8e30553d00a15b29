"use client";

import { useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { formatPlural } from "#components/ui/format-count.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import { useApi } from "#components/use-api.ts";
import type { AlertHistoryEntry } from "#lib/queries/read-alert-history.ts";

const WORDS: Record<Exclude<AlertHistoryEntry["kind"], "raised">, string> = {
  acknowledged: "Acknowledged",
  resolved: "Resolved",
  reopened: "Reopened",
  muted: "Muted",
  unmuted: "Unmuted",
};

/** What happened to a cause, newest first. */
export function CauseHistory({ alertId, className }: { alertId: string; className: string }) {
  const api = useApi();
  const { data, error, refetch } = useQuery({
    queryKey: ["alerts", "history", alertId],
    queryFn: ({ signal }) => api<{ history: AlertHistoryEntry[] }>(`/api/v1/alerts/${alertId}/history`, { signal }),
  });
  return (
    <section className={className}>
      <h3 className="mb-[7px] text-13">History</h3>
      {data ? (
        <dl className="grid grid-cols-[104px_minmax(0,1fr)] text-12 leading-[22px]">
          {data.history.map((entry) => (
            <Fragment key={`${entry.kind} ${entry.atMs} ${entry.note}`}>
              <dt className="text-text-3">
                <Time at={entry.atMs} />
              </dt>
              <dd className="wrap-anywhere">{sentence(entry)}</dd>
            </Fragment>
          ))}
        </dl>
      ) : error ? (
        <div className="grid justify-items-start gap-1.5 text-12 text-text-2" role="alert">
          The history did not load. {error.message}
          <Button size="small" onClick={() => refetch()}>
            Try again
          </Button>
        </div>
      ) : (
        <Skeleton lines={2} label="Loading history" className="p-0" />
      )}
    </section>
  );
}

function sentence({ kind, count, actor, note, untilMs }: AlertHistoryEntry): ReactNode {
  if (kind === "raised") return count === 1 ? "Fired" : `Fired ${formatPlural(count, "time")} in this minute`;
  return (
    <>
      {WORDS[kind]}
      {untilMs === null ? null : (
        <>
          {" until "}
          <Time at={untilMs} />
        </>
      )}
      {actor ? ` by ${actor}` : ""}
      {note ? `: ${note}` : ""}
    </>
  );
}
