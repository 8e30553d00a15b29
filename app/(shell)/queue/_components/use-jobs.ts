"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useApi } from "#components/use-api.ts";
import type { JobItem, JobPage } from "#lib/model/job.ts";
import { type JobsAddress, jobsQuery } from "./queue-address.ts";

/** Lists this long are not fetched anew with every event: each page is a question to the database. */
const MAX_LIVE_PAGES = 6;
/** Live events do the work; this is for waits that end by the clock alone. */
const WAITING_REFETCH_MS = 5000;

/** The jobs that the address asks for, page by page and live. */
export function useJobs(address: JobsAddress, { initial, initialQuery }: { initial: JobPage; initialQuery: string }) {
  const api = useApi();
  const query = jobsQuery(address, null);
  const result = useInfiniteQuery({
    queryKey: ["jobs", "list", query],
    queryFn: ({ pageParam, signal }) => api<JobPage>(`/api/v1/jobs?${jobsQuery(address, pageParam)}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    initialData: query === initialQuery ? { pages: [initial], pageParams: [null] } : undefined,
    placeholderData: keepPreviousData,
    enabled: ({ state }) => (state.data?.pages.length ?? 0) <= MAX_LIVE_PAGES,
    refetchInterval: ({ state }) => (state.data?.pages.some(isMoving) ? WAITING_REFETCH_MS : false),
  });
  const pages = result.data?.pages ?? [];
  return {
    ...result,
    jobs: unique(pages.flatMap((page) => page.jobs)),
    counts: pages[0]?.counts ?? initial.counts,
    total: pages[0]?.total ?? 0,
    /** False when so much is shown that it is read anew on demand only. */
    isLive: pages.length <= MAX_LIVE_PAGES,
  };
}

function isMoving({ jobs }: JobPage): boolean {
  return jobs.some(({ state }) => state === "waiting" || state === "running" || state === "retrying");
}

/** A job that moves between the fetches of two pages is in both. */
function unique(jobs: JobItem[]): JobItem[] {
  return [...new Map(jobs.map((job) => [job.id, job])).values()];
}
