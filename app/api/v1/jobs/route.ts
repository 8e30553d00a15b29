import { readQuery } from "#app/api/read-query.ts";
import { respond } from "#app/api/respond.ts";
import { jobFilterOf, jobListQuerySchema, jobQueryValues } from "#lib/model/job-query.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { readJobPage } from "#lib/queries/read-job-page.ts";

/** The team's jobs of one tab, why the waiting ones wait, and how many there are. */
export const GET = respond(async (request: Request) => {
  const caller = await requireCaller(request);
  const query = readQuery(request, jobListQuerySchema, jobQueryValues);
  const { sort, cursor, limit } = query;
  return Response.json(await readJobPage(caller, { filter: jobFilterOf(query), sort, cursor, limit }));
});
