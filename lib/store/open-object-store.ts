import { ForbiddenError, InvalidInputError } from "#lib/errors.ts";
import {
  parseSourceDefinition,
  type SourceDefinition,
  type SourceSecret,
  sourceSecretSchema,
} from "#lib/model/source.ts";
import { env } from "#lib/platform/env.ts";
import { openSecret } from "#lib/platform/secret-box.ts";
import { bucketStore } from "#lib/sources/bucket-store.ts";
import { folderStore } from "#lib/sources/folder-store.ts";
import type { ObjectStore } from "#lib/sources/object-store.ts";
import { listStorageObjects } from "./source-objects.ts";
import { loadSourceSecret, type SourceRow } from "./source-rows.ts";
import type { Sql } from "./sql.ts";

/** What a store is opened with, saved or not. */
export interface StoreAccess {
  definition: SourceDefinition;
  /** Keys of the source's own; null = it has none. */
  secret: SourceSecret | null;
  /** The team owns the server: it may use its folders and the keys in its environment. */
  isOfServer: boolean;
}

/**
 * Opens what a source reads from.
 * @throws AppError that says what has to be mended
 */
export async function openObjectStore(sql: Sql, source: SourceRow): Promise<ObjectStore> {
  const definition = parseSourceDefinition(source.kind, source.definition);
  const hasOwnKeys = definition.kind === "s3" && definition.connection.credentials === "own";
  const secret = hasOwnKeys ? await readSourceSecret(sql, source.id) : null;
  return await openStoreOf({ definition, secret, isOfServer: source.isOfServer }, sql);
}

/**
 * The same for a definition that may not be saved. A bucket is listed as the service: that it is below the team's own
 * inbox is for the caller to see to.
 */
export async function openStoreOf(access: StoreAccess, sql: Sql): Promise<ObjectStore> {
  const { definition } = access;
  switch (definition.kind) {
    case "bucket":
      return bucketStore(definition.connection.bucket, (listing) => listStorageObjects(sql, listing));
    case "folder":
      requireServerTeam(access, "Folders of the server");
      return await folderStore(definition.connection.path, env().folderRoots, Date.now);
    case "s3":
      return openS3Store(access);
  }
}

// The S3 store goes here: openS3 (lib/platform) with `access.secret`, or with the environment's keys for the server's team.
function openS3Store(access: StoreAccess): ObjectStore {
  if (access.definition.kind === "s3" && access.definition.connection.credentials === "environment") {
    requireServerTeam(access, "The keys in the server's environment");
  } else if (access.secret === null) {
    throw new InvalidInputError("This source has no keys. Enter its access key id and secret access key.");
  }
  throw new ForbiddenError("This server can't read from S3 yet.");
}

/** The decrypted keys of a source; null = none are kept. @throws InvalidInputError when they can't be decrypted */
export async function readSourceSecret(sql: Sql, sourceId: string): Promise<SourceSecret | null> {
  const sealed = await loadSourceSecret(sql, sourceId);
  return sealed === null ? null : sourceSecretSchema.parse(JSON.parse(openSecret(sealed, sourceId)));
}

function requireServerTeam({ isOfServer }: StoreAccess, what: string): void {
  if (isOfServer) return;
  throw new ForbiddenError(
    `${what} can be used by the team that owns the server alone. Ask its admins, or use keys of your own.`,
  );
}
