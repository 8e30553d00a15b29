import type { SourceRights } from "#lib/model/source-body.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { env } from "#lib/platform/env.ts";
import { isServerTeam } from "#lib/store/source-rows.ts";

/** What the editor of sources offers to a team. */
export interface SourceOptions extends SourceRights {
  /** Folders that may be watched; none but for the team that owns the server. */
  folderRoots: readonly string[];
  /** The server can keep keys. */
  keepsSecrets: boolean;
}

/** What sources of a team may use. */
export async function readSourceRights(tx: TransactionSql, organizationId: string): Promise<SourceRights> {
  return { organizationId, isServerTeam: await isServerTeam(tx, organizationId) };
}

export async function readSourceOptions(tx: TransactionSql, organizationId: string): Promise<SourceOptions> {
  const rights = await readSourceRights(tx, organizationId);
  const { folderRoots, encryptionKey } = env();
  return { ...rights, folderRoots: rights.isServerTeam ? folderRoots : [], keepsSecrets: encryptionKey !== null };
}
