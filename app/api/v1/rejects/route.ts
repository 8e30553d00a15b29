import { z } from "zod";
import { readQuery } from "#app/api/read-query.ts";
import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { groupUnparsed, listUnparsed, MAX_UNPARSED } from "#lib/queries/list-unparsed.ts";

const querySchema = z.object({
  /** `groups` = by reason and format, the most frequent first; `rows` = one by one, newest first. */
  by: z.enum(["groups", "rows"]).default("groups"),
  kind: z.enum(["reject", "exception"]).optional(),
  format: z.string().min(1).max(60).optional(),
  reason: z.string().min(1).max(2000).optional(),
  fileId: z.guid().optional(),
  /** `nextCursor` of the page of rows before. */
  before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_UNPARSED).default(100),
});

/** What could not be parsed in any of the team's files, and why. */
export const GET = respond(async (request: Request) => {
  const { claims, organizationId } = await requireCaller(request);
  const { by, ...query } = readQuery(request, querySchema);
  const answer = await asCaller(claims, async (tx) => {
    if (by === "rows") return listUnparsed(tx, { organizationId, ...query });
    const { before: _, ...filter } = query;
    return { groups: await groupUnparsed(tx, { organizationId, ...filter }) };
  });
  return Response.json(answer);
});
