import { z } from "zod";
import { readJson } from "#app/api/read-json.ts";
import { respond } from "#app/api/respond.ts";
import { InvalidInputError } from "#lib/errors.ts";
import { redactionRulesSchema } from "#lib/model/redaction.ts";
import { redactionProblem } from "#lib/normalise/redact/redaction-problem.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { readRedactionRules, saveRedactionRules } from "#lib/queries/redaction-rules.ts";

const saveSchema = z.strictObject({ rules: redactionRulesSchema, version: z.number().int().min(0) });

/** What is redacted of the team's files. */
export const GET = respond(async (request: Request) => {
  const { claims, organizationId } = await requireCaller(request);
  return Response.json(await asCaller(claims, (tx) => readRedactionRules(tx, organizationId)));
});

/** Replaces all rules, for files that are read from now on. */
export const PUT = respond(async (request: Request) => {
  const { claims, organizationId } = await requireCaller(request);
  const { rules, version } = await readJson(request, saveSchema);
  const refused = redactionProblem(rules);
  if (refused !== null) {
    const problem = `The pattern of "${refused.name}" ${refused.problem}`;
    throw new InvalidInputError(problem, { code: "unprocessable", details: { fields: [{ ...refused, problem }] } });
  }
  const saved = await asCaller(claims, async (tx) => {
    await saveRedactionRules(tx, { organizationId, rules, version });
    return readRedactionRules(tx, organizationId);
  });
  return Response.json(saved);
});
