import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { listMembers } from "#lib/queries/list-members.ts";

/** The people of the team, and for admins the links that still work. */
export const GET = respond(async (request: Request) => {
  const { claims, organizationId } = await requireCaller(request);
  return Response.json(await asCaller(claims, (tx) => listMembers(tx, organizationId)));
});
