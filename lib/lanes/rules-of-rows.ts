import { type LaneRules, laneRulesSchema } from "#lib/model/lane-rule.ts";
import { laneRuleProblem } from "./lane-rule-problem.ts";
import { SHIPPED_RULES } from "./lane-rules.ts";

interface LaneRuleRow {
  id: string;
  name: string;
  lane: string;
  condition: unknown;
  because: string;
  isOn: boolean;
  isOtherwise: boolean;
}

/**
 * The rules of an organisation from its rows in order, or the shipped ones when there are none. A row that this version
 * can't use is left out: a file must find its lane whatever an older or newer version wrote.
 */
export function rulesOfRows(rows: readonly LaneRuleRow[]): LaneRules {
  if (rows.length === 0) return SHIPPED_RULES;
  const last = rows.find((row) => row.isOtherwise);
  const otherwise = last ? { lane: last.lane, because: last.because } : SHIPPED_RULES.otherwise;
  const usable = rows
    .filter((row) => !row.isOtherwise)
    .flatMap(({ isOtherwise: _isOtherwise, ...rule }) => {
      const parsed = laneRulesSchema.safeParse({ rules: [rule], otherwise: SHIPPED_RULES.otherwise });
      return parsed.success && laneRuleProblem(parsed.data) === null ? parsed.data.rules : [];
    });
  const parsed = laneRulesSchema.safeParse({ rules: usable, otherwise });
  return parsed.success ? parsed.data : { rules: usable, otherwise: SHIPPED_RULES.otherwise };
}
