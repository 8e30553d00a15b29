import { z } from "zod";
import { readQuery } from "#app/api/read-query.ts";
import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { listAlertCauses } from "#lib/queries/list-alert-causes.ts";
import { ALERT_STATES } from "#lib/queries/list-alerts.ts";

const querySchema = z.object({
  state: z.enum(ALERT_STATES).optional(),
  /** `nextCursor` of the page before. */
  cursor: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

/** The team's alerts by cause, the one that fired last first. */
export const GET = respond(async (request: Request) => {
  const caller = await requireCaller(request);
  const { state, cursor, limit } = readQuery(request, querySchema);
  const input = { organizationId: caller.organizationId, state: state ?? null, before: cursor, limit };
  return Response.json(await asCaller(caller.claims, (tx) => listAlertCauses(tx, input)));
});
