"use client";

import { classNames } from "#components/ui/class-names.ts";
import { TABLE_HEAD } from "#components/ui/table-class.ts";
import type { JobTab } from "#lib/model/job.ts";
import { JobRow, MINOR_CELL } from "./job-row.tsx";
import type { StillJob } from "./still-jobs.ts";

interface Column {
  name: string;
  width?: string;
  isRight?: boolean;
  /** Gives way on narrow screens to what explains. */
  isMinor?: boolean;
}

const LAST: Record<JobTab, { since: string; state: string; estimate: string; caption: string }> = {
  "in-progress": {
    since: "Since",
    state: "State, and why it waits",
    estimate: "Estimate",
    caption: "Files in progress",
  },
  completed: { since: "Ended", state: "Result", estimate: "Took", caption: "Files that ended" },
  "dead-letters": { since: "Stopped", state: "What stopped it", estimate: "Attempts", caption: "Dead letters" },
};

interface JobTableProps {
  tab: JobTab;
  rows: StillJob[];
  openId: string | null;
  onToggle: (jobId: string) => void;
}

/** Jobs as a table on the desk, cards on the phone; a row opens in place. */
export function JobTable({ tab, rows, openId, onToggle }: JobTableProps) {
  const { since, state, estimate, caption } = LAST[tab];
  const columns: Column[] = [
    { name: "Lane", width: "w-[104px]" },
    { name: "File", width: "w-[22%]" },
    { name: "Format", width: "w-[104px]", isMinor: true },
    { name: "Size", width: "w-[76px]", isRight: true, isMinor: true },
    { name: since, width: "w-[116px]", isRight: true },
    { name: state },
    { name: estimate, width: "w-[120px]", isRight: true },
  ];
  return (
    <table className="w-full table-fixed border-collapse max-desk:block">
      <caption className="sr-only">{caption}</caption>
      <colgroup>
        {columns.map(({ name, width, isMinor }) => (
          <col key={name} className={classNames(width, isMinor && MINOR_CELL)} />
        ))}
      </colgroup>
      <thead className="max-desk:sr-only">
        <tr>
          {columns.map(({ name, isRight, isMinor }) => (
            <th
              key={name}
              scope="col"
              className={classNames(TABLE_HEAD, isRight && "text-right!", isMinor && MINOR_CELL)}
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-desk:block">
        {rows.map(({ job, isGone }) => (
          <JobRow
            key={job.id}
            job={job}
            isGone={isGone}
            isOpen={job.id === openId}
            columns={columns.length}
            onToggle={() => onToggle(job.id)}
          />
        ))}
      </tbody>
    </table>
  );
}
