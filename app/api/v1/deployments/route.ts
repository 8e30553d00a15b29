import { z } from "zod";
import { readQuery } from "#app/api/read-query.ts";
import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { countDeployments, DEPLOYMENT_TABS, listDeployments } from "#lib/queries/list-deployments.ts";

const querySchema = z.object({
  tab: z.enum(DEPLOYMENT_TABS).default("all"),
  /** `nextCursor` of the page before. */
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** The team's deployments, worst first, and how many each tab has. */
export const GET = respond(async (request: Request) => {
  const { claims, organizationId } = await requireCaller(request);
  const { tab, cursor, limit } = readQuery(request, querySchema);
  return Response.json(
    await asCaller(claims, async (tx) => ({
      ...(await listDeployments(tx, { organizationId, tab, cursor, limit })),
      counts: await countDeployments(tx, organizationId),
    })),
  );
});
