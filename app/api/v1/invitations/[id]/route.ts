import { z } from "zod";
import { respond } from "#app/api/respond.ts";
import { NotFoundError } from "#lib/errors.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { revokeInvitation } from "#lib/queries/change-members.ts";

/** Ends a link that was not used. */
export const DELETE = respond(async (request: Request, context: RouteContext<"/api/v1/invitations/[id]">) => {
  const { claims } = await requireCaller(request);
  const id = z.guid().safeParse((await context.params).id);
  if (!id.success) throw new NotFoundError("There is no such invitation.");
  return Response.json(await asCaller(claims, (tx) => revokeInvitation(tx, id.data)));
});
