import { readJson } from "#app/api/read-json.ts";
import { respond } from "#app/api/respond.ts";
import { intakePorts } from "#inngest/ports.ts";
import { actOnJobs } from "#lib/intake/act-on-jobs.ts";
import { jobBatchSchema } from "#lib/model/job.ts";
import { requireCaller } from "#lib/platform/caller.ts";

/** One action on exactly the jobs that match a filter. Operators and better; 409 when their number is not the expected. */
export const POST = respond(async (request: Request) => {
  const sender = await requireCaller(request);
  const batch = await readJson(request, jobBatchSchema);
  return Response.json(await actOnJobs({ batch, sender }, intakePorts()));
});
