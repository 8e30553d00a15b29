import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { readStats } from "#lib/queries/read-stats.ts";

/** Totals over the files of the caller's organisations. */
export const GET = respond(async (request: Request) => {
  const { claims } = await requireCaller(request);
  return Response.json(await asCaller(claims, readStats), { headers: { "cache-control": "no-store" } });
});
