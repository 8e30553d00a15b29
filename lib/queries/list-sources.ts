import type { TransactionSql } from "#lib/platform/database.ts";
import { type SourceItem, type StoredSource, sourceColumns, sourceItem } from "./source-columns.ts";

export type { SourceItem } from "./source-columns.ts";

/** The team's sources with how they are doing, by name; the inbox that every team has comes first. */
export async function listSources(tx: TransactionSql, organizationId: string): Promise<SourceItem[]> {
  const rows = await tx<StoredSource[]>`
    select ${sourceColumns(tx)} from public.sources s
    where s.organization_id = ${organizationId}
    order by s.kind <> 'bucket', lower(s.name), s.id`;
  return rows.map(sourceItem);
}
