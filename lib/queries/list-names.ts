import type { TransactionSql } from "#lib/platform/database.ts";

/** Names of the team's deployments or devices that contain `text`, the newest first. */
export async function listNames(
  tx: TransactionSql,
  {
    organizationId,
    of,
    text,
    limit,
  }: { organizationId: string; of: "deployment" | "device"; text: string; limit: number },
): Promise<string[]> {
  const table = of === "deployment" ? tx`public.deployments` : tx`public.devices`;
  const rows = await tx<{ name: string }[]>`
    select name from ${table}
    where organization_id = ${organizationId} and strpos(lower(name), lower(${text})) > 0
    order by created_at desc, name limit ${limit}`;
  return rows.map(({ name }) => name);
}
