import { InvalidInputError } from "#lib/errors.ts";
import type { InstallationOutcome, OutcomeCounts } from "#lib/model/log-file.ts";
import type { TransactionSql } from "#lib/platform/database.ts";

/**
 * `active` = something failed or is in progress, or something changed within the last day;
 * `finished` = has devices, none of them failed or in progress. A rollout that ended well today is both.
 */
export const DEPLOYMENT_TABS = ["active", "finished", "all"] as const;
export type DeploymentTab = (typeof DEPLOYMENT_TABS)[number];

export interface DeploymentItem {
  id: string;
  name: string;
  /** The worst outcome of its devices. */
  status: InstallationOutcome;
  counts: OutcomeCounts;
  /** Devices, and files of which nobody knows the device. */
  deviceCount: number;
  /** What most of its failed devices report: the code of the first failing line, else the exit code. */
  topCode: string | null;
  /** Files that are no duplicates. */
  fileCount: number;
  changedAtMs: number;
  createdAtMs: number;
}

export interface ListDeploymentsInput {
  organizationId: string;
  tab: DeploymentTab;
  /** `nextCursor` of the page before. */
  cursor?: string | null;
  limit: number;
}

/**
 * Worst first: failed, in progress, cancelled, deferred, unknown, needs reboot, succeeded. Among those that failed,
 * today's with the most failed devices come first; what has not changed for a day comes after them, newest first.
 */
export async function listDeployments(
  tx: TransactionSql,
  { organizationId, tab, cursor = null, limit }: ListDeploymentsInput,
): Promise<{ deployments: DeploymentItem[]; nextCursor: string | null }> {
  const after = decodeCursor(cursor);
  const rows = await tx<(DeploymentItem & { position: string })[]>`
    with listed as (
      select d.*, private.outcome_rank(d.status) as rank,
        case when d.changed_at > ${dayAgo(tx, after?.asOfUs)} then 0 else 1 end as age,
        case when d.changed_at > ${dayAgo(tx, after?.asOfUs)} then -d.failed_count else 0 end as trouble,
        -(extract(epoch from d.changed_at) * 1000000)::bigint as newest
      from public.deployments d
      where d.organization_id = ${organizationId} ${tabCondition(tx, tab)}
    )
    select ${deploymentColumns(tx)},
      concat_ws('.', (${after?.asOfUs ?? tx`extract(epoch from now()) * 1000000`})::bigint, d.rank, d.age, -d.trouble, -d.newest, d.id) as position
    from listed d
    ${
      after
        ? tx`where (d.rank, d.age, d.trouble, d.newest, d.id) >
            (${after.rank}::int, ${after.age}::int, ${-after.failed}::int, ${-after.changedAtUs}::bigint, ${after.id}::uuid)`
        : tx``
    }
    order by d.rank, d.age, d.trouble, d.newest, d.id
    limit ${limit + 1}`;
  const page = rows.slice(0, limit);
  return {
    deployments: page.map(({ position: _, ...deployment }) => deployment),
    nextCursor: rows.length > limit ? (page.at(-1)?.position ?? null) : null,
  };
}

/** How many deployments each tab has. */
export async function countDeployments(
  tx: TransactionSql,
  organizationId: string,
): Promise<Record<DeploymentTab, number>> {
  const [row] = await tx<Record<DeploymentTab, number>[]>`
    select count(*) filter (where true ${tabCondition(tx, "active")})::int as active,
      count(*) filter (where true ${tabCondition(tx, "finished")})::int as finished, count(*)::int as all
    from public.deployments d where d.organization_id = ${organizationId}`;
  return row ?? { active: 0, finished: 0, all: 0 };
}

/** Columns of a {@link DeploymentItem}; needs deployments d. */
export function deploymentColumns(tx: TransactionSql) {
  return tx`
    d.id, d.name, d.status,
    jsonb_build_object('failed', d.failed_count, 'cancelled', d.cancelled_count,
      'deferred', d.deferred_count, 'unknown', d.unknown_count,
      'in_progress', d.in_progress_count, 'reboot', d.reboot_count, 'succeeded', d.succeeded_count) as counts,
    d.device_count as "deviceCount", d.file_count as "fileCount",
    (select v.cause_code from public.deployment_devices v
      where v.deployment_id = d.id and v.outcome = 'failed' and v.cause_code is not null
      group by v.cause_code order by count(*) desc, v.cause_code limit 1) as "topCode",
    (extract(epoch from d.changed_at) * 1000)::float8 as "changedAtMs",
    (extract(epoch from d.created_at) * 1000)::float8 as "createdAtMs"`;
}

function tabCondition(tx: TransactionSql, tab: DeploymentTab) {
  switch (tab) {
    case "active":
      return tx`and (d.failed_count > 0 or d.in_progress_count > 0 or d.changed_at > ${dayAgo(tx)})`;
    case "finished":
      return tx`and d.device_count > 0 and d.failed_count = 0 and d.in_progress_count = 0`;
    case "all":
      return tx``;
  }
}

/** Later pages count the day from when the first was read, so that nothing changes its place between them. */
function dayAgo(tx: TransactionSql, asOfUs?: number) {
  return asOfUs === undefined
    ? tx`now() - interval '1 day'`
    : tx`to_timestamp(${asOfUs}::float8 / 1000000) - interval '1 day'`;
}

interface Position {
  asOfUs: number;
  rank: number;
  age: number;
  failed: number;
  changedAtUs: number;
  id: string;
}

const POSITION = /^(\d{1,16})\.([0-6])\.([01])\.(\d{1,9})\.(\d{1,16})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function decodeCursor(cursor: string | null): Position | null {
  if (cursor === null) return null;
  const [, asOfUs, rank, age, failed, changedAtUs, id] = POSITION.exec(cursor) ?? [];
  if (id === undefined) throw new InvalidInputError("`cursor` must be the `nextCursor` of the page before.");
  return {
    asOfUs: Number(asOfUs),
    rank: Number(rank),
    age: Number(age),
    failed: Number(failed),
    changedAtUs: Number(changedAtUs),
    id,
  };
}
