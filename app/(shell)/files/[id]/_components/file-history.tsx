"use client";

import { useQuery } from "@tanstack/react-query";
import {
  Archive,
  ArrowRightLeft,
  ArrowUpToLine,
  CircleCheck,
  CircleStop,
  Copy,
  ListOrdered,
  type LucideIcon,
  OctagonX,
  Play,
  RotateCcw,
  RotateCw,
  Trash2,
} from "lucide-react";
import { LogText } from "#components/log-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import { useApi } from "#components/use-api.ts";
import type { FileEvent } from "#lib/queries/list-file-events.ts";
import { eventWords } from "./event-words.ts";

const ICONS: Record<string, LucideIcon> = {
  received: ArrowUpToLine,
  queued: ListOrdered,
  requeued: RotateCw,
  started: Play,
  "taken-over": RotateCw,
  retry: RotateCw,
  retried: RotateCw,
  reingested: RotateCcw,
  raised: ArrowRightLeft,
  moved: ArrowRightLeft,
  discarded: Trash2,
  archived: Archive,
  completed: CircleCheck,
  failed: OctagonX,
  cancelled: CircleStop,
  duplicate: Copy,
};

/** Every transition of the file: when, what, why, and who when it was somebody. */
export function FileHistory({ fileId }: { fileId: string }) {
  const api = useApi();
  const { data, error, refetch } = useQuery({
    queryKey: ["file", fileId, "history"],
    queryFn: ({ signal }) => api<{ events: FileEvent[] }>(`/api/v1/files/${fileId}/history`, { signal }),
  });
  if (error) {
    return (
      <ErrorState title="The history could not be read" action={<Button onClick={() => refetch()}>Try again</Button>}>
        {error.message}
      </ErrorState>
    );
  }
  if (!data) return <Skeleton lines={6} label="Loading the history" className="px-6" />;
  if (data.events.length === 0) {
    return (
      <div className="px-2.5 py-4">
        <EmptyState title="No transition is recorded">Files from before the audit trail have none.</EmptyState>
      </div>
    );
  }
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-6 py-3 max-desk:overflow-visible max-desk:px-4">
      <ol aria-label="History of the file">
        {data.events.map((event) => (
          <Transition key={event.id} event={event} />
        ))}
      </ol>
      <p className="flex gap-4 pt-3 text-12">
        <Download fileId={fileId} as="csv" />
        <Download fileId={fileId} as="ndjson" />
      </p>
    </div>
  );
}

function Download({ fileId, as }: { fileId: string; as: "csv" | "ndjson" }) {
  return (
    <a className="text-accent hover:underline" href={`/api/v1/files/${fileId}/history?as=${as}`} download>
      Download as {as.toUpperCase()}
    </a>
  );
}

function Transition({ event }: { event: FileEvent }) {
  const { kind, atMs, isSystem, actor, reason } = event;
  const { title, facts } = eventWords(event);
  const Icon = ICONS[kind] ?? ListOrdered;
  return (
    <li className="grid grid-cols-[124px_16px_minmax(0,220px)_minmax(0,1fr)] items-baseline gap-x-3.5 border-b border-border py-2 max-desk:grid-cols-[16px_minmax(0,1fr)]">
      <span className="font-mono text-12 text-text-2 max-desk:order-3 max-desk:col-start-2">
        <Time at={atMs} precision="ms" />
      </span>
      <Icon
        size={14}
        strokeWidth={1.75}
        aria-hidden="true"
        className={`self-center ${kind === "failed" ? "text-out-failed" : "text-text-3"}`}
      />
      <b className="font-medium">{title}</b>
      <span className="text-text-2 wrap-anywhere max-desk:order-4 max-desk:col-start-2">
        <LogText text={reason} />
        {facts ? <span className="text-text-3"> {facts}</span> : null}
        {isSystem ? null : <span className="text-text-3"> by {actor ?? "somebody who left the team"}</span>}
      </span>
    </li>
  );
}
