import { respond } from "#app/api/respond.ts";
import { intakePorts } from "#inngest/ports.ts";
import { cancel } from "#lib/intake/cancel.ts";
import { requireCaller } from "#lib/platform/caller.ts";

/** Stops a file that is uploaded, waits or is read. */
export const POST = respond(async (request: Request, { params }: { params: Promise<{ id: string }> }) => {
  const sender = await requireCaller(request);
  const { id } = await params;
  return Response.json(await cancel({ fileId: id, sender }, intakePorts()));
});
