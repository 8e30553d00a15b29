import type { JobFilter, JobState } from "#lib/model/job.ts";
import { jobConditions } from "./job-conditions.ts";
import type { Queryable, TransactionSql } from "./sql.ts";

/** The jobs that match at this moment, locked until the transaction ends: none of them can change its state meanwhile. */
export async function lockJobs(
  tx: TransactionSql,
  { organizationId, filter }: { organizationId: string; filter: JobFilter },
): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select f.id from public.log_files f
    where ${jobConditions(tx, organizationId, filter)}
    order by f.id for update`;
  return rows.map(({ id }) => id);
}

/** Null = no job: an upload that is not in the queue yet, or the same content as another file. */
export async function findJobState(sql: Queryable, fileId: string): Promise<JobState | null> {
  const [row] = await sql<{ state: JobState | null }[]>`
    select job_state as state from public.log_files where id = ${fileId}`;
  return row?.state ?? null;
}

/** How a person is called in a sentence: their address. */
export async function personName(sql: Queryable, userId: string): Promise<string> {
  const [row] = await sql<{ email: string | null }[]>`select email from auth.users where id = ${userId}`;
  return row?.email ?? "somebody without an address";
}
