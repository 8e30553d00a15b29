import { z } from "zod";
import { readQuery } from "#app/api/read-query.ts";
import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { listNames } from "#lib/queries/list-names.ts";

const querySchema = z.object({
  of: z.enum(["deployment", "device"]),
  /** Part of the name. */
  text: z.string().max(200).default(""),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

/** Names that exist already, for fields that take one. */
export const GET = respond(async (request: Request) => {
  const { claims, organizationId } = await requireCaller(request);
  const query = readQuery(request, querySchema);
  return Response.json({ names: await asCaller(claims, (tx) => listNames(tx, { organizationId, ...query })) });
});
