import type { InstallationOutcome, OutcomeCounts } from "#lib/model/log-file.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { listDeploymentDevices } from "./list-deployment-devices.ts";
import { deploymentColumns } from "./list-deployments.ts";

/** The deployment that needs people most, with each of its devices. */
export interface WorstDeployment {
  id: string;
  name: string;
  counts: OutcomeCounts;
  deviceCount: number;
  /** As on the page of the deployment; files that name no device stand for themselves. At most 3,000. */
  devices: { id: string; name: string; outcome: InstallationOutcome }[];
}

/** More cells than this are drawn as one bar. */
const MAX_DEVICES = 3000;

/** The one with the most failed devices, else the one that changed last; null without any device. */
export async function readWorstDeployment(tx: TransactionSql, organizationId: string): Promise<WorstDeployment | null> {
  const [deployment] = await tx<Omit<WorstDeployment, "devices">[]>`
    select ${deploymentColumns(tx)} from public.deployments d
    where d.organization_id = ${organizationId} and d.device_count > 0
    order by d.failed_count desc, d.changed_at desc, d.id
    limit 1`;
  if (!deployment) return null;
  const { id, name, counts, deviceCount } = deployment;
  const devices = await listDeploymentDevices(tx, id, MAX_DEVICES);
  return { id, name, counts, deviceCount, devices: devices.map(({ id, name, outcome }) => ({ id, name, outcome })) };
}
