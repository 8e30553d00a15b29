"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { LogText } from "#components/log-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { formatCount } from "#components/ui/format-count.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useApi } from "#components/use-api.ts";
import type { RejectItem, RejectPage } from "#lib/queries/list-rejects.ts";
import type { FileDetail } from "#lib/queries/read-file.ts";

const PAGE = 100;

/** The pieces of the file that no record was made of, each with its reason and the way to its place. */
export function KeptAsText({ file, goTo }: { file: FileDetail; goTo: (recordNumber: number) => void }) {
  const api = useApi();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ["file", file.id, "rejects"],
    queryFn: ({ pageParam, signal }) =>
      api<RejectPage>(`/api/v1/files/${file.id}/rejects?after=${pageParam}&limit=${PAGE}`, { signal }),
    initialPageParam: 0,
    getNextPageParam: (page) => page.nextCursor,
  });
  if (error) {
    return (
      <ErrorState
        title="What was kept as text could not be read"
        action={<Button onClick={() => refetch()}>Try again</Button>}
      >
        {error.message}
      </ErrorState>
    );
  }
  if (!data) return <Skeleton lines={8} label="Loading what was kept as text" className="px-6" />;
  const rejects = data.pages.flatMap((page) => page.rejects);
  const total = data.pages.at(-1)?.total ?? 0;
  if (rejects.length === 0) return <NothingKept file={file} />;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-6 pb-6 max-desk:overflow-visible max-desk:px-0">
      <RejectTable rejects={rejects} goTo={goTo} />
      <div className="flex flex-wrap items-center gap-3 pt-3 text-text-2 max-desk:px-4">
        <span>
          {formatCount(rejects.length)} of {formatCount(total)}
        </span>
        {hasNextPage ? (
          <Button size="small" isBusy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            Show more
          </Button>
        ) : null}
        {!hasNextPage && rejects.length < total ? (
          <span className="text-text-3">The first 1,000 are listed; the others stand in the log, marked.</span>
        ) : null}
        <Link href={`/unparsed?file=${file.id}`} className="touch-target font-medium text-accent">
          By reason
        </Link>
      </div>
    </div>
  );
}

function NothingKept({ file }: { file: FileDetail }) {
  const isDone = file.state === "completed";
  return (
    <div className="px-2.5 py-4">
      <EmptyState title={isDone ? "Every line became a record" : "Nothing was kept as text so far"}>
        Lines that can't be parsed are kept here as they stand, with the reason.
      </EmptyState>
    </div>
  );
}

const HEAD = "border-b border-border py-2 pr-4 text-left text-12 font-medium text-text-2";
const CELL = "border-b border-border py-2 pr-4 align-top leading-[18px]";

function RejectTable({ rejects, goTo }: { rejects: RejectItem[]; goTo: (recordNumber: number) => void }) {
  return (
    <table className="w-full table-fixed border-collapse max-desk:block">
      <colgroup>
        <col className="w-[84px]" />
        <col className="w-[110px]" />
        <col className="w-[330px]" />
        <col />
      </colgroup>
      <thead className="sticky top-0 z-1 bg-surface-1 max-desk:sr-only">
        <tr>
          <th scope="col" className={`${HEAD} text-right`}>
            Line
          </th>
          <th scope="col" className={`${HEAD} text-right`}>
            Byte
          </th>
          <th scope="col" className={HEAD}>
            Why it has no fields
          </th>
          <th scope="col" className={HEAD}>
            Original text
          </th>
        </tr>
      </thead>
      <tbody className="max-desk:block">
        {rejects.map((reject) => (
          <RejectRow key={reject.recordNumber} reject={reject} goTo={goTo} />
        ))}
      </tbody>
    </table>
  );
}

function RejectRow({ reject, goTo }: { reject: RejectItem; goTo: (recordNumber: number) => void }) {
  const { recordNumber, byteOffset, reason, text, isCut } = reject;
  return (
    <tr className="max-desk:grid max-desk:grid-cols-[1fr_auto] max-desk:border-b max-desk:border-border max-desk:px-4 max-desk:py-2">
      <td className={`${CELL} text-right font-mono text-12 max-desk:border-0 max-desk:p-0 max-desk:text-left`}>
        <button
          type="button"
          aria-label={`Go to line ${formatCount(recordNumber)}`}
          className="touch-target font-medium text-accent"
          onClick={() => goTo(recordNumber)}
        >
          {formatCount(recordNumber)}
        </button>
      </td>
      <td className={`${CELL} text-right font-mono text-12 text-text-2 max-desk:border-0 max-desk:p-0`}>
        <span className="desk:hidden">byte </span>
        {formatCount(byteOffset)}
      </td>
      <td className={`${CELL} wrap-anywhere max-desk:col-span-2 max-desk:border-0 max-desk:p-0 max-desk:pt-1`}>
        {reason}
      </td>
      <td
        className={`${CELL} font-mono text-12 text-text-2 max-desk:col-span-2 max-desk:border-0 max-desk:p-0 max-desk:pt-1`}
      >
        <span className="line-clamp-3 whitespace-pre-wrap wrap-anywhere">
          <LogText text={text} isOneLine />
          {isCut ? <span className="font-sans text-text-3"> … go to the line for the rest</span> : null}
        </span>
      </td>
    </tr>
  );
}
