import type { TransactionSql } from "#lib/platform/database.ts";

/** A failure outside of any deployment counts this long: nothing else would ever end it. */
const OUTSIDE_DAYS = 7;

/**
 * What fails now, a row for each device (or file that names none) and product: in deployments the installation that
 * decides the device's outcome, outside of them the last one.
 */
export function latestFailures(tx: TransactionSql, organizationId: string) {
  return tx`
    select i.id, i.deployment_id, i.device_id, i.file_id, v.subject_id as target, i.product, i.exit_code,
      i.first_failing_line as line, coalesce(i.finished_at, i.started_at, i.created_at) as at
    from public.deployment_devices v join public.installation_logs i on i.id = v.installation_log_id
    where v.organization_id = ${organizationId} and v.outcome = 'failed'
    union all
    select latest.id, null, latest.device_id, latest.file_id, coalesce(latest.device_id, latest.file_id), latest.product,
      latest.exit_code, latest.first_failing_line, coalesce(latest.finished_at, latest.started_at, latest.created_at)
    from (
      select distinct on (coalesce(i.device_id, i.file_id), i.product) i.*
      from public.installation_logs i
      where i.organization_id = ${organizationId} and i.deployment_id is null
        and i.updated_at > now() - ${OUTSIDE_DAYS}::int * interval '1 day'
      order by coalesce(i.device_id, i.file_id), i.product,
        coalesce(i.finished_at, i.started_at, i.created_at) desc, i.attempt desc
    ) latest
    where latest.outcome = 'failed'`;
}
