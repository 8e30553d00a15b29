import { z } from "zod";
import { readQuery } from "#app/api/read-query.ts";
import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { readMissedAlerts } from "#lib/queries/read-missed-alerts.ts";

const querySchema = z.object({ after: z.coerce.number().int().min(0).optional() });

/** What was raised while a browser was away, counted from its cursor. */
export const GET = respond(async (request: Request) => {
  const { claims, organizationId } = await requireCaller(request);
  const { after } = readQuery(request, querySchema);
  const input = { organizationId, afterNo: after ?? null };
  return Response.json(await asCaller(claims, (tx) => readMissedAlerts(tx, input)));
});
