import { z } from "zod";
import { respond } from "#app/api/respond.ts";
import { laneRulesSchema } from "#lib/model/lane-rule.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { readLaneRules, saveLaneRules } from "#lib/queries/read-lane-rules.ts";
import { readRules } from "./read-rules.ts";

const saveSchema = laneRulesSchema.extend({ version: z.number().int().min(0) });

/** The rules by which the team's files find their lanes. */
export const GET = respond(async (request: Request) => {
  const { claims, organizationId } = await requireCaller(request);
  return Response.json(await asCaller(claims, (tx) => readLaneRules(tx, organizationId)));
});

/** Replaces all of them, for files to come. */
export const PUT = respond(async (request: Request) => {
  const { claims, organizationId } = await requireCaller(request);
  const { version, ...rules } = await readRules(request, saveSchema);
  const saved = await asCaller(claims, async (tx) => {
    await saveLaneRules(tx, { organizationId, rules, version });
    return readLaneRules(tx, organizationId);
  });
  return Response.json(saved);
});
