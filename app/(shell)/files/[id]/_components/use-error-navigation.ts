"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#components/use-api.ts";
import type { ErrorPosition } from "#lib/queries/find-error.ts";

export interface ErrorNavigation {
  /** Which error the current record is, from 1; null = it is none, or was come to in another way. */
  position: number | null;
  total: number | null;
  isBusy: boolean;
  /** What a screen reader hears when there is nothing further. */
  message: string;
  go: (direction: "next" | "previous") => void;
}

interface Visited extends ErrorPosition {
  message: string;
}

/** N and P: asks the server for the nearest error from the current record, and goes there. */
export function useErrorNavigation(input: {
  fileId: string;
  /** How many errors the file's counts know of; grows while it is read. */
  knownTotal: number;
  active: number | null;
  initial: ErrorPosition | null;
  goTo: (recordNumber: number) => void;
}): ErrorNavigation {
  const { fileId, knownTotal, active, initial, goTo } = input;
  const client = useQueryClient();
  const api = useApi();
  const [visited, setVisited] = useState<Visited | null>(initial && { ...initial, message: "" });
  const [isBusy, setIsBusy] = useState(false);
  const go = async (direction: "next" | "previous") => {
    setIsBusy(true);
    try {
      const found = await client.fetchQuery({
        queryKey: ["error-after", fileId, direction, active ?? 0],
        queryFn: () => api<ErrorPosition>(`/api/v1/files/${fileId}/errors?direction=${direction}&from=${active ?? 0}`),
        staleTime: 10_000,
      });
      if (found.recordNumber !== null) goTo(found.recordNumber);
      const message =
        found.recordNumber === null ? `There is no ${direction === "next" ? "later" : "earlier"} error.` : "";
      setVisited({ ...(found.recordNumber === null && visited ? visited : found), total: found.total, message });
    } catch (error) {
      const message = error instanceof Error ? error.message : "The server did not answer.";
      setVisited({ recordNumber: null, index: null, total: knownTotal, ...visited, message });
    } finally {
      setIsBusy(false);
    }
  };
  return {
    position: visited?.recordNumber === active ? (visited?.index ?? null) : null,
    total: Math.max(knownTotal, visited?.total ?? 0),
    isBusy,
    message: visited?.message ?? "",
    go: (direction) => void go(direction),
  };
}
