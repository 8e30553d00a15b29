import { LogText } from "#components/log-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { formatDuration } from "#components/ui/format-duration.ts";
import { OutcomeIcon } from "#components/ui/outcome-glyph.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { SourceRunItem } from "#lib/model/source-state.ts";
import type { SourceItem } from "#lib/queries/list-sources.ts";
import { MoreButton } from "./more-button.tsx";
import { runWords, TRIGGER_WORDS } from "./source-words.ts";
import { useRuns } from "./use-source-pages.ts";

/** How the runs went: when, how long, what was found, and why one failed or was held. */
export function RunList({ source }: { source: SourceItem }) {
  const runs = useRuns(source);
  if (runs.error && !runs.data) {
    return (
      <ErrorState title="The runs could not be read" action={<Button onClick={() => runs.refetch()}>Try again</Button>}>
        {runs.error.message}
      </ErrorState>
    );
  }
  if (!runs.data) return <Skeleton lines={6} label="Loading runs" className="px-6" />;
  const shown = runs.data.pages.flatMap((page) => page.runs);
  if (shown.length === 0) {
    return (
      <div className="px-2.5 py-4 max-desk:px-0.5">
        <EmptyState title="It has not run yet">The first run begins a moment after it was saved.</EmptyState>
      </div>
    );
  }
  return (
    <div className="px-6 py-3 max-desk:px-4">
      <ol aria-label="Runs">
        {shown.map((run) => (
          <Run key={run.id} run={run} />
        ))}
      </ol>
      <MoreButton pages={runs}>Show older runs</MoreButton>
    </div>
  );
}

function took(durationMs: number): string {
  return durationMs < 50 ? "under 0.1 s" : formatDuration(durationMs);
}

const STATUS_WORDS: Record<SourceRunItem["status"], string> = {
  running: "Running",
  completed: "Completed",
  held: "Held",
  failed: "Failed",
};

function Run({ run }: { run: SourceRunItem }) {
  const isFailed = run.status === "failed";
  return (
    <li className="grid grid-cols-[132px_96px_minmax(0,1fr)_auto] items-baseline gap-x-3.5 gap-y-0.5 border-b border-border py-2 max-desk:grid-cols-[auto_minmax(0,1fr)]">
      <span className="font-mono text-12 text-text-2">
        <Time at={run.startedAtMs} />
      </span>
      <span className={`flex items-baseline gap-1.5 ${isFailed ? "font-medium text-out-failed" : ""}`}>
        {isFailed ? <OutcomeIcon outcome="failed" className="size-3.5 self-center" /> : null}
        {STATUS_WORDS[run.status]}
      </span>
      <span className="text-text-2 wrap-anywhere max-desk:col-span-2">
        {run.message === null ? runWords(run) : <LogText text={run.message} isOneLine />}
      </span>
      <span className="text-12 text-text-3 max-desk:col-span-2">
        {run.finishedAtMs === null ? "" : `${took(run.finishedAtMs - run.startedAtMs)}, `}
        {TRIGGER_WORDS[run.trigger].toLowerCase()}
      </span>
    </li>
  );
}
