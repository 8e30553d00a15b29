import { respond } from "#app/api/respond.ts";
import { intakePorts } from "#inngest/ports.ts";
import { complete } from "#lib/intake/complete.ts";
import { requireCaller } from "#lib/platform/caller.ts";

export const maxDuration = 60;

/** The upload has arrived: queue it. Asking again changes nothing. */
export const POST = respond(async (request: Request, { params }: { params: Promise<{ id: string }> }) => {
  const sender = await requireCaller(request);
  const { id } = await params;
  return Response.json(await complete({ fileId: id, sender }, intakePorts()), { status: 202 });
});
