import { z } from "zod";
import { readQuery } from "#app/api/read-query.ts";
import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { listSourceRuns } from "#lib/queries/list-source-runs.ts";
import { readSource } from "#lib/queries/read-source.ts";

const querySchema = z.object({
  /** `nextCursor` of the page before. */
  cursor: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Runs of a source with what they found, newest first. */
export const GET = respond(async (request: Request, { params }: { params: Promise<{ id: string }> }) => {
  const { claims, organizationId } = await requireCaller(request);
  const { id } = await params;
  const { cursor, limit } = readQuery(request, querySchema);
  const page = await asCaller(claims, async (tx) => {
    const source = await readSource(tx, { organizationId, id });
    return await listSourceRuns(tx, { organizationId, sourceId: source.id, before: cursor, limit });
  });
  return Response.json(page);
});
