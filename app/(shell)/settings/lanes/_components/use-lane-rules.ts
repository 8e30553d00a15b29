"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useApi } from "#components/use-api.ts";
import type { LaneRules } from "#lib/model/lane-rule.ts";
import type { LaneRuleTest } from "#lib/model/lane-rule-test.ts";
import type { TeamLaneRules } from "#lib/queries/read-lane-rules.ts";

const SETTLE_MS = 250;

/** The team's saved rules, as fresh as the last event. */
export function useLaneRules(initial: TeamLaneRules): TeamLaneRules {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ["lane-rules", "saved"],
    queryFn: ({ signal }) => api<TeamLaneRules>("/api/v1/lanes/rules", { signal }),
    initialData: initial,
  });
  return data;
}

/** What the rules on the screen would do to the last files; asked when they have stood still for a moment. */
export function useRuleTest(rules: LaneRules) {
  const api = useApi();
  const json = JSON.stringify({ rules: rules.rules, otherwise: rules.otherwise });
  const settled = useSettled(json);
  return useQuery({
    queryKey: ["lane-rules", "test", settled],
    queryFn: ({ signal }) =>
      api<LaneRuleTest>("/api/v1/lanes/rules/test", { method: "POST", json: JSON.parse(settled), signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** Saving, and putting waiting files where the saved rules say. */
export function useRuleChanges() {
  const api = useApi();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: ({ rules, otherwise, version }: LaneRules & { version: number }) =>
      api<TeamLaneRules>("/api/v1/lanes/rules", { method: "PUT", json: { rules, otherwise, version } }),
    onSuccess: (saved) => {
      client.setQueryData(["lane-rules", "saved"], saved);
      return client.invalidateQueries({ queryKey: ["lane-rules", "test"] });
    },
    // Refused because of somebody else's change: their rules are wanted.
    onError: () => client.invalidateQueries({ queryKey: ["lane-rules", "saved"] }),
  });
  const apply = useMutation({
    mutationFn: () => api<{ looked: number; moved: number }>("/api/v1/lanes/rules/apply", { method: "POST", json: {} }),
    onSettled: () => client.invalidateQueries({ queryKey: ["lane-rules", "test"] }),
  });
  return { save, apply };
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
