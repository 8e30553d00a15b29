import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { listNewPatterns } from "#lib/queries/list-new-patterns.ts";

interface Context {
  params: Promise<{ id: string; deviceId: string }>;
}

/** The kinds of line of a failed device that the last successful run of the same product does not have. */
export const GET = respond(async (request: Request, { params }: Context) => {
  const { claims } = await requireCaller(request);
  const { id: deploymentId, deviceId } = await params;
  return Response.json(await asCaller(claims, (tx) => listNewPatterns(tx, { deploymentId, deviceId })));
});
