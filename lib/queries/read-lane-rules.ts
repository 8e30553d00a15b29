import { rulesOfRows } from "#lib/lanes/rules-of-rows.ts";
import type { LaneRules } from "#lib/model/lane-rule.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { asked } from "./function-refusal.ts";

export interface TeamLaneRules extends LaneRules {
  /** What an editor starts from, to be given back with its changes; 0 = never saved. */
  version: number;
  /** True while the team has none of its own. */
  isShipped: boolean;
}

/** A team's lane rules in order, or the shipped ones. */
export async function readLaneRules(tx: TransactionSql, organizationId: string): Promise<TeamLaneRules> {
  const rows = await tx<Parameters<typeof rulesOfRows>[0][number][]>`
    select id, name, lane, condition, because, is_on as "isOn", is_otherwise as "isOtherwise"
    from public.lane_rules where organization_id = ${organizationId} order by position`;
  const [saved] = await tx<{ version: number }[]>`
    select coalesce(max(id), 0) as version from public.lane_rule_changes where organization_id = ${organizationId}`;
  return { ...rulesOfRows(rows), version: saved?.version ?? 0, isShipped: rows.length === 0 };
}

/**
 * Replaces a team's rules; the database checks the right and records it. Returns the new version.
 * @throws ForbiddenError below admin; ConflictError when they were changed since `version`
 */
export async function saveLaneRules(
  tx: TransactionSql,
  { organizationId, rules, version }: { organizationId: string; rules: LaneRules; version: number },
): Promise<number> {
  const [row] = await asked(
    tx<{ version: number }[]>`
      select public.save_lane_rules(${organizationId}, ${tx.json(rules)}, ${version}) as version`,
  );
  return row?.version ?? version;
}
