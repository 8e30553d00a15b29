import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { readMinutes } from "#lib/queries/read-minutes.ts";

/** Lines per minute and severity in the last hour or, when it is empty, in the hour that holds the newest failure. */
export const GET = respond(async (request: Request) => {
  const { claims, organizationId } = await requireCaller(request);
  return Response.json(await asCaller(claims, (tx) => readMinutes(tx, { organizationId, nowMs: Date.now() })));
});
