import type { LaneRules } from "#lib/model/lane-rule.ts";
import { patternProblem } from "#lib/streams/linear-pattern.ts";

/** The first pattern of the rules that can't be used, in words; null = all can. */
export function laneRuleProblem({ rules }: LaneRules): { field: string; problem: string } | null {
  for (const [index, { name, condition }] of rules.entries()) {
    for (const [at, pattern] of (condition.content?.patterns ?? []).entries()) {
      const problem = patternProblem(pattern);
      if (problem !== null) {
        return {
          field: `rules.${index}.condition.content.patterns.${at}`,
          problem: `Rule ${index + 1}, ${name}: "${pattern}" ${problem}`,
        };
      }
    }
  }
  return null;
}
