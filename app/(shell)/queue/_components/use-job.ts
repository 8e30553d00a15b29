"use client";

import { useQuery } from "@tanstack/react-query";
import { useApi } from "#components/use-api.ts";
import type { JobDetail } from "#lib/model/job.ts";

/** Limits change with what others do, of which no event of this file tells. */
const WAITING_REFETCH_MS = 3000;

/** All about one job, as fresh as the last event; nothing is asked without an id. */
export function useJob(jobId: string | null) {
  const api = useApi();
  return useQuery({
    queryKey: ["job", jobId],
    queryFn: ({ signal }) => api<JobDetail>(`/api/v1/jobs/${jobId}`, { signal }),
    enabled: jobId !== null,
    refetchInterval: ({ state }) => (state.data?.state === "waiting" ? WAITING_REFETCH_MS : false),
  });
}
