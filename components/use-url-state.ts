"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";

/** Parts of the page's state that live in its address. Setting replaces the entry: reading on is not navigating. */
export function useUrlState(): [URLSearchParams, (changes: Record<string, string | null>) => void] {
  const params = useSearchParams();
  const set = useCallback((changes: Record<string, string | null>) => {
    const url = new URL(window.location.href);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    window.history.replaceState(null, "", url);
  }, []);
  return [params, set];
}
