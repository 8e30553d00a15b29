import { z } from "zod";
import { readQuery } from "#app/api/read-query.ts";
import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { search } from "#lib/queries/search.ts";

const querySchema = z.object({
  q: z.string().max(200).default(""),
  limit: z.coerce.number().int().min(1).max(50).default(6),
});

/** Deployments, devices and files of the team that have the text in their name. */
export const GET = respond(async (request: Request) => {
  const { claims, organizationId } = await requireCaller(request);
  const { q: text, limit } = readQuery(request, querySchema);
  return Response.json(await asCaller(claims, (tx) => search(tx, { organizationId, text, limit })));
});
