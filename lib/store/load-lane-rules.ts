import { rulesOfRows } from "#lib/lanes/rules-of-rows.ts";
import type { LaneRules } from "#lib/model/lane-rule.ts";
import type { Queryable } from "./sql.ts";

/** The rules by which an organisation's files find their lane; the shipped ones until it has its own. */
export async function loadLaneRules(sql: Queryable, organizationId: string): Promise<LaneRules> {
  const rows = await sql<Parameters<typeof rulesOfRows>[0][number][]>`
    select id, name, lane, condition, because, is_on as "isOn", is_otherwise as "isOtherwise"
    from public.lane_rules where organization_id = ${organizationId} order by position`;
  return rulesOfRows(rows);
}
