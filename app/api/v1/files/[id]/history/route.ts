import { z } from "zod";
import { auditDownload, auditFormatSchema } from "#app/api/audit-download.ts";
import { readQuery } from "#app/api/read-query.ts";
import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { auditTrail } from "#lib/queries/audit-trail.ts";
import { listFileEvents } from "#lib/queries/list-file-events.ts";

const querySchema = z.object({ as: auditFormatSchema.optional() });

/** Every transition of a file: what, when, by whom, why; as a file to keep with `as`. */
export const GET = respond(async (request: Request, { params }: { params: Promise<{ id: string }> }) => {
  const caller = await requireCaller(request);
  const { id } = await params;
  const { as } = readQuery(request, querySchema);
  if (as) return auditDownload(auditTrail(caller, { fileId: id }), { format: as, name: `history-${id}` });
  return Response.json({ events: await asCaller(caller.claims, (tx) => listFileEvents(tx, id)) });
});
