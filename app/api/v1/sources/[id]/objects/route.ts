import { z } from "zod";
import { readQuery } from "#app/api/read-query.ts";
import { respond } from "#app/api/respond.ts";
import { OBJECT_STATUSES } from "#lib/model/source.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { listSourceObjects } from "#lib/queries/list-source-objects.ts";
import { readSource } from "#lib/queries/read-source.ts";

const querySchema = z.object({
  status: z.enum(OBJECT_STATUSES).optional(),
  /** `nextCursor` of the page before. */
  cursor: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** What a source has seen, with what became of each and its file; last seen first. */
export const GET = respond(async (request: Request, { params }: { params: Promise<{ id: string }> }) => {
  const { claims, organizationId } = await requireCaller(request);
  const { id } = await params;
  const { status, cursor, limit } = readQuery(request, querySchema);
  const page = await asCaller(claims, async (tx) => {
    const source = await readSource(tx, { organizationId, id });
    return await listSourceObjects(tx, { organizationId, sourceId: source.id, status, before: cursor, limit });
  });
  return Response.json(page);
});
