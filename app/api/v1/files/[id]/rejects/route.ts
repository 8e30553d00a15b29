import { z } from "zod";
import { readQuery } from "#app/api/read-query.ts";
import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { listRejects, MAX_REJECTS } from "#lib/queries/list-rejects.ts";

const querySchema = z.object({
  /** A record number: `nextCursor` of the page before. */
  after: z.coerce.number().int().min(0).max(2_147_483_647).default(0),
  limit: z.coerce.number().int().min(1).max(MAX_REJECTS).default(100),
});

/** What of a file was kept as text, and why. */
export const GET = respond(async (request: Request, { params }: { params: Promise<{ id: string }> }) => {
  const caller = await requireCaller(request);
  const { id: fileId } = await params;
  const query = readQuery(request, querySchema);
  return Response.json(await asCaller(caller.claims, (tx) => listRejects(tx, { fileId, ...query })));
});
