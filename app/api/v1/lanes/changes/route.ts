import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { listLaneChanges } from "#lib/queries/list-lane-changes.ts";

/** Who changed which lane, when, from what to what and why; newest first. */
export const GET = respond(async (request: Request) => {
  const { claims } = await requireCaller(request);
  return Response.json({ changes: await asCaller(claims, (tx) => listLaneChanges(tx)) });
});
