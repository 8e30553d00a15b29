"use client";

import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useApi } from "#components/use-api.ts";
import type { RecordPage, RecordRow } from "#lib/queries/list-records.ts";
import type { RowRange } from "./anchored-list.ts";
import { firstRecordOf, PAGE_RECORDS, recordPageKey } from "./record-pages.ts";

/** While the thumb is dragged through a million records, pages that only flash by are not asked for. */
const LEAP_DELAY_MS = 60;

export interface LoadedRecords {
  /** The record of a row (from 0), or undefined while it is on its way. */
  recordAt: (index: number) => RecordRow | undefined;
  error: Error | null;
  retry: () => void;
}

/** The records of the rows in view, page by page. */
export function useRecords(input: { fileId: string; total: number; range: RowRange }): LoadedRecords {
  const { fileId, total } = input;
  const client = useQueryClient();
  const api = useApi();
  const isKnown = (page: number) => client.getQueryData(recordPageKey({ fileId, page, total })) !== undefined;
  const pages = usePagesInView(input.range, isKnown);
  const results = useQueries({
    queries: pages.map((page) => ({
      queryKey: recordPageKey({ fileId, page, total }),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api<RecordPage>(`/api/v1/files/${fileId}/records?from=${firstRecordOf(page)}&count=${PAGE_RECORDS}`, {
          signal,
        }),
      placeholderData: () => longestPage(client.getQueriesData<RecordPage>({ queryKey: ["records", fileId, page] })),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 60_000,
    })),
  });
  const byPage = new Map(pages.map((page, index) => [page, results[index]?.data?.records]));
  return {
    recordAt: (index) => byPage.get(Math.floor(index / PAGE_RECORDS))?.[index % PAGE_RECORDS],
    error: results.find((result) => result.error)?.error ?? null,
    retry: () => {
      for (const result of results) if (result.error) void result.refetch();
    },
  };
}

/** What is known already is shown at once. */
function usePagesInView({ first, last }: RowRange, isKnown: (page: number) => boolean): number[] {
  const firstPage = Math.floor(Math.max(0, first) / PAGE_RECORDS);
  const lastPage = Math.floor(last / PAGE_RECORDS);
  const [wanted, setWanted] = useState({ firstPage, lastPage });
  const isLeap = Math.abs(firstPage - wanted.firstPage) > 1;
  useEffect(() => {
    const timer = setTimeout(() => setWanted({ firstPage, lastPage }), isLeap ? LEAP_DELAY_MS : 0);
    return () => clearTimeout(timer);
  }, [firstPage, lastPage, isLeap]);
  const inView = pagesFrom(firstPage, lastPage);
  return inView.every(isKnown) ? inView : pagesFrom(wanted.firstPage, wanted.lastPage);
}

function pagesFrom(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

function longestPage(known: [unknown, RecordPage | undefined][]): RecordPage | undefined {
  return known
    .map(([, page]) => page)
    .filter((page) => page !== undefined)
    .sort((a, b) => b.records.length - a.records.length)[0];
}
