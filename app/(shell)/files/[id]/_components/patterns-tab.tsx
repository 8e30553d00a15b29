"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { formatCount, formatPlural } from "#components/ui/format-count.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { PatternOrder } from "#lib/model/pattern-list.ts";
import type { FileDetail } from "#lib/queries/read-file.ts";
import { PatternTable } from "./pattern-table.tsx";
import { isMoving } from "./use-file.ts";
import { usePatterns } from "./use-patterns.ts";

const ORDERS: { order: PatternOrder; label: string }[] = [
  { order: "count", label: "Most frequent" },
  { order: "rare", label: "Rarest" },
  { order: "new", label: "New first" },
];

interface PatternsTabProps {
  file: FileDetail;
  goTo: (recordNumber: number) => void;
}

/** The kinds of line of the file: how often each stands in it, and whether other files have it too. */
export function PatternsTab({ file, goTo }: PatternsTabProps) {
  const [order, setOrder] = useState<PatternOrder>("count");
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage, isPlaceholderData } = usePatterns(
    file.id,
    order,
  );
  if (error && !data) {
    return (
      <ErrorState title="The patterns could not be read" action={<Button onClick={() => refetch()}>Try again</Button>}>
        {error.message}
      </ErrorState>
    );
  }
  if (!data) return <Skeleton lines={10} label="Loading the patterns" className="px-6" />;
  const patterns = data.pages.flatMap((page) => page.patterns);
  const last = data.pages.at(-1);
  if (patterns.length === 0) return <NoPatterns file={file} />;
  return (
    <div
      aria-busy={isPlaceholderData}
      className="min-h-0 flex-1 overflow-y-auto px-6 pb-6 max-desk:overflow-visible max-desk:px-0"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2 max-desk:px-4">
        <Orders order={order} onChange={setOrder} />
        <span className="text-12 text-text-3">
          {formatPlural(last?.total ?? 0, "kind")} of line in {formatPlural(last?.records ?? 0, "record")}
        </span>
      </div>
      <div className={classNames(isPlaceholderData && "opacity-60 transition-opacity delay-200 duration-(--base)")}>
        <PatternTable patterns={patterns} records={last?.records ?? 0} goTo={goTo} />
      </div>
      {hasNextPage ? (
        <div className="flex flex-wrap items-center gap-3 pt-3 text-text-2 max-desk:px-4">
          <span>
            {formatCount(patterns.length)} of {formatCount(last?.total ?? 0)}
          </span>
          <Button size="small" isBusy={isFetchingNextPage} onClick={() => fetchNextPage()}>
            Show more
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function Orders({ order, onChange }: { order: PatternOrder; onChange: (order: PatternOrder) => void }) {
  return (
    <fieldset aria-label="Order" className="flex gap-1.5">
      {ORDERS.map((one) => (
        <button
          key={one.order}
          type="button"
          aria-pressed={one.order === order}
          onClick={() => onChange(one.order)}
          className="touch-target h-[26px] rounded-control border border-border-strong px-2 text-12 text-text-2 hover:bg-surface-3 aria-pressed:border-text-1 aria-pressed:font-medium aria-pressed:text-text-1"
        >
          {one.label}
        </button>
      ))}
    </fieldset>
  );
}

function NoPatterns({ file }: { file: FileDetail }) {
  const words = isMoving(file)
    ? { title: "No patterns yet", text: "They appear while the file is read." }
    : file.records > 0
      ? {
          title: "No patterns of this file",
          text: "It was read before patterns were found. Re-ingest it to find them.",
        }
      : { title: "No patterns", text: "Patterns are kinds of record, and no record was made of this file." };
  return (
    <div className="px-2.5 py-4">
      <EmptyState title={words.title}>{words.text}</EmptyState>
    </div>
  );
}
