"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useApi } from "#components/use-api.ts";
import type { AlertItem } from "#lib/queries/list-alerts.ts";
import { ALERTS_PER_PAGE } from "./alerts-per-page.ts";

export interface AlertPage {
  alerts: AlertItem[];
  nextCursor: number | null;
}

/** The team's alerts, newest first; fetched anew whenever one fires or changes. */
export function useAlerts(firstPage: AlertPage) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["alerts"],
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam === null ? "" : `&cursor=${pageParam}`;
      return api<AlertPage>(`/api/v1/alerts?limit=${ALERTS_PER_PAGE}${cursor}`, { signal });
    },
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextCursor,
    initialData: { pages: [firstPage], pageParams: [null] },
  });
}
