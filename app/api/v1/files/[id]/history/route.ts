import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { listFileEvents } from "#lib/queries/list-file-events.ts";

/** Every transition of a file: what, when, by whom, why. */
export const GET = respond(async (request: Request, { params }: { params: Promise<{ id: string }> }) => {
  const caller = await requireCaller(request);
  const { id } = await params;
  return Response.json({ events: await asCaller(caller.claims, (tx) => listFileEvents(tx, id)) });
});
