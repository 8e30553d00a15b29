"use client";

import { LogText } from "#components/log-text.tsx";
import { formatCount, formatPlural, formatShare } from "#components/ui/format-count.ts";
import { OutcomeIcon } from "#components/ui/outcome-glyph.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import type { JobItem } from "#lib/model/job.ts";
import { LANE_WORDS } from "./files-in-words.ts";
import { useLiveJob } from "./use-live-job.ts";

/** Where a job is and what holds it; one line. */
export function JobState({ job, isGone }: { job: JobItem; isGone: boolean }) {
  if (isGone) return <State>{GONE[job.state]}</State>;
  switch (job.state) {
    case "waiting":
      return <State title={job.waitReason}>{job.waitReason ?? "Waits for its turn"}</State>;
    case "running":
    case "retrying":
      return <Running job={job} />;
    case "completed":
      return <State>{countsText(job)}</State>;
    case "failed":
      return (
        <State title={job.error?.message}>
          <OutcomeIcon outcome="failed" className="flex-none text-out-failed" />
          <span className="truncate text-text-1">
            <LogText text={job.error?.message ?? "Reading stopped."} isOneLine />
          </span>
        </State>
      );
    case "cancelled":
      return (
        <State>
          <OutcomeIcon outcome="cancelled" className="flex-none text-out-cancelled" />
          Cancelled
        </State>
      );
    case "discarded":
      return <State title={job.discarded?.note}>{discardedText(job)}</State>;
  }
}

const GONE: Record<JobItem["state"], string> = {
  waiting: "Has left this list",
  running: "Has left this list",
  retrying: "Has left this list",
  completed: "Is being read again",
  failed: "No longer a dead letter",
  cancelled: "Has left this list",
  discarded: "Has left this list",
};

function State({ title, children }: { title?: string | null; children: React.ReactNode }) {
  return (
    <span title={title ?? undefined} className="flex min-w-0 items-center gap-2 text-text-2">
      {typeof children === "string" ? <span className="truncate">{children}</span> : children}
    </span>
  );
}

function Running({ job: fetched }: { job: JobItem }) {
  const job = useLiveJob(fetched);
  const lines = formatPlural(job.records + job.rejects, "line");
  const raised = job.movedFrom === null ? "" : `, moved from ${LANE_WORDS[job.movedFrom]}`;
  const retry =
    job.state === "retrying"
      ? `attempt ${job.attempts} of ${job.maxAttempts}: ${job.error?.message ?? "its last step failed"}`
      : "";
  const text = `${formatShare(job.bytesDone, job.sizeBytes)}, ${lines}${raised}${retry && `, ${retry}`}`;
  return (
    <State>
      <span className="w-24 flex-none max-desk:w-16">
        <ProgressBar label={`Reading ${job.name}`} value={job.sizeBytes > 0 ? job.bytesDone / job.sizeBytes : 0} />
      </span>
      <span className="truncate" title={text}>
        {text}
      </span>
    </State>
  );
}

/** "12,400 lines, 3 kept as text" */
function countsText({ records, rejects }: JobItem): string {
  const kept = rejects > 0 ? `, ${formatCount(rejects)} kept as text` : "";
  return formatPlural(records + rejects, "line") + kept;
}

function discardedText({ discarded }: JobItem): string {
  const by = discarded?.by ? ` by ${discarded.by}` : "";
  return `Discarded${by}${discarded?.note ? `: ${discarded.note}` : ""}`;
}
