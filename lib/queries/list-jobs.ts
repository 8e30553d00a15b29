import type { JobFilter, JobPage, JobSort, JobTab } from "#lib/model/job.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { jobConditions, otherJobConditions } from "#lib/store/job-conditions.ts";
import { type JobRow, jobColumns, jobItem } from "./job-columns.ts";
import { jobOrder } from "./job-order.ts";

export interface ListJobsInput {
  organizationId: string;
  filter: JobFilter;
  sort: JobSort;
  /** `nextCursor` of the page before. */
  cursor?: string | null;
  limit: number;
}

/**
 * A page of jobs as the caller may see them, without why they wait: {@link readJobPage} adds it.
 * Pages stay in step while jobs arrive; one that changes its place meanwhile may come twice or not.
 * @throws InvalidInputError for a cursor of another order
 */
export async function listJobs(tx: TransactionSql, input: ListJobsInput): Promise<JobPage> {
  const { organizationId, filter, sort, limit } = input;
  const order = jobOrder(tx, { tab: filter.tab, sort });
  const rows = await tx<(JobRow & { place: (string | number)[] })[]>`
    select ${jobColumns(tx)}, ${order.place} as place
    from (
      select f.* from public.log_files f
      where ${jobConditions(tx, organizationId, filter)} ${order.after(input.cursor ?? null)}
      order by ${order.by}
      limit ${limit + 1}
    ) f
    left join public.file_progress p on p.file_id = f.id
    left join public.deployments d on d.id = f.deployment_id
    left join public.devices v on v.id = f.device_id
    order by ${order.by}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    jobs: page.map(({ place: _, ...row }) => jobItem(row)),
    nextCursor: last && rows.length > limit ? order.cursor(last.place) : null,
    ...(await countJobs(tx, { organizationId, filter })),
  };
}

/** How many match: the whole filter, and its other conditions in each tab. */
async function countJobs(
  tx: TransactionSql,
  { organizationId, filter }: Pick<ListJobsInput, "organizationId" | "filter">,
): Promise<Pick<JobPage, "counts" | "total">> {
  const states = await tx<{ state: JobRow["state"]; count: number }[]>`
    select f.job_state as state, count(*)::int as count from public.log_files f
    where ${otherJobConditions(tx, organizationId, filter)}
    group by 1`;
  const counts: Record<JobTab, number> = { "in-progress": 0, completed: 0, "dead-letters": 0 };
  let total = 0;
  for (const { state, count } of states) {
    const tab = tabOf(state);
    counts[tab] += count;
    if (tab === filter.tab && (filter.states.length === 0 || filter.states.includes(state))) total += count;
  }
  return { counts, total };
}

function tabOf(state: JobRow["state"]): JobTab {
  switch (state) {
    case "waiting":
    case "running":
    case "retrying":
      return "in-progress";
    case "completed":
    case "cancelled":
    case "discarded":
      return "completed";
    case "failed":
      return "dead-letters";
  }
}
