import { z } from "zod";
import { readQuery } from "#app/api/read-query.ts";
import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { findError } from "#lib/queries/find-error.ts";

const querySchema = z.object({
  direction: z.enum(["next", "previous", "first", "last"]).default("first"),
  /** The record to go from, itself excluded. */
  from: z.coerce.number().int().min(0).max(2_147_483_647).default(0),
});

/** The nearest error of a file, and which one of how many it is. */
export const GET = respond(async (request: Request, { params }: { params: Promise<{ id: string }> }) => {
  const caller = await requireCaller(request);
  const { id: fileId } = await params;
  const query = readQuery(request, querySchema);
  return Response.json(await asCaller(caller.claims, (tx) => findError(tx, { fileId, ...query })));
});
