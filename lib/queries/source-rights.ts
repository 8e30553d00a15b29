import type { SourceRights } from "#lib/model/source-body.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { isServerTeam } from "#lib/store/source-rows.ts";

/** What sources of a team may use. */
export async function readSourceRights(tx: TransactionSql, organizationId: string): Promise<SourceRights> {
  return { organizationId, isServerTeam: await isServerTeam(tx, organizationId) };
}
