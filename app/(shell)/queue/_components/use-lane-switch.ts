"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#components/use-api.ts";
import type { Lane } from "#lib/model/log-file.ts";

/** Pauses and resumes lanes; `onDone` once the answer is there. */
export function useLaneSwitch({ onDone }: { onDone?: () => void } = {}) {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ lane, isPaused, note }: { lane: Lane; isPaused: boolean; note?: string }) =>
      api(`/api/v1/lanes/${lane}/${isPaused ? "pause" : "resume"}`, {
        method: "POST",
        json: { note: note?.trim() || undefined },
      }),
    onSuccess: async () => {
      await Promise.all([["lanes"], ["jobs"], ["job"]].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
      onDone?.();
    },
  });
}
