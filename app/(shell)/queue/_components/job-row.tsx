"use client";

import { ChevronDown, ChevronRight } from "lucide-react";
import { FormatTitle } from "#components/format-titles.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { formatBytes } from "#components/ui/format-bytes.ts";
import { LaneGlyph } from "#components/ui/lane-glyph.tsx";
import { TABLE_CELL, TABLE_ROW } from "#components/ui/table-class.ts";
import { Time } from "#components/ui/time.tsx";
import { useNowMs } from "#components/use-now-ms.ts";
import type { JobItem } from "#lib/model/job.ts";
import { JobDetails } from "./job-details.tsx";
import { jobEstimate } from "./job-estimate.ts";
import { JobState } from "./job-state.tsx";
import { useLiveJob } from "./use-live-job.ts";

interface JobRowProps {
  job: JobItem;
  isGone: boolean;
  isOpen: boolean;
  columns: number;
  onToggle: () => void;
}

/** Gives way on narrow screens to what explains. */
export const MINOR_CELL = "max-[1180px]:hidden";
const RIGHT = `${TABLE_CELL} text-right text-text-2`;

/** A job in one line; pressed anywhere it opens what is known about it. */
export function JobRow({ job, isGone, isOpen, columns, onToggle }: JobRowProps) {
  const detailsId = `job-${job.id}`;
  const sinceMs = sinceOf(job);
  return (
    <>
      <tr className={classNames(TABLE_ROW, "max-desk:gap-y-1", isOpen && "bg-surface-2", isGone && "opacity-60")}>
        <td className={`${TABLE_CELL} max-desk:row-start-1 max-desk:text-right`} title={job.laneReason}>
          <span className="flex items-center gap-2.5 max-desk:justify-end">
            <span className="text-text-3 max-desk:hidden" aria-hidden="true">
              {isOpen ? <ChevronDown size={14} strokeWidth={1.75} /> : <ChevronRight size={14} strokeWidth={1.75} />}
            </span>
            <LaneGlyph lane={job.lane} />
          </span>
        </td>
        <th scope="row" className={`${TABLE_CELL} text-left font-normal max-desk:col-start-1 max-desk:row-start-1`}>
          {/* The button covers its row, so that a click anywhere in it opens it. */}
          <button
            type="button"
            data-job={job.id}
            aria-expanded={isOpen}
            aria-controls={isOpen ? detailsId : undefined}
            title={job.name}
            onClick={onToggle}
            className="flex w-full min-w-0 text-left font-medium after:absolute after:inset-0 focus-visible:outline-offset-[-1px] max-desk:text-14"
          >
            <FileName name={job.name} />
          </button>
        </th>
        <td className={`${TABLE_CELL} ${MINOR_CELL} text-text-2`}>
          {job.format ? <FormatTitle format={job.format} /> : ""}
        </td>
        <td className={`${RIGHT} ${MINOR_CELL}`}>{formatBytes(job.sizeBytes)}</td>
        <td className={`${RIGHT} max-desk:row-start-3 max-desk:text-left max-desk:text-12 max-desk:text-text-3`}>
          {sinceMs === null ? null : <Time at={sinceMs} />}
        </td>
        <td className={`${TABLE_CELL} max-desk:col-span-2 max-desk:row-start-2`}>
          <JobState job={job} isGone={isGone} />
        </td>
        <td className={`${RIGHT} max-desk:row-start-3 max-desk:text-12 max-desk:text-text-3`}>
          {isGone ? null : <Estimate job={job} />}
        </td>
      </tr>
      {isOpen ? (
        <tr className="max-desk:block">
          <td
            id={detailsId}
            colSpan={columns}
            className={classNames("border-b border-border bg-surface-2 p-0 max-desk:block", BARS[job.lane])}
          >
            <JobDetails job={job} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

const BARS = {
  high: "shadow-[inset_3px_0_0_var(--lane-high-mark)]",
  medium: "shadow-[inset_3px_0_0_var(--lane-medium-mark)]",
  low: "shadow-[inset_3px_0_0_var(--lane-low-mark)]",
};

function Estimate({ job: fetched }: { job: JobItem }) {
  const job = useLiveJob(fetched);
  const nowMs = useNowMs();
  return <span suppressHydrationWarning>{jobEstimate(job, nowMs)}</span>;
}

/** Waiting since it was queued, running since it was started, ended when it ended. */
function sinceOf({ state, queuedAtMs, startedAtMs, finishedAtMs, discarded }: JobItem): number | null {
  if (state === "waiting") return queuedAtMs;
  if (state === "running" || state === "retrying") return startedAtMs ?? queuedAtMs;
  return discarded?.atMs ?? finishedAtMs ?? startedAtMs ?? queuedAtMs;
}

/** A long folder gives way first; the name of the file is what people look for. */
function FileName({ name }: { name: string }) {
  const slash = name.lastIndexOf("/") + 1;
  return (
    <>
      {slash > 0 ? <span className="truncate font-normal text-text-3">{name.slice(0, slash)}</span> : null}
      <span className={slash > 0 ? "max-w-[85%] flex-none truncate" : "truncate"}>{name.slice(slash)}</span>
    </>
  );
}
