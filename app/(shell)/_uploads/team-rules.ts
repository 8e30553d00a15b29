import type { SupabaseClient } from "@supabase/supabase-js";
import { SHIPPED_RULES } from "#lib/lanes/lane-rules.ts";
import type { LaneRules } from "#lib/model/lane-rule.ts";
import { callApi } from "#lib/platform/browser-api.ts";

const FRESH_MS = 15_000;

/** The team's lane rules for previews, asked for again after some seconds; while the server is away those known last. */
export function teamRules(supabase: () => SupabaseClient, organizationId: string): () => Promise<LaneRules> {
  let known: { rules: LaneRules; atMs: number } | null = null;
  return async () => {
    if (known !== null && Date.now() - known.atMs < FRESH_MS) return known.rules;
    try {
      const { rules, otherwise } = await callApi<LaneRules>(supabase(), "/api/v1/lanes/rules", { organizationId });
      known = { rules: { rules, otherwise }, atMs: Date.now() };
      return known.rules;
    } catch {
      // Intake decides with the real ones in any case.
      return known?.rules ?? SHIPPED_RULES;
    }
  };
}
