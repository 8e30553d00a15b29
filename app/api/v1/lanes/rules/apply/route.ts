import { respond } from "#app/api/respond.ts";
import { intakePorts } from "#inngest/ports.ts";
import { applyLaneRules } from "#lib/intake/apply-lane-rules.ts";
import { requireCaller } from "#lib/platform/caller.ts";

/** Puts the team's waiting files into the lanes that its saved rules name. */
export const POST = respond(async (request: Request) =>
  Response.json(await applyLaneRules(await requireCaller(request), intakePorts())),
);
