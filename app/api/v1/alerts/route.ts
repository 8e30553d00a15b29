import { z } from "zod";
import { readQuery } from "#app/api/read-query.ts";
import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { ALERT_STATES, listAlerts } from "#lib/queries/list-alerts.ts";

const querySchema = z.object({
  state: z.enum(ALERT_STATES).optional(),
  /** `nextCursor` of the page before. */
  cursor: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** The team's alerts, newest first. */
export const GET = respond(async (request: Request) => {
  const caller = await requireCaller(request);
  const { state, cursor, limit } = readQuery(request, querySchema);
  const input = { organizationId: caller.organizationId, state, before: cursor, limit };
  return Response.json(await asCaller(caller.claims, (tx) => listAlerts(tx, input)));
});
