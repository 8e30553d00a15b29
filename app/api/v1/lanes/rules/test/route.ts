import { respond } from "#app/api/respond.ts";
import { intakePorts } from "#inngest/ports.ts";
import { testLaneRules } from "#lib/intake/test-lane-rules.ts";
import { laneRulesSchema } from "#lib/model/lane-rule.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { readRules } from "../read-rules.ts";

/** What rules would do to the team's last 200 files. Changes nothing. */
export const POST = respond(async (request: Request) => {
  const { organizationId } = await requireCaller(request);
  const draft = await readRules(request, laneRulesSchema);
  const { sql } = intakePorts();
  return Response.json(await testLaneRules({ organizationId, draft }, { sql, nowMs: Date.now }));
});
