"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useApi } from "#components/use-api.ts";
import type { AlertCausePage } from "#lib/queries/list-alert-causes.ts";
import type { AlertState } from "#lib/queries/list-alerts.ts";
import { ALERTS_PER_PAGE } from "./alerts-per-page.ts";

/** The team's alerts in one state by cause; fetched anew whenever one fires or changes. */
export function useAlertCauses(state: AlertState, initial: AlertCausePage | undefined) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["alerts", "causes", state],
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam === null ? "" : `&cursor=${pageParam}`;
      return api<AlertCausePage>(`/api/v1/alerts/causes?state=${state}&limit=${ALERTS_PER_PAGE}${cursor}`, { signal });
    },
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextCursor,
    initialData: initial && { pages: [initial], pageParams: [null] },
  });
}
