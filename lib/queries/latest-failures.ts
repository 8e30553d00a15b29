import type { TransactionSql } from "#lib/platform/database.ts";

/** A failure outside of any deployment counts this long: nothing else would ever end it. */
const OUTSIDE_DAYS = 7;

/** The latest outcome of each product on each device (or file) of the failing deployments and outside of any. */
export function latestFailures(tx: TransactionSql, organizationId: string) {
  return tx`
    select * from (
      select distinct on (i.deployment_id, coalesce(i.device_id, i.file_id), i.product)
        i.id, i.deployment_id, i.device_id, i.file_id, coalesce(i.device_id, i.file_id) as target, i.product, i.outcome,
        i.exit_code, i.first_failing_line as line, coalesce(i.finished_at, i.started_at, i.created_at) as at
      from public.installation_logs i
      where i.organization_id = ${organizationId}
        and (i.deployment_id in (
            select d.id from public.deployments d where d.organization_id = ${organizationId} and d.status = 'failed')
          or (i.deployment_id is null and i.updated_at > now() - ${OUTSIDE_DAYS}::int * interval '1 day'))
      order by i.deployment_id, coalesce(i.device_id, i.file_id), i.product,
        coalesce(i.finished_at, i.started_at, i.created_at) desc, i.attempt desc
    ) latest
    where latest.outcome = 'failed'`;
}
