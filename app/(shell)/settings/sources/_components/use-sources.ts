"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#components/use-api.ts";
import type { SourceTrial } from "#lib/collect/try-source.ts";
import { AppError } from "#lib/errors.ts";
import type { SourceItem } from "#lib/queries/list-sources.ts";

/** The end of a run is told; what happens before and after it is looked at this often. */
const MOVING_REFETCH_MS = 2000;

/** It runs, is about to, or has something to take. */
export function isMoving({ state, counts }: SourceItem): boolean {
  if (state.kind === "paused") return false;
  return state.kind === "running" || state.kind === "due" || counts.pending > 0;
}

/** How often lists about a source are fetched anew while it moves. */
export function refetchIntervalOf(isAnyMoving: boolean): number | false {
  return isAnyMoving ? MOVING_REFETCH_MS : false;
}

/** The team's sources, kept up to date. */
export function useSources(initial: SourceItem[]): SourceItem[] {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ["sources", "list"],
    queryFn: async ({ signal }) => (await api<{ sources: SourceItem[] }>("/api/v1/sources", { signal })).sources,
    initialData: initial,
    refetchInterval: ({ state }) => refetchIntervalOf(state.data?.some(isMoving) ?? false),
  });
  return data;
}

/** One of them; `isGone` when somebody removed it meanwhile. It is not asked for any more once it `isLeaving`. */
export function useSource(initial: SourceItem, isLeaving: boolean): { source: SourceItem; isGone: boolean } {
  const api = useApi();
  const { data, error } = useQuery({
    queryKey: ["sources", "one", initial.id],
    queryFn: async ({ signal }) =>
      (await api<{ source: SourceItem }>(`/api/v1/sources/${initial.id}`, { signal })).source,
    initialData: initial,
    enabled: !isLeaving,
    refetchInterval: ({ state }) =>
      refetchIntervalOf(state.error === null && state.data !== undefined && isMoving(state.data)),
  });
  return { source: data, isGone: error instanceof AppError && error.code === "not_found" };
}

export type SourceAction = "pause" | "resume" | "run";

/** Changes of sources; each has the lists fetched anew. */
export function useSourceChanges() {
  const api = useApi();
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ["sources"] });
  const save = useMutation({
    mutationFn: ({ id, body }: { id: string | null; body: unknown }) =>
      id === null
        ? api<{ source: SourceItem }>("/api/v1/sources", { method: "POST", json: body })
        : api<{ source: SourceItem }>(`/api/v1/sources/${id}`, { method: "PUT", json: body }),
    onSuccess,
  });
  const act = useMutation({
    mutationFn: ({ id, action }: { id: string; action: SourceAction }) =>
      api<{ source: SourceItem }>(`/api/v1/sources/${id}/${action}`, { method: "POST" }),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (id: string) => api(`/api/v1/sources/${id}`, { method: "DELETE" }),
  });
  return { save, act, remove };
}

/** Tries a definition, saved or not. */
export function useSourceTrial() {
  const api = useApi();
  return useMutation({
    mutationFn: (body: unknown) => api<SourceTrial>("/api/v1/sources/test", { method: "POST", json: body }),
  });
}
