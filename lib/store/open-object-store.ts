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

/**
 * Opens what a source reads from. Folders of this machine, most extensions and the keys in its environment are for the
 * team that owns the server alone.
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
      if (definition.credentials === "environment") requireServerTeam(source, "The keys of the server's environment");
      return openBucket(definition.connection, await credentialsOf(sql, source, definition.credentials));
    case "custom":
      return await openCustom(sql, source, definition.connection);
  }
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

type CustomConnection = Extract<SourceDefinition, { kind: "custom" }>["connection"];

async function openCustom(sql: Sql, source: SourceRow, { type, ...settings }: CustomConnection): Promise<ObjectStore> {
  const backend = loadedExtensions().storage.find((known) => known.type === type);
  if (backend === undefined) {
    throw new InvalidInputError(
      `No extension of this server reads from "${type}". Its operator names extensions in SLUICE_EXTENSIONS.`,
    );
  }
  if (backend.isForEveryTeam !== true) requireServerTeam(source, `Sources of the type "${type}"`);
  const store = await backend.open({ settings, secret: await secretOf(sql, source), tools: EXTENSION_TOOLS });
  // Names without it could be those of another kind of source, and its files would be taken for that one's.
  if (store.store.startsWith(`${type}:`)) return store;
  store.close();
  throw new InvalidInputError(`The extension that reads from "${type}" names its store without "${type}:" before it.`);
}

async function secretOf(sql: Sql, source: SourceRow): Promise<string | null> {
  const sealed = await loadSourceSecret(sql, source.id);
  return sealed === null ? null : openSecret(sealed, source.id);
}

async function credentialsOf(sql: Sql, source: SourceRow, credentials: "own" | "environment"): Promise<S3Credentials> {
  if (credentials === "environment") {
    const { aws } = env();
    if (aws !== null) return aws.credentials;
    throw new InvalidInputError(
      "The server's environment has no AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Set them, or enter keys here.",
    );
  }
  const secret = await secretOf(sql, source);
  if (secret !== null) return s3CredentialsSchema.parse(JSON.parse(secret));
  throw new InvalidInputError("This source has no keys yet. Enter its access key in Settings / Sources.");
}

function requireServerTeam(source: SourceRow, what: string): void {
  if (source.isOfServer) return;
  throw new ForbiddenError(
    `${what} can be used by the team that owns the server alone. Ask its admins, or use keys of your own.`,
  );
}
