import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { readDeployment } from "#lib/queries/read-deployment.ts";

/** One deployment with all its devices, failed first. */
export const GET = respond(async (request: Request, { params }: { params: Promise<{ id: string }> }) => {
  const { claims } = await requireCaller(request);
  const { id } = await params;
  return Response.json({ deployment: await asCaller(claims, (tx) => readDeployment(tx, id)) });
});
