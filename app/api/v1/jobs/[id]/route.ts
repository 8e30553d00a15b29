import { respond } from "#app/api/respond.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { readJobDetail } from "#lib/queries/read-job-detail.ts";

/** One job: its limits, its runs step by step, what went wrong. */
export const GET = respond(async (request: Request, { params }: { params: Promise<{ id: string }> }) => {
  const caller = await requireCaller(request);
  const { id } = await params;
  return Response.json(await readJobDetail(caller, id));
});
