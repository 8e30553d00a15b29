import type { z } from "zod";
import { readJson } from "#app/api/read-json.ts";
import { InvalidInputError } from "#lib/errors.ts";
import { laneRuleProblem } from "#lib/lanes/lane-rule-problem.ts";
import type { LaneRules } from "#lib/model/lane-rule.ts";

/** Rules of a body whose every pattern can be used. @throws InvalidInputError that names the rule and what is wrong */
export async function readRules<Schema extends z.ZodType<LaneRules>>(
  request: Request,
  schema: Schema,
): Promise<z.output<Schema>> {
  const rules = await readJson(request, schema);
  const refused = laneRuleProblem(rules);
  if (refused !== null) {
    throw new InvalidInputError(refused.problem, { code: "unprocessable", details: { fields: [refused] } });
  }
  return rules;
}
