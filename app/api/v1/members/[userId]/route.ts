import { z } from "zod";
import { readJson } from "#app/api/read-json.ts";
import { respond } from "#app/api/respond.ts";
import { NotFoundError } from "#lib/errors.ts";
import { ROLES } from "#lib/model/role.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { changeMemberRole, removeMember } from "#lib/queries/change-members.ts";

const bodySchema = z.object({ role: z.enum(ROLES) });
type Context = RouteContext<"/api/v1/members/[userId]">;

/** Gives a member another role. */
export const PATCH = respond(async (request: Request, context: Context) => {
  const { claims, organizationId } = await requireCaller(request);
  const userId = await userIdOf(context);
  const { role } = await readJson(request, bodySchema);
  await asCaller(claims, (tx) => changeMemberRole(tx, { organizationId, userId, role }));
  return Response.json({ member: { userId, role } });
});

/** Removes a member; with the own id: leaves the team. */
export const DELETE = respond(async (request: Request, context: Context) => {
  const { claims, organizationId } = await requireCaller(request);
  const userId = await userIdOf(context);
  await asCaller(claims, (tx) => removeMember(tx, { organizationId, userId }));
  return Response.json({ member: { userId } });
});

async function userIdOf(context: Context): Promise<string> {
  const id = z.guid().safeParse((await context.params).userId);
  if (!id.success) throw new NotFoundError("This person does not belong to the team.");
  return id.data;
}
