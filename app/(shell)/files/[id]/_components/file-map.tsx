"use client";

import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type PointerEvent, useSyncExternalStore } from "react";
import { formatCount, formatPlural } from "#components/ui/format-count.ts";
import { useApi } from "#components/use-api.ts";
import type { FileDetail } from "#lib/queries/read-file.ts";
import type { OutlineBucket } from "#lib/queries/read-outline.ts";
import type { AnchoredList } from "./anchored-list.ts";
import { mapTicks } from "./map-ticks.ts";
import type { AnchoredListState } from "./use-anchored-list.ts";
import { isMoving } from "./use-file.ts";

interface FileMapProps {
  file: FileDetail;
  total: number;
  anchored: AnchoredListState;
}

/** The whole file at the right edge: where errors and warnings are, what is in view, the first failing line. */
export function FileMap({ file, total, anchored }: FileMapProps) {
  const { id: fileId } = file;
  const { list, viewportPx } = anchored;
  const isGrowing = isMoving(file);
  const failingRecord = file.firstFailingLine?.recordNumber ?? null;
  const api = useApi();
  const { data } = useQuery({
    queryKey: ["outline", fileId, isGrowing ? "growing" : total],
    queryFn: ({ signal }) =>
      api<{ total: number; buckets: OutlineBucket[] }>(`/api/v1/files/${fileId}/outline`, { signal }),
    staleTime: 5000,
    refetchInterval: isGrowing ? 5000 : false,
  });
  const firstVisible = useSyncExternalStore(list.subscribe, list.getFirstVisible, () => 0);
  const buckets = data?.buckets ?? [];
  const errors = sum(buckets, "errors");
  const warnings = sum(buckets, "warnings");
  const share = (recordNumber: number) => (total > 1 ? ((recordNumber - 1) / total) * 100 : 0);
  const visible = Math.max(1, Math.floor(viewportPx / list.getRowHeightPx()));
  const goTo = (event: PointerEvent<HTMLElement>) => {
    if (event.type === "pointermove" && event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    list.scrollToIndex(Math.floor(((event.clientY - box.top) / box.height) * total));
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={`Map of the file: ${formatPlural(errors, "error")}, ${formatPlural(warnings, "warning")} in ${formatPlural(total, "record")}`}
      aria-valuemin={1}
      aria-valuemax={Math.max(1, total)}
      aria-valuenow={Math.min(total, firstVisible + 1)}
      aria-valuetext={`Record ${formatCount(firstVisible + 1)} at the top`}
      onPointerDown={goTo}
      onPointerMove={goTo}
      onKeyDown={(event) => moveByKey(event, { list, total, firstVisible })}
      className="relative w-[92px] flex-none touch-none border-l border-border bg-surface-2 select-none max-desk:w-[26px] focus-visible:outline-offset-[-2px]"
    >
      <Bars buckets={buckets} total={total} />
      <Ticks total={total} pinned={failingRecord} share={share} />
      <ViewBox topPercent={share(firstVisible + 1)} heightPercent={total > 0 ? (visible / total) * 100 : 100} />
      {failingRecord === null ? null : <Pin topPercent={share(failingRecord)} recordNumber={failingRecord} />}
    </div>
  );
}

function Bars({ buckets, total }: { buckets: OutlineBucket[]; total: number }) {
  const longest = Math.max(1, ...buckets.map((bucket) => bucket.records));
  return (
    <svg
      viewBox="0 0 46 1000"
      preserveAspectRatio="none"
      aria-hidden="true"
      className="absolute top-1 left-2.5 h-[calc(100%-8px)] w-[46px] max-desk:left-1 max-desk:w-[18px]"
    >
      {buckets.map((bucket) => {
        const y = ((bucket.firstRecordNumber - 1) / total) * 1000;
        const height = Math.max(2, (bucket.records / total) * 1000 - 1.5);
        const width = 18 + 22 * (bucket.records / longest);
        const marked = bucket.errors > 0 ? "fill-sev-error-mark" : bucket.warnings > 0 ? "fill-sev-warn-mark" : null;
        return (
          <g key={bucket.firstRecordNumber}>
            <rect x="0" y={y} width={width} height={height} rx="1" className="fill-sev-info-mark opacity-40" />
            {marked ? <rect x="0" y={y} width={markWidth(bucket)} height={height} className={marked} /> : null}
          </g>
        );
      })}
    </svg>
  );
}

/** Grows with the share of errors (or warnings), but one in thousands can still be seen. */
function markWidth({ errors, warnings, records }: OutlineBucket): number {
  return 10 + 30 * Math.sqrt((errors || warnings) / Math.max(1, records));
}

function Ticks(props: { total: number; pinned: number | null; share: (recordNumber: number) => number }) {
  return mapTicks(props.total, props.pinned).map((tick) => (
    <span
      key={tick}
      aria-hidden="true"
      className="pointer-events-none absolute right-[5px] text-11 leading-none text-text-3 max-desk:hidden"
      style={{ top: `calc(${props.share(tick)}% + ${tick === 1 ? 5 : -5}px)` }}
    >
      {formatTick(tick)}
    </span>
  ));
}

/** Beside the bars there is room for six characters. */
function formatTick(recordNumber: number): string {
  return recordNumber >= 100_000 ? `${formatCount(recordNumber / 1000)}k` : formatCount(recordNumber);
}

function ViewBox({ topPercent, heightPercent }: { topPercent: number; heightPercent: number }) {
  return (
    <div
      aria-hidden="true"
      className="absolute inset-x-[5px] min-h-[18px] rounded-chip border-[1.5px] border-text-1 bg-text-1/7 max-desk:inset-x-px"
      style={{
        top: `min(${topPercent}%, calc(100% - 18px))`,
        height: `${Math.min(100, heightPercent)}%`,
        maxHeight: "100%",
      }}
    />
  );
}

function Pin({ topPercent, recordNumber }: { topPercent: number; recordNumber: number }) {
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none absolute inset-x-[5px] max-desk:inset-x-px"
      style={{ top: `${topPercent}%` }}
    >
      <div className="h-0.5 bg-sev-error-mark" />
      <span
        className={`absolute right-0 rounded-chip bg-sev-error px-[5px] py-1 text-11 leading-none font-semibold text-surface-1 max-desk:hidden ${topPercent > 8 ? "bottom-5" : "top-5"}`}
      >
        {formatCount(recordNumber)}
      </span>
    </div>
  );
}

function moveByKey(
  event: KeyboardEvent,
  { list, total, firstVisible }: { list: AnchoredList; total: number; firstVisible: number },
): void {
  const step = Math.max(1, Math.round(total / 100));
  const target: Record<string, number> = {
    ArrowDown: firstVisible + step,
    ArrowUp: firstVisible - step,
    PageDown: firstVisible + step * 10,
    PageUp: firstVisible - step * 10,
    Home: 0,
    End: total - 1,
  };
  const index = target[event.key];
  if (index === undefined) return;
  event.preventDefault();
  list.scrollToIndex(index);
}

function sum(buckets: OutlineBucket[], name: "errors" | "warnings"): number {
  return buckets.reduce((total, bucket) => total + bucket[name], 0);
}
