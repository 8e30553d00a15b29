import {
  JOB_SORTS,
  JOB_STATES,
  JOB_TABS,
  type JobFilter,
  type JobSort,
  type JobState,
  type JobTab,
} from "#lib/model/job.ts";
import { FILE_SOURCES, LANES } from "#lib/model/log-file.ts";

/** The tabs of the queue: three lists of jobs, and what the lanes did over time. */
export const QUEUE_TABS = [...JOB_TABS, "over-time"] as const;
export type QueueTab = (typeof QUEUE_TABS)[number];

export const SLICE_RANGES = ["1h", "24h", "7d"] as const;
export type SliceRange = (typeof SLICE_RANGES)[number];

/** What the address of the queue says. */
export interface QueueAddress {
  tab: QueueTab;
  filter: JobFilter;
  sort: JobSort;
  /** The opened row. */
  jobId: string | null;
  range: SliceRange;
}

/** The states a job of each list can have, in the order people ask for them. */
export const STATES_OF_TAB: Record<JobTab, readonly JobState[]> = {
  "in-progress": ["running", "retrying", "waiting"],
  completed: ["completed", "cancelled", "discarded"],
  "dead-letters": ["failed"],
};

const MAX_NAME = 200;

/** Reads the address; what it does not know counts as not there. */
export function queueAddressOf(params: { get(name: string): string | null }): QueueAddress {
  const tab = QUEUE_TABS.find((known) => known === params.get("tab")) ?? "in-progress";
  const listTab = tab === "over-time" ? "in-progress" : tab;
  const text = (name: string) => params.get(name)?.trim().slice(0, MAX_NAME) || null;
  return {
    tab,
    filter: {
      tab: listTab,
      lanes: listed(params.get("lane"), LANES),
      states: listed(params.get("state"), JOB_STATES).filter((state) => STATES_OF_TAB[listTab].includes(state)),
      formats: (params.get("format") ?? "").split(",").filter((format) => format !== "" && format.length <= 60),
      sources: listed(params.get("source"), FILE_SOURCES),
      deployment: text("deployment"),
      device: text("device"),
      text: text("text"),
    },
    sort: JOB_SORTS.find((known) => known === params.get("sort")) ?? defaultSort(listTab),
    jobId: params.get("job"),
    range: SLICE_RANGES.find((known) => known === params.get("range")) ?? "24h",
  };
}

/** What starts next comes first; of what has ended, the newest. */
export function defaultSort(tab: JobTab): JobSort {
  return tab === "in-progress" ? "start-order" : "newest";
}

/** The query string of the API for a filter: the same names as in the page's own address. */
export function filterQuery(filter: JobFilter): URLSearchParams {
  const query = new URLSearchParams({ tab: filter.tab });
  for (const [name, value] of Object.entries(filterParams(filter))) if (value !== null) query.set(name, value);
  return query;
}

export const PAGE_JOBS = 50;

export type JobsAddress = Pick<QueueAddress, "filter" | "sort">;

/** The query string of the API for one page of jobs. */
export function jobsQuery({ filter, sort }: JobsAddress, cursor: string | null): string {
  const query = filterQuery(filter);
  query.set("sort", sort);
  query.set("limit", String(PAGE_JOBS));
  if (cursor !== null) query.set("cursor", cursor);
  return query.toString();
}

/** A filter as parts of an address; null = not there. */
export function filterParams(filter: Omit<JobFilter, "tab">): Record<string, string | null> {
  const { lanes, states, formats, sources, deployment, device, text } = filter;
  return {
    lane: lanes.join(",") || null,
    state: states.join(",") || null,
    format: formats.join(",") || null,
    source: sources.join(",") || null,
    deployment: deployment || null,
    device: device || null,
    text: text || null,
  };
}

/** True when the filter narrows its tab down. */
export function isNarrowed(filter: JobFilter): boolean {
  return Object.values(filterParams(filter)).some((value) => value !== null);
}

/** The same tab with nothing narrowed down. */
export function wholeTab(tab: JobTab): JobFilter {
  return { tab, lanes: [], states: [], formats: [], sources: [], deployment: null, device: null, text: null };
}

function listed<Value extends string>(text: string | null, known: readonly Value[]): Value[] {
  const asked = new Set((text ?? "").split(","));
  return known.filter((value) => asked.has(value));
}
