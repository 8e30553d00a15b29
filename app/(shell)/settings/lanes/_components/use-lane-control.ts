"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#components/use-api.ts";
import type { LaneChange } from "#lib/model/lane-settings.ts";
import type { Lane } from "#lib/model/log-file.ts";
import type { LaneNow } from "#lib/queries/read-lanes.ts";

export interface LaneControl {
  lanes: LaneNow[];
  /** Whether the person may change the lanes of this server. */
  canChange: boolean;
}

/** The lanes with their settings, and the way to change one: in force at once. */
export function useLaneControl(initial: LaneControl) {
  const api = useApi();
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ["lanes", "control"],
    queryFn: ({ signal }) => api<LaneControl>("/api/v1/lanes", { signal }),
    initialData: initial,
  });
  const change = useMutation({
    mutationFn: ({ lane, values }: { lane: Lane; values: LaneChange }) =>
      api(`/api/v1/lanes/${lane}`, { method: "PATCH", json: values }),
    onSettled: () => client.invalidateQueries({ queryKey: ["lanes"] }),
  });
  return { ...data, change };
}
