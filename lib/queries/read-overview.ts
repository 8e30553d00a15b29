import type { TransactionSql } from "#lib/platform/database.ts";
import { latestFailures } from "./latest-failures.ts";
import { type FailureCause, listCauses } from "./list-causes.ts";
import { type DeploymentItem, listDeployments } from "./list-deployments.ts";
import { readWorstDeployment, type WorstDeployment } from "./read-worst-deployment.ts";

/** How much is failing now: by the last outcome of each product on each device of each deployment. */
export interface FailingNow {
  /** Deployments that something fails in. */
  deployments: number;
  /** The only one of them, when there is just one. */
  onlyDeployment: { id: string; name: string; targets: number } | null;
  /** Devices, and files that name no device. */
  targets: number;
  /** Of these, with a device. */
  devices: number;
  /** Of these, outside of any deployment. */
  outside: number;
}

/** What the first page answers: what is broken now, where, and why. */
export interface Overview {
  /** False until the team's first file is on its way. */
  hasFiles: boolean;
  failing: FailingNow;
  /** The largest first, at most three. */
  causes: FailureCause[];
  worst: WorstDeployment | null;
  /** The first of those that fail, run or changed within a day, worst first; without any the newest of the others. */
  deployments: DeploymentItem[];
  /** Devices (or files without one) whose last installation within 24 h went well. */
  doneInDay: number;
  /** Files that could not be read to their end. */
  unreadableFiles: number;
  /** Files of the last 24 h with errors in them that tell of no installation: its outcome says more. The newest three. */
  filesWithErrors: { count: number; newest: { id: string; name: string; errors: number }[] };
}

const MAX_CAUSES = 3;
const MAX_DEPLOYMENTS = 6;

export async function readOverview(tx: TransactionSql, organizationId: string): Promise<Overview> {
  const failing = await readFailing(tx, organizationId);
  const causes = failing.targets > 0 ? await listCauses(tx, { organizationId, limit: MAX_CAUSES }) : [];
  const worst = await readWorstDeployment(tx, organizationId);
  const deployments = await readDeployments(tx, organizationId);
  const filesWithErrors = await readFilesWithErrors(tx, organizationId);
  return { failing, causes, worst, filesWithErrors, deployments, ...(await readTotals(tx, organizationId)) };
}

async function readDeployments(tx: TransactionSql, organizationId: string): Promise<DeploymentItem[]> {
  const active = await listDeployments(tx, { organizationId, tab: "active", limit: MAX_DEPLOYMENTS });
  if (active.deployments.length > 0) return active.deployments;
  return (await listDeployments(tx, { organizationId, tab: "all", limit: MAX_DEPLOYMENTS })).deployments;
}

async function readFailing(tx: TransactionSql, organizationId: string): Promise<FailingNow> {
  const [row] = await tx<FailingNow[]>`
    with failures as (${latestFailures(tx, organizationId)}),
    counted as (
      select count(distinct deployment_id)::int as deployments, count(distinct target)::int as targets,
        count(distinct device_id)::int as devices,
        count(distinct target) filter (where deployment_id is null)::int as outside,
        (array_agg(deployment_id) filter (where deployment_id is not null))[1] as one
      from failures
    )
    select c.deployments, c.targets, c.devices, c.outside,
      case when c.deployments = 1
        then jsonb_build_object('id', d.id, 'name', d.name, 'targets', d.device_count) end as "onlyDeployment"
    from counted c left join public.deployments d on d.id = c.one`;
  return row ?? { deployments: 0, onlyDeployment: null, targets: 0, devices: 0, outside: 0 };
}

async function readTotals(
  tx: TransactionSql,
  organizationId: string,
): Promise<Pick<Overview, "hasFiles" | "doneInDay" | "unreadableFiles">> {
  const [row] = await tx<Pick<Overview, "hasFiles" | "doneInDay" | "unreadableFiles">[]>`
    select
      exists (select 1 from public.log_files where organization_id = ${organizationId}) as "hasFiles",
      (select count(distinct coalesce(device_id, file_id))::int from public.installation_logs
        where organization_id = ${organizationId} and outcome in ('succeeded', 'reboot')
          and updated_at > now() - interval '24 hours') as "doneInDay",
      (select count(*)::int from public.log_files
        where organization_id = ${organizationId} and status = 'failed') as "unreadableFiles"`;
  return row ?? { hasFiles: false, doneInDay: 0, unreadableFiles: 0 };
}

async function readFilesWithErrors(tx: TransactionSql, organizationId: string): Promise<Overview["filesWithErrors"]> {
  const newest = await tx<{ id: string; name: string; errors: number; count: number }[]>`
    with counted as (
      select f.id, f.name, f.created_at,
        coalesce((f.severity_counts ->> 'error')::bigint, 0) + coalesce((f.severity_counts ->> 'fatal')::bigint, 0) as errors
      from public.log_files f
      where f.organization_id = ${organizationId} and f.created_at > now() - interval '24 hours' and f.duplicate_of is null
        and not exists (select 1 from public.installation_logs i where i.file_id = f.id)
    )
    select id, name, errors, count(*) over ()::int as count from counted
    where errors > 0 order by created_at desc, id limit 3`;
  return { count: newest[0]?.count ?? 0, newest: newest.map(({ id, name, errors }) => ({ id, name, errors })) };
}
