import type { JobPage } from "#lib/model/job.ts";
import type { Caller } from "#lib/platform/caller.ts";
import { asCaller, database } from "#lib/platform/database.ts";
import { withWaitReasons } from "./explain-jobs.ts";
import { type ListJobsInput, listJobs } from "./list-jobs.ts";

/** A page of the caller's jobs with why the waiting ones wait. @throws InvalidInputError for a cursor of another order */
export async function readJobPage(
  { claims, organizationId }: Pick<Caller, "claims" | "organizationId">,
  input: Omit<ListJobsInput, "organizationId">,
  sql = database(),
): Promise<JobPage> {
  const page = await asCaller(claims, (tx) => listJobs(tx, { ...input, organizationId }), { sql });
  return { ...page, jobs: await withWaitReasons(sql, page.jobs) };
}
