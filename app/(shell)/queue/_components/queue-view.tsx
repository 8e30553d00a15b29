"use client";

import dynamic from "next/dynamic";
import { formatCount } from "#components/ui/format-count.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { type Tab, Tabs } from "#components/ui/tabs.tsx";
import { useUrlState } from "#components/use-url-state.ts";
import type { JobPage, JobTab } from "#lib/model/job.ts";
import type { SidebarNow } from "../../_components/use-sidebar-now.ts";
import { FilterBar } from "./filter-bar.tsx";
import { JobList } from "./job-list.tsx";
import { LanePanels } from "./lane-panels.tsx";
import { filterParams, queueAddressOf, wholeTab } from "./queue-address.ts";
import { useJobs } from "./use-jobs.ts";

const OverTime = dynamic(() => import("../_charts/over-time.tsx").then(({ OverTime }) => OverTime), {
  ssr: false,
  loading: () => <Skeleton lines={8} label="Loading what happened over time" className="px-6" />,
});

const LABELS: Record<JobTab, string> = {
  "in-progress": "In progress",
  completed: "Completed",
  "dead-letters": "Dead letters",
};

interface QueueViewProps {
  lanes: SidebarNow;
  /** First page of what the page was asked for. */
  initial: JobPage;
  initialQuery: string;
}

/** The three lanes above the jobs, live; tab, filter, order and the open row live in the address. */
export function QueueView({ lanes, initial, initialQuery }: QueueViewProps) {
  const [params, setParams] = useUrlState();
  const address = queueAddressOf(params);
  const jobs = useJobs(address, { initial, initialQuery });
  const goTo = (tab: string) =>
    setParams({ tab: tab === "in-progress" ? null : tab, state: null, sort: null, job: null });
  const clear = () => setParams(filterParams(wholeTab(address.filter.tab)));
  const list = (
    <>
      <FilterBar address={address} total={jobs.total} onChange={setParams} />
      <JobList address={address} jobs={jobs} onOpen={(job) => setParams({ job })} onClear={clear} onTab={goTo} />
    </>
  );
  const tabs: Tab[] = (["in-progress", "completed", "dead-letters"] as const).map((tab) => ({
    value: tab,
    label: LABELS[tab],
    count: formatCount(jobs.counts[tab]),
    content: list,
  }));
  return (
    <>
      <LanePanels initial={lanes} />
      <Tabs
        value={address.tab}
        onChange={goTo}
        tabs={[
          ...tabs,
          {
            value: "over-time",
            label: "Over time",
            content: <OverTime range={address.range} onRange={(range) => setParams({ range })} />,
          },
        ]}
      />
    </>
  );
}
