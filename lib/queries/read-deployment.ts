import { z } from "zod";
import { NotFoundError } from "#lib/errors.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { type DeploymentDevice, listDeploymentDevices } from "./list-deployment-devices.ts";
import { type DeploymentItem, deploymentColumns } from "./list-deployments.ts";

/** One deployment with all its devices. */
export interface DeploymentDetail extends DeploymentItem {
  /** Ids of the formats of its files, the commonest first. */
  formats: string[];
  /** Files that are on their way: uploading, queued or being read. */
  filesInProgress: number;
  /** In the order of {@link listDeploymentDevices}. */
  devices: DeploymentDevice[];
}

/** @throws NotFoundError when there is none or it belongs to a team the caller is not in: the two look the same. */
export async function readDeployment(tx: TransactionSql, deploymentId: string): Promise<DeploymentDetail> {
  if (!z.guid().safeParse(deploymentId).success) throw deploymentNotFound(deploymentId);
  const [deployment] = await tx<Omit<DeploymentDetail, "devices">[]>`
    select ${deploymentColumns(tx)},
      coalesce((select jsonb_agg(g.format order by g.files desc, g.format) from (
        select f.format, count(*) as files from public.log_files f
        where f.deployment_id = d.id and f.duplicate_of is null and f.format is not null group by f.format) g), '[]')
        as formats,
      (select count(*)::int from public.log_files f
        where f.deployment_id = d.id and f.status in ('pending', 'processing')) as "filesInProgress"
    from public.deployments d where d.id = ${deploymentId}`;
  if (!deployment) throw deploymentNotFound(deploymentId);
  return { ...deployment, devices: await listDeploymentDevices(tx, deploymentId) };
}

export function deploymentNotFound(deploymentId: string): NotFoundError {
  return new NotFoundError("There is no such deployment, or it belongs to another team.", {
    details: { deploymentId },
  });
}
