import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { readJob } from "#lib/queries/read-job.ts";

/** What became of one sent file, while it waits and runs as well. */
export const GET = respond(async (request: Request, { params }: { params: Promise<{ jobId: string }> }) => {
  const { claims } = await requireCaller(request);
  const { jobId } = await params;
  return Response.json(await asCaller(claims, (tx) => readJob(tx, jobId)), {
    headers: { "cache-control": "no-store" },
  });
});
