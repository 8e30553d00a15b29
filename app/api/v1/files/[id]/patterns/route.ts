import { z } from "zod";
import { readQuery } from "#app/api/read-query.ts";
import { respond } from "#app/api/respond.ts";
import { PATTERN_ORDERS } from "#lib/model/pattern-list.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { listPatterns, MAX_PATTERNS_LISTED } from "#lib/queries/list-patterns.ts";

const querySchema = z.object({
  order: z.enum(PATTERN_ORDERS).default("count"),
  /** `nextCursor` of the page before. */
  after: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(MAX_PATTERNS_LISTED).default(100),
});

/** The kinds of line of a file: template, count, level, where they stand, and what the team's other files know of them. */
export const GET = respond(async (request: Request, { params }: { params: Promise<{ id: string }> }) => {
  const caller = await requireCaller(request);
  const { id: fileId } = await params;
  const query = readQuery(request, querySchema);
  return Response.json(await asCaller(caller.claims, (tx) => listPatterns(tx, { fileId, ...query })));
});
