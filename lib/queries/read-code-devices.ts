import type { TransactionSql } from "#lib/platform/database.ts";

/** Devices whose installation ended with a code or failed because of it. */
export interface CodeDevices {
  /** A device counts once, in however many deployments; a file of which nobody knows the device counts as one. */
  count: number;
  /** The last one that changed; null = there is none. `subjectId`: as the deployment lists it. */
  latest: { deploymentId: string; deployment: string; subjectId: string } | null;
}

/** Where in the team's deployments a code was the cause or the exit code; upper and lower case are the same. */
export async function readCodeDevices(
  tx: TransactionSql,
  { organizationId, code }: { organizationId: string; code: string },
): Promise<CodeDevices> {
  const [row] = await tx<{ count: number; deploymentId: string | null; deployment: string; subjectId: string }[]>`
    with seen as (
      select v.deployment_id, v.subject_id, v.changed_at from public.deployment_devices v
      where v.organization_id = ${organizationId}
        and (lower(v.cause_code) = lower(${code}) or lower(v.exit_code) = lower(${code}))
    ), latest as (
      select * from seen order by changed_at desc, subject_id limit 1
    )
    select (select count(distinct subject_id) from seen)::integer as count,
      l.deployment_id as "deploymentId", d.name as deployment, l.subject_id as "subjectId"
    from (select 1) as one left join latest l on true left join public.deployments d on d.id = l.deployment_id`;
  if (!row || row.deploymentId === null) return { count: 0, latest: null };
  const { count, deploymentId, deployment, subjectId } = row;
  return { count, latest: { deploymentId, deployment, subjectId } };
}
