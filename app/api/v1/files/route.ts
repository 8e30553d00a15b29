import { z } from "zod";
import { readQuery } from "#app/api/read-query.ts";
import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { countFiles, FILE_STATES, listFiles } from "#lib/queries/list-files.ts";

const querySchema = z.object({
  /** One state or several, separated by commas. */
  state: z
    .string()
    .transform((text) => text.split(",").filter(Boolean))
    .pipe(z.array(z.enum(FILE_STATES)))
    .default([]),
  text: z.string().max(200).default(""),
  /** `nextCursor` of the page before. */
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** The team's files, newest first, and how many are in each state. */
export const GET = respond(async (request: Request) => {
  const { claims, organizationId } = await requireCaller(request);
  const { state: states, text, cursor, limit } = readQuery(request, querySchema);
  return Response.json(
    await asCaller(claims, async (tx) => ({
      ...(await listFiles(tx, { organizationId, states, text, cursor, limit })),
      counts: await countFiles(tx, { organizationId, text }),
    })),
  );
});
