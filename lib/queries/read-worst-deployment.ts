import type { InstallationOutcome } from "#lib/model/log-file.ts";
import type { TransactionSql } from "#lib/platform/database.ts";

/** The deployment that needs people most, with each of its devices. */
export interface WorstDeployment {
  id: string;
  name: string;
  deviceCount: number;
  /** Failed first; files that name no device stand for themselves. At most 3,000. */
  devices: { id: string; name: string; outcome: InstallationOutcome }[];
}

/** More cells than this are drawn as one bar. */
const MAX_DEVICES = 3000;

/** The one with the most failed devices, else the one that changed last; null without any device. */
export async function readWorstDeployment(tx: TransactionSql, organizationId: string): Promise<WorstDeployment | null> {
  const [deployment] = await tx<Omit<WorstDeployment, "devices">[]>`
    select id, name, device_count as "deviceCount" from public.deployments
    where organization_id = ${organizationId} and device_count > 0
    order by status = 'failed' desc, failed_count desc, changed_at desc, id
    limit 1`;
  if (!deployment) return null;
  const devices = await tx<WorstDeployment["devices"]>`
    with latest as (
      select distinct on (coalesce(i.device_id, i.file_id), i.product) i.device_id, i.file_id, i.outcome
      from public.installation_logs i where i.deployment_id = ${deployment.id}
      order by coalesce(i.device_id, i.file_id), i.product,
        coalesce(i.finished_at, i.started_at, i.created_at) desc, i.attempt desc
    ), ranked as (
      select coalesce(l.device_id, l.file_id) as id, min(coalesce(v.name, f.name)) as name,
        min(array_position(array['failed', 'in_progress', 'reboot', 'cancelled', 'succeeded', 'unknown'], l.outcome)) as rank
      from latest l join public.log_files f on f.id = l.file_id left join public.devices v on v.id = l.device_id
      group by 1
    )
    select r.id, r.name, (array['failed', 'in_progress', 'reboot', 'cancelled', 'succeeded', 'unknown'])[r.rank] as outcome
    from ranked r order by array_position(array[1, 4, 6, 2, 3, 5], r.rank), r.name, r.id
    limit ${MAX_DEVICES}`;
  return { ...deployment, devices };
}
