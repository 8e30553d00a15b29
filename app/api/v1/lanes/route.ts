import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { canChangeLanes } from "#lib/queries/change-lane-settings.ts";
import { readCounts } from "#lib/queries/read-counts.ts";
import { readLanes } from "#lib/queries/read-lanes.ts";

/** What each lane does right now with its settings, whether the caller may change them, and the numbers of the sidebar. */
export const GET = respond(async (request: Request) => {
  const { claims, organizationId } = await requireCaller(request);
  return Response.json(
    await asCaller(claims, async (tx) => ({
      lanes: await readLanes(tx, organizationId),
      counts: await readCounts(tx, organizationId),
      canChange: await canChangeLanes(tx),
    })),
  );
});
