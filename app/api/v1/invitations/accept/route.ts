import { z } from "zod";
import { readJson } from "#app/api/read-json.ts";
import { respond } from "#app/api/respond.ts";
import { requireAccount } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { acceptInvitation } from "#lib/queries/change-members.ts";

const bodySchema = z.object({ token: z.string().min(1).max(200) });

/** Joins the team of a link; for accounts with or without a team. */
export const POST = respond(async (request: Request) => {
  const { claims } = await requireAccount(request);
  const { token } = await readJson(request, bodySchema);
  return Response.json(await asCaller(claims, (tx) => acceptInvitation(tx, token)));
});
