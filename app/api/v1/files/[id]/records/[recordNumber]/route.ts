import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { readRecord } from "#lib/queries/read-record.ts";

type Context = { params: Promise<{ id: string; recordNumber: string }> };

/** One record: all attributes, where it stands, its exact original bytes, the records around it. */
export const GET = respond(async (request: Request, { params }: Context) => {
  const caller = await requireCaller(request);
  const { id: fileId, recordNumber } = await params;
  const input = { fileId, recordNumber: Number(recordNumber) };
  return Response.json({ record: await asCaller(caller.claims, (tx) => readRecord(tx, input)) });
});
