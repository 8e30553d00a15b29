import { z } from "zod";
import { readJson } from "#app/api/read-json.ts";
import { respond } from "#app/api/respond.ts";
import { INVITABLE_ROLES } from "#lib/model/role.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { createInvitation } from "#lib/queries/change-members.ts";

const bodySchema = z.object({
  role: z.enum(INVITABLE_ROLES),
  /** Only this address may accept; without one whoever has the link. */
  email: z.email().max(254).nullish(),
});

/** Makes a link that lets one person join the team within 7 days. Its token is in this answer and nowhere else. */
export const POST = respond(async (request: Request) => {
  const { claims, organizationId } = await requireCaller(request);
  const { role, email = null } = await readJson(request, bodySchema);
  const { token, ...invitation } = await asCaller(claims, (tx) =>
    createInvitation(tx, { organizationId, role, email: email ?? null }),
  );
  return Response.json(
    { invitation: { ...invitation, role, email }, path: `/invite/${token}`, token },
    { status: 201 },
  );
});
