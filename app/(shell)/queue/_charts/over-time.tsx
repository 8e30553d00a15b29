"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { formatCount } from "#components/ui/format-count.ts";
import { formatDuration } from "#components/ui/format-duration.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useApi } from "#components/use-api.ts";
import type { LaneSlice } from "#lib/model/job.ts";
import { SLICE_RANGES, type SliceRange } from "../_components/queue-address.ts";
import { LaneChart } from "./lane-chart.tsx";

interface OverTimeProps {
  range: SliceRange;
  onRange: (range: SliceRange) => void;
}

const RANGE_WORDS: Record<SliceRange, string> = { "1h": "Last hour", "24h": "Last 24 h", "7d": "Last 7 days" };

/** What each lane did: how much, how long it waited and took, and what failed. */
export function OverTime({ range, onRange }: OverTimeProps) {
  const { data, error, refetch, isPlaceholderData } = useSlices(range);
  return (
    <div
      aria-busy={isPlaceholderData}
      className="min-h-0 flex-1 overflow-y-auto px-6 pb-6 max-desk:overflow-visible max-desk:px-4"
    >
      <fieldset aria-label="Range" className="flex gap-1.5 py-2">
        {SLICE_RANGES.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === range}
            onClick={() => onRange(one)}
            className="touch-target h-[26px] rounded-control border border-border-strong px-2 text-12 text-text-2 hover:bg-surface-3 aria-pressed:border-text-1 aria-pressed:font-medium aria-pressed:text-text-1"
          >
            {RANGE_WORDS[one]}
          </button>
        ))}
      </fieldset>
      {error && !data ? (
        <ErrorState
          title="What happened over time could not be read"
          action={<Button onClick={() => refetch()}>Try again</Button>}
        >
          {error.message}
        </ErrorState>
      ) : !data ? (
        <Skeleton lines={8} label="Loading what happened over time" />
      ) : isQuiet(data.slices) ? (
        <EmptyState title="No file was read in this time">
          {RANGE_WORDS[range]}: nothing was started, nothing ended. Choose a longer time, or drop files.
        </EmptyState>
      ) : (
        <Charts slices={data.slices} range={range} />
      )}
    </div>
  );
}

function Charts({ slices, range }: { slices: LaneSlice[]; range: SliceRange }) {
  return (
    <div className="grid grid-cols-2 gap-x-8 gap-y-6 pt-2 max-[1000px]:grid-cols-1">
      <LaneChart
        title="Files read"
        unit="files"
        kind="count"
        value="completed"
        slices={slices}
        range={range}
        format={formatCount}
      />
      <LaneChart
        title="Files that failed"
        unit="files"
        kind="count"
        value="failed"
        slices={slices}
        range={range}
        format={formatCount}
      />
      <LaneChart
        title="Wait before the start"
        unit="p95, thin line p50"
        kind="measure"
        value="waitP95Ms"
        thinValue="waitP50Ms"
        slices={slices}
        range={range}
        format={formatDuration}
      />
      <LaneChart
        title="Time to read a file"
        unit="p95, thin line p50"
        kind="measure"
        value="processingP95Ms"
        thinValue="processingP50Ms"
        slices={slices}
        range={range}
        format={formatDuration}
      />
    </div>
  );
}

function isQuiet(slices: LaneSlice[]): boolean {
  return slices.every(({ started, completed, failed }) => started + completed + failed === 0);
}

/** The newest slice grows while it is looked at. */
const REFETCH_MS = 30_000;

function useSlices(range: SliceRange) {
  const api = useApi();
  return useQuery({
    queryKey: ["slices", range],
    queryFn: ({ signal }) => api<{ slices: LaneSlice[] }>(`/api/v1/jobs/slices?range=${range}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: REFETCH_MS,
  });
}
