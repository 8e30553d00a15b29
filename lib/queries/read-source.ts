import { z } from "zod";
import { NotFoundError } from "#lib/errors.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { type SourceItem, type StoredSource, sourceColumns, sourceItem } from "./source-columns.ts";

/** @throws NotFoundError, for another team's source as for one that never was */
export async function readSource(
  tx: TransactionSql,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<SourceItem> {
  const [row] = await tx<StoredSource[]>`
    select ${sourceColumns(tx)} from public.sources s
    where s.organization_id = ${organizationId} and s.id = ${sourceIdOf(id)}`;
  if (!row) throw noSuchSource();
  return sourceItem(row);
}

/** What is no UUID can't be a source; asking Postgres would be an error of its own. @throws NotFoundError */
export function sourceIdOf(id: string): string {
  const parsed = z.guid().safeParse(id);
  if (!parsed.success) throw noSuchSource();
  return parsed.data;
}

function noSuchSource(): NotFoundError {
  return new NotFoundError("There is no such source, or it belongs to another team.");
}
