import type { TransactionSql } from "#lib/platform/database.ts";

export interface SearchResult {
  deployments: { id: string; name: string; status: string }[];
  /** `deploymentId`: the newest one that has a file of the device; null = none. */
  devices: { id: string; name: string; deploymentId: string | null }[];
  /** `code`: the code of the first failing line, when that is what was found. */
  files: { id: string; name: string; device: string | null; code: string | null; recordNumber: number | null }[];
}

/** What has the text in its name, newest first; files also by the code of their first failing line. At most `limit` of each. */
export async function search(
  tx: TransactionSql,
  { organizationId, text, limit }: { organizationId: string; text: string; limit: number },
): Promise<SearchResult> {
  const wanted = text.trim();
  if (wanted === "") return { deployments: [], devices: [], files: [] };
  const escaped = wanted.replace(/[\\%_]/g, "\\$&");
  const [inside, ahead] = [`%${escaped}%`, `${escaped}%`];
  const deployments = await tx<SearchResult["deployments"]>`
    select id, name, status from public.deployments
    where organization_id = ${organizationId} and name ilike ${inside}
    order by name ilike ${ahead} desc, changed_at desc, id limit ${limit}`;
  const devices = await tx<SearchResult["devices"]>`
    select v.id, v.name, (
      select f.deployment_id from public.log_files f
      where f.device_id = v.id and f.deployment_id is not null order by f.created_at desc limit 1
    ) as "deploymentId"
    from public.devices v
    where v.organization_id = ${organizationId} and v.name ilike ${inside}
    order by v.name ilike ${ahead} desc, v.name, v.id limit ${limit}`;
  const files = await tx<SearchResult["files"]>`
    select f.id, f.name, v.name as device,
      case when f.name ilike ${inside} then null else f.first_failing_line ->> 'code' end as code,
      case when f.name ilike ${inside} then null else (f.first_failing_line ->> 'recordNumber')::float8 end as "recordNumber"
    from public.log_files f left join public.devices v on v.id = f.device_id
    where f.organization_id = ${organizationId}
      and (f.name ilike ${inside} or f.first_failing_line ->> 'code' ilike ${ahead})
    order by f.created_at desc, f.id limit ${limit}`;
  return { deployments: [...deployments], devices: [...devices], files: [...files] };
}
