import { z } from "zod";
import { respond } from "#app/api/respond.ts";
import { NotFoundError } from "#lib/errors.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { readAlertHistory } from "#lib/queries/read-alert-history.ts";

/** What happened to an alert and the others of its cause, newest first. */
export const GET = respond(async (request: Request, { params }: { params: Promise<{ id: string }> }) => {
  const { claims, organizationId } = await requireCaller(request);
  const { id } = await params;
  if (!z.guid().safeParse(id).success) throw new NotFoundError("There is no such alert.");
  return Response.json(await asCaller(claims, (tx) => readAlertHistory(tx, { organizationId, alertId: id })));
});
