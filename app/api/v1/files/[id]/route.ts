import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { readFile } from "#lib/queries/read-file.ts";

/** One file: what is known about it, how far it is, what it says was installed. */
export const GET = respond(async (request: Request, { params }: { params: Promise<{ id: string }> }) => {
  const caller = await requireCaller(request);
  const { id } = await params;
  return Response.json({ file: await asCaller(caller.claims, (tx) => readFile(tx, id)) });
});
