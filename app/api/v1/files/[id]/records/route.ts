import { z } from "zod";
import { readQuery } from "#app/api/read-query.ts";
import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { listRecords, MAX_RECORDS } from "#lib/queries/list-records.ts";

const querySchema = z.object({
  /** A record number: the first is 1. */
  from: z.coerce.number().int().min(1).max(2_147_483_647).default(1),
  count: z.coerce.number().int().min(1).max(MAX_RECORDS).default(200),
});

/** Records of a file by number, rejects among them. */
export const GET = respond(async (request: Request, { params }: { params: Promise<{ id: string }> }) => {
  const caller = await requireCaller(request);
  const { id: fileId } = await params;
  const window = readQuery(request, querySchema);
  return Response.json(await asCaller(caller.claims, (tx) => listRecords(tx, { fileId, ...window })));
});
