import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { readOutline } from "#lib/queries/read-outline.ts";

/** Where the errors and warnings of a file are, in about 120 stretches. */
export const GET = respond(async (request: Request, { params }: { params: Promise<{ id: string }> }) => {
  const caller = await requireCaller(request);
  const { id } = await params;
  return Response.json(await asCaller(caller.claims, (tx) => readOutline(tx, id)));
});
