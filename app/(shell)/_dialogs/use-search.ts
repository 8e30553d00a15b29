"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useApi } from "#components/use-api.ts";
import type { SearchResult } from "#lib/queries/search.ts";

const PAUSE_MS = 120;
const NOTHING: SearchResult = { deployments: [], devices: [], files: [] };

/** What the server finds for a text, asked for after a short pause in typing; the last answer stays until the next. */
export function useSearch(text: string): { found: SearchResult; isAsking: boolean; problem: string | null } {
  const api = useApi();
  const wanted = text.trim();
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(wanted), wanted === "" ? 0 : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const { data, isFetching, error } = useQuery({
    queryKey: ["search", asked],
    queryFn: ({ signal }) => api<SearchResult>(`/api/v1/search?q=${encodeURIComponent(asked)}`, { signal }),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
    retry: 1,
  });
  const found = wanted === "" ? NOTHING : (data ?? NOTHING);
  return { found, isAsking: isFetching || asked !== wanted, problem: error ? error.message : null };
}
