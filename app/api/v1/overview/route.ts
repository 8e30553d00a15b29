import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { readOverview } from "#lib/queries/read-overview.ts";

/** What is broken now, where, and why. */
export const GET = respond(async (request: Request) => {
  const { claims, organizationId } = await requireCaller(request);
  return Response.json(await asCaller(claims, (tx) => readOverview(tx, organizationId)));
});
