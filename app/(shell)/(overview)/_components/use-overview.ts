"use client";

import { useQuery } from "@tanstack/react-query";
import { useApi } from "#components/use-api.ts";
import type { MinuteWindow } from "#lib/queries/read-minutes.ts";
import type { Overview } from "#lib/queries/read-overview.ts";

export interface OverviewData {
  overview: Overview;
  minutes: MinuteWindow;
}

export interface OverviewNow {
  data: Overview;
  minutes: MinuteWindow;
  error: Error | null;
  retry: () => void;
}

/** The chart moves on with the clock, also when nothing happens. */
const MINUTE_MS = 60_000;

/** As fresh as the last event. */
export function useOverview(initial: OverviewData): OverviewNow {
  const api = useApi();
  const overview = useQuery({
    queryKey: ["overview", "verdict"],
    queryFn: ({ signal }) => api<Overview>("/api/v1/overview", { signal }),
    initialData: initial.overview,
  });
  const minutes = useQuery({
    queryKey: ["overview", "minutes"],
    queryFn: ({ signal }) => api<MinuteWindow>("/api/v1/overview/minutes", { signal }),
    initialData: initial.minutes,
    refetchInterval: MINUTE_MS,
  });
  return {
    data: overview.data,
    minutes: minutes.data,
    error: overview.error ?? minutes.error,
    retry: () => {
      void overview.refetch();
      void minutes.refetch();
    },
  };
}
