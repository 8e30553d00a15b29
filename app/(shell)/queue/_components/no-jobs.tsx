import Link from "next/link";
import { Button } from "#components/ui/button.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatPlural } from "#components/ui/format-count.ts";
import type { JobFilter, JobTab } from "#lib/model/job.ts";
import { isNarrowed } from "./queue-address.ts";

interface NoJobsProps {
  filter: JobFilter;
  /** By tab, of what the other conditions select. */
  counts: Record<JobTab, number>;
  onClear: () => void;
  onTab: (tab: JobTab) => void;
}

/** Nothing in this list: says whether that is good, and what to do. */
export function NoJobs({ filter, counts, onClear, onTab }: NoJobsProps) {
  if (isNarrowed(filter)) return <NoMatch filter={filter} counts={counts} onClear={onClear} onTab={onTab} />;
  const dead = counts["dead-letters"];
  switch (filter.tab) {
    case "in-progress":
      if (dead > 0) {
        return (
          <Empty
            title="Nothing waits"
            action={<Button onClick={() => onTab("dead-letters")}>Show {formatPlural(dead, "dead letter")}</Button>}
          >
            What could not be read is kept, with the reason, until somebody decides.
          </Empty>
        );
      }
      return (
        <Empty
          title="Nothing waits"
          action={
            <Link href="/upload" className={buttonClass()}>
              Drop files
            </Link>
          }
        >
          Every file that was sent is read. New ones show up here by themselves, with the lane they take and why.
        </Empty>
      );
    case "completed":
      return (
        <Empty
          title="No file has ended yet"
          action={<Button onClick={() => onTab("in-progress")}>Show in progress</Button>}
        >
          Files stand here once they are read, cancelled or discarded.
        </Empty>
      );
    case "dead-letters":
      return (
        <Empty title="No dead letters">
          A file stands here when it could not be read after all its attempts, with the reason and where it stopped.
          Nothing is ever dropped silently.
        </Empty>
      );
  }
}

const WHERE: Record<JobTab, string> = {
  "in-progress": "in progress",
  completed: "completed",
  "dead-letters": "among the dead letters",
};

function NoMatch({ filter, counts, onClear, onTab }: NoJobsProps) {
  const elsewhere = (Object.keys(WHERE) as JobTab[]).filter((tab) => tab !== filter.tab && counts[tab] > 0);
  const [first] = elsewhere;
  return (
    <Empty
      title="No file matches"
      action={
        <span className="flex flex-wrap gap-2">
          <Button onClick={onClear}>Clear the filter</Button>
          {first ? <Button onClick={() => onTab(first)}>Look {WHERE[first]}</Button> : null}
        </span>
      }
    >
      None that is {WHERE[filter.tab]} has all of this.
      {first ? ` ${formatPlural(counts[first], "file")} would match ${WHERE[first]}.` : ""}
    </Empty>
  );
}

function Empty(props: Parameters<typeof EmptyState>[0]) {
  return (
    <div className="py-2 max-desk:px-1">
      <EmptyState {...props} />
    </div>
  );
}
