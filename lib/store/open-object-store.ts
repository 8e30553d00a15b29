import { ForbiddenError } from "#lib/errors.ts";
import { parseSourceDefinition } from "#lib/model/source.ts";
import { env } from "#lib/platform/env.ts";
import { bucketStore } from "#lib/sources/bucket-store.ts";
import { folderStore } from "#lib/sources/folder-store.ts";
import type { ObjectStore } from "#lib/sources/object-store.ts";
import { listStorageObjects } from "./source-objects.ts";
import type { SourceRow } from "./source-rows.ts";
import type { Sql } from "./sql.ts";

/**
 * Opens what a source reads from. Folders of this machine and the keys in its environment are for the team that owns
 * the server alone.
 * @throws AppError that says what has to be mended
 */
export async function openObjectStore(sql: Sql, source: SourceRow): Promise<ObjectStore> {
  const definition = parseSourceDefinition(source.kind, source.definition);
  switch (definition.kind) {
    case "bucket":
      return bucketStore(definition.connection.bucket, (listing) => listStorageObjects(sql, listing));
    case "folder":
      requireServerTeam(source, "Folders of the server");
      return await folderStore(definition.connection.path, env().folderRoots, Date.now);
    case "s3":
      throw new ForbiddenError("S3 comes next.");
  }
}

function requireServerTeam(source: SourceRow, what: string): void {
  if (source.isOfServer) return;
  throw new ForbiddenError(
    `${what} can be used by the team that owns the server alone. Ask its admins, or use keys of your own.`,
  );
}
