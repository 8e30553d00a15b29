"use client";

import { useState } from "react";
import { useKeys } from "#components/keys/keys-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { formatCount, formatPlural } from "#components/ui/format-count.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { JobTab } from "#lib/model/job.ts";
import { JobTable } from "./job-table.tsx";
import { NoJobs } from "./no-jobs.tsx";
import { isNarrowed, jobsQuery, type QueueAddress } from "./queue-address.ts";
import { useIsReading } from "./use-is-reading.ts";
import { useJob } from "./use-job.ts";
import type { useJobs } from "./use-jobs.ts";
import { useStillJobs } from "./use-still-jobs.ts";

interface JobListProps {
  address: QueueAddress;
  jobs: ReturnType<typeof useJobs>;
  onOpen: (jobId: string | null) => void;
  onClear: () => void;
  onTab: (tab: JobTab) => void;
}

/** The jobs of one tab. While somebody reads them no row moves; what changed waits behind a button. */
export function JobList({ address, jobs, onOpen, onClear, onTab }: JobListProps) {
  const { filter, jobId } = address;
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const isReading = useIsReading(element, jobId !== null);
  const list = jobsQuery(address, null);
  // Until another list is there the one before is shown, and counts as itself.
  const [shownList, setShownList] = useState(list);
  if (!jobs.isPlaceholderData && shownList !== list) setShownList(list);
  const { rows, changes, showAll } = useStillJobs(jobs.jobs, { list: shownList, isReading });
  const isElsewhere = jobId !== null && jobs.data !== undefined && rows.every(({ job }) => job.id !== jobId);
  const { data: linked } = useJob(isElsewhere ? jobId : null);
  const toggle = (id: string) => onOpen(id === jobId ? null : id);
  useRowKeys({ element, openId: jobId, close: () => onOpen(null) });
  const shown = linked && isElsewhere ? [{ job: linked, isGone: false }, ...rows] : rows;
  return (
    <div
      ref={setElement}
      aria-busy={jobs.isPlaceholderData}
      className="relative min-h-0 flex-1 overflow-y-auto px-6 pb-6 max-desk:overflow-visible max-desk:px-0"
    >
      {changes > 0 ? (
        <div className="pointer-events-none sticky top-1.5 z-10 -mb-[26px] flex justify-center">
          <Button size="small" className="pointer-events-auto" onClick={showAll}>
            Show {formatPlural(changes, "change")}
          </Button>
        </div>
      ) : null}
      {jobs.error ? (
        <ErrorState
          title="The queue could not be read"
          action={<Button onClick={() => jobs.refetch()}>Try again</Button>}
        >
          {jobs.error.message} {shown.length > 0 ? "What is shown is from before." : "Files go on through their lanes."}
        </ErrorState>
      ) : null}
      {shown.length > 0 ? <JobTable tab={filter.tab} rows={shown} openId={jobId} onToggle={toggle} /> : null}
      {shown.length === 0 && jobs.isPending && !jobs.error ? <Skeleton lines={10} label="Loading the queue" /> : null}
      {shown.length === 0 && jobs.data && !jobs.error ? (
        <NoJobs filter={filter} counts={jobs.counts} onClear={onClear} onTab={onTab} />
      ) : null}
      <ListEnd jobs={jobs} shown={shown.length} isNarrowed={isNarrowed(filter)} />
    </div>
  );
}

interface ListEndProps {
  jobs: ReturnType<typeof useJobs>;
  shown: number;
  isNarrowed: boolean;
}

/** How much of it is shown, and the way to more. */
function ListEnd({ jobs, shown, isNarrowed }: ListEndProps) {
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isLive, isFetching, refetch, total } = jobs;
  if (!hasNextPage && isLive) return null;
  return (
    <div className="flex flex-wrap items-center justify-center gap-3 pt-4 text-12 text-text-3">
      {hasNextPage ? (
        <Button isBusy={isFetchingNextPage} onClick={() => fetchNextPage()}>
          Show more files
        </Button>
      ) : null}
      <span>
        {formatCount(shown)} of {formatCount(total)}
        {isNarrowed ? " that match" : ""}
      </span>
      {isLive ? null : (
        <>
          <span>A list this long is read anew only when you ask.</span>
          <Button size="small" isBusy={isFetching && !isFetchingNextPage} onClick={() => refetch()}>
            Read it anew
          </Button>
        </>
      )}
    </div>
  );
}

interface RowKeysInput {
  element: HTMLElement | null;
  openId: string | null;
  close: () => void;
}

/** J and K move the focus from row to row, Enter presses the one that has it, Esc closes the open one. */
function useRowKeys({ element, openId, close }: RowKeysInput): void {
  const buttons = () => [...(element?.querySelectorAll<HTMLButtonElement>("button[data-job]") ?? [])];
  const step = (by: number) => {
    const all = buttons();
    const active = document.activeElement;
    const row = active?.closest("tr");
    const own = all.findIndex((button) => button === active || button.closest("tr") === row);
    const start = own >= 0 ? own : all.findIndex(({ dataset }) => dataset.job === openId);
    const next = all[start < 0 ? (by > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, start + by))];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  useKeys("Queue", [
    { keys: "j", label: "Next file", run: () => step(1) },
    { keys: "k", label: "Previous file", run: () => step(-1) },
    {
      keys: "enter",
      label: "Open or close it",
      run: () => (buttons().find((button) => button.dataset.job === openId) ?? buttons()[0])?.click(),
    },
    {
      keys: "escape",
      label: "Close it",
      run: () => {
        if (openId === null) return;
        close();
        buttons()
          .find(({ dataset }) => dataset.job === openId)
          ?.focus();
      },
    },
  ]);
}
