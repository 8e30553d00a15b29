"use client";

import { useQuery } from "@tanstack/react-query";
import { useApi } from "#components/use-api.ts";
import type { SidebarNow } from "#lib/queries/read-sidebar.ts";

export type { SidebarNow };

/** The lanes and the numbers beside the links, as fresh as the last event. */
export function useSidebarNow(initial: SidebarNow): SidebarNow {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ["lanes"],
    queryFn: ({ signal }) => api<SidebarNow>("/api/v1/lanes", { signal }),
    initialData: initial,
  });
  return data;
}
