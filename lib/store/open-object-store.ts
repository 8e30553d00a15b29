import { ForbiddenError, InvalidInputError } from "#lib/errors.ts";
import { EXTENSION_TOOLS } from "#lib/extensions/extension-tools.ts";
import { loadedExtensions } from "#lib/extensions/load-extensions.ts";
import { type S3Connection, type S3Credentials, s3CredentialsSchema } from "#lib/model/s3-connection.ts";
import { parseSourceDefinition, type SourceDefinition } from "#lib/model/source.ts";
import { env } from "#lib/platform/env.ts";
import { openS3 } from "#lib/platform/s3.ts";
import { openSecret } from "#lib/platform/secret-box.ts";
import { openQueue } from "#lib/platform/sqs.ts";
import { bucketStore } from "#lib/sources/bucket-store.ts";
import { folderStore } from "#lib/sources/folder-store.ts";
import type { ObjectStore } from "#lib/sources/object-store.ts";
import { s3Store } from "#lib/sources/s3-store.ts";
import { listStorageObjects } from "./source-objects.ts";
import { loadSourceSecret, type SourceRow } from "./source-rows.ts";
import type { Sql } from "./sql.ts";

/** Longer than a long poll. */
const QUEUE_IDLE_MS = 30_000;

/** What a store is opened with, saved or not. */
export interface StoreAccess {
  definition: SourceDefinition;
  /** As it was entered: keys of S3 as JSON, whatever an extension wants otherwise; null = there is none. */
  secret: string | null;
  /** The team owns the server: it may use its folders, its extensions and the keys in its environment. */
  isOfServer: boolean;
}

/**
 * Opens what a source reads from.
 * @throws AppError that says what has to be mended
 */
export async function openObjectStore(sql: Sql, source: SourceRow): Promise<ObjectStore> {
  const definition = parseSourceDefinition(source.kind, source.definition);
  const secret = await readSourceSecret(sql, source.id);
  return await openStoreOf({ definition, secret, isOfServer: source.isOfServer }, sql);
}

/**
 * The same for what is not saved yet. Folders of this machine, most extensions and the keys in its environment are for
 * the team that owns the server alone.
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
      return openBucket(definition.connection, credentialsOf(definition.connection.credentials, access));
    case "custom":
      return await openCustom(definition.connection, access);
  }
}

/** The decrypted secret of a source; null = none is kept. @throws InvalidInputError when it can't be decrypted */
export async function readSourceSecret(sql: Sql, sourceId: string): Promise<string | null> {
  const sealed = await loadSourceSecret(sql, sourceId);
  return sealed === null ? null : openSecret(sealed, sourceId);
}

function openBucket(connection: S3Connection, credentials: S3Credentials): ObjectStore {
  const { privateEndpoints } = env();
  const { queueUrl, region } = connection;
  const queue =
    queueUrl === null
      ? null
      : openQueue({ queueUrl, region }, credentials, { privateEndpoints, idleTimeoutMs: QUEUE_IDLE_MS });
  return s3Store(openS3(connection, credentials, { privateEndpoints }), queue);
}

function credentialsOf(credentials: "own" | "environment", access: StoreAccess): S3Credentials {
  if (credentials === "own") {
    if (access.secret !== null) return s3CredentialsSchema.parse(JSON.parse(access.secret));
    throw new InvalidInputError("This source has no keys. Enter its access key id and secret access key.");
  }
  requireServerTeam(access, "The keys in the server's environment");
  const { aws } = env();
  if (aws !== null) return aws.credentials;
  throw new InvalidInputError(
    "The server's environment has no AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Set them, or enter keys here.",
  );
}

type CustomConnection = Extract<SourceDefinition, { kind: "custom" }>["connection"];

async function openCustom({ type, ...settings }: CustomConnection, access: StoreAccess): Promise<ObjectStore> {
  const backend = loadedExtensions().storage.find((known) => known.type === type);
  if (backend === undefined) {
    throw new InvalidInputError(
      `No extension of this server reads from "${type}". Its operator names extensions in SLUICE_EXTENSIONS.`,
    );
  }
  if (backend.isForEveryTeam !== true) requireServerTeam(access, `Sources of the type "${type}"`);
  const store = await backend.open({ settings, secret: access.secret, tools: EXTENSION_TOOLS });
  // Names without it could be those of another kind of source, and its files would be taken for that one's.
  if (store.store.startsWith(`${type}:`)) return store;
  store.close();
  throw new InvalidInputError(`The extension that reads from "${type}" names its store without "${type}:" before it.`);
}

function requireServerTeam({ isOfServer }: StoreAccess, what: string): void {
  if (isOfServer) return;
  throw new ForbiddenError(
    `${what} can be used by the team that owns the server alone. Ask its admins, or use keys of your own.`,
  );
}
