import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { readDeploymentDevice } from "#lib/queries/read-deployment-device.ts";

interface Context {
  params: Promise<{ id: string; deviceId: string }>;
}

/** One device of a deployment: outcome, installations, first failing line, files, timeline. */
export const GET = respond(async (request: Request, { params }: Context) => {
  const { claims } = await requireCaller(request);
  const { id: deploymentId, deviceId } = await params;
  return Response.json({
    device: await asCaller(claims, (tx) => readDeploymentDevice(tx, { deploymentId, deviceId })),
  });
});
