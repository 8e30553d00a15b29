"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useApi } from "#components/use-api.ts";
import type { PatternOrder } from "#lib/model/pattern-list.ts";
import type { PatternPage } from "#lib/queries/list-patterns.ts";

const PAGE = 100;

/** The kinds of line of a file; while another order is on its way, what was there stays. */
export function usePatterns(fileId: string, order: PatternOrder) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["file", fileId, "patterns", order],
    queryFn: ({ pageParam, signal }) =>
      api<PatternPage>(`/api/v1/files/${fileId}/patterns?order=${order}&after=${pageParam}&limit=${PAGE}`, { signal }),
    initialPageParam: 0,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}
