"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#components/use-api.ts";
import type { RedactionRules } from "#lib/model/redaction.ts";
import type { TeamRedactionRules } from "#lib/queries/redaction-rules.ts";

const QUERY_KEY = ["redaction-rules"];

/** The team's saved rules, and saving others in their place. */
export function useRedaction(initial: TeamRedactionRules) {
  const api = useApi();
  const client = useQueryClient();
  const { data: saved } = useQuery({
    queryKey: QUERY_KEY,
    queryFn: ({ signal }) => api<TeamRedactionRules>("/api/v1/redaction", { signal }),
    initialData: initial,
  });
  const save = useMutation({
    mutationFn: (change: { rules: RedactionRules; version: number }) =>
      api<TeamRedactionRules>("/api/v1/redaction", { method: "PUT", json: change }),
    onSuccess: (changed) => client.setQueryData(QUERY_KEY, changed),
  });
  return { saved, save };
}
