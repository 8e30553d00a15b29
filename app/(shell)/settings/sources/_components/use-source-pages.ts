"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useApi } from "#components/use-api.ts";
import type { ObjectStatus } from "#lib/model/source.ts";
import type { SourceRunItem } from "#lib/model/source-state.ts";
import type { SourceObjectItem } from "#lib/queries/list-source-objects.ts";
import type { SourceItem } from "#lib/queries/list-sources.ts";
import { isMoving, refetchIntervalOf } from "./use-sources.ts";

const PER_PAGE = 50;
/** Lists this long are not fetched anew by themselves: each page is a question to the database. */
const MAX_LIVE_PAGES = 4;

interface RunPage {
  runs: SourceRunItem[];
  nextCursor: number | null;
}

interface ObjectPage {
  objects: SourceObjectItem[];
  nextCursor: number | null;
}

/** Runs of a source, newest first. */
export function useRuns(source: SourceItem) {
  return usePages<RunPage>(source, ["runs"], `runs?limit=${PER_PAGE}`);
}

/** Objects of a source in one state or in all, last seen first. */
export function useObjects(source: SourceItem, status: ObjectStatus | null) {
  const query = status === null ? "" : `&status=${status}`;
  return usePages<ObjectPage>(source, ["objects", status ?? "all"], `objects?limit=${PER_PAGE}${query}`);
}

function usePages<Page extends { nextCursor: number | null }>(source: SourceItem, key: string[], path: string) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["sources", "one", source.id, ...key],
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam === null ? "" : `&cursor=${pageParam}`;
      return api<Page>(`/api/v1/sources/${source.id}/${path}${cursor}`, { signal });
    },
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: ({ state }) => (state.data?.pages.length ?? 0) <= MAX_LIVE_PAGES,
    refetchInterval: refetchIntervalOf(isMoving(source)),
  });
}
