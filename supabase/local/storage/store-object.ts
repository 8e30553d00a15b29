import { randomUUID } from "node:crypto";
import type postgres from "postgres";
import { actAs } from "../as-caller.ts";
import type { Caller } from "../caller.ts";
import { isDatabaseAway } from "../database-away.ts";
import type { ObjectFiles } from "./object-files.ts";

export interface NewObject {
  bucket: string;
  key: string;
  isUpsert: boolean;
  /** Who it belongs to; the caller when absent. */
  ownerId?: string | null;
  mimeType: string;
  cacheControl: string;
  userMetadata: Record<string, unknown> | null;
}

export interface ReceivedBytes {
  /** A finished file, forced to the disk. */
  path: string;
  sizeBytes: number;
  eTag: string;
}

/**
 * Makes received bytes an object: the bytes get their final place first, then the row commits under the caller's
 * policies. Fails without a trace; when the outcome of the commit is unknown, the bytes stay for the sweep to judge.
 */
export async function storeObject(
  { sql, disk }: { sql: postgres.Sql; disk: ObjectFiles },
  { caller, object, bytes }: { caller: Caller; object: NewObject; bytes: ReceivedBytes },
): Promise<{ id: string }> {
  const version = randomUUID();
  await disk.place(bytes.path, version);
  try {
    const { id, replaced } = await sql.begin((tx) => writeRow(tx, { caller, object, bytes, version }));
    if (replaced) await disk.remove(replaced).catch(() => {});
    return { id };
  } catch (error) {
    if (!isDatabaseAway(error)) await disk.remove(version);
    throw error;
  }
}

/** Asks the policies before any byte is received: the insert is made and rolled back. */
export async function probeInsert(sql: postgres.Sql, caller: Caller, object: NewObject): Promise<void> {
  const rollback = new Error("rolled back on purpose");
  const bytes = { path: "", sizeBytes: 0, eTag: "" };
  await sql
    .begin(async (tx) => {
      await writeRow(tx, { caller, object, bytes, version: "probe" });
      throw rollback;
    })
    .catch((error: unknown) => {
      if (error !== rollback) throw error;
    });
}

async function writeRow(
  tx: postgres.TransactionSql,
  { caller, object, bytes, version }: { caller: Caller; object: NewObject; bytes: ReceivedBytes; version: string },
): Promise<{ id: string; replaced: string | null }> {
  const { bucket, key, userMetadata } = object;
  const [old] = object.isUpsert
    ? await tx<{ id: string; version: string }[]>`
        select id, version from storage.objects where bucket_id = ${bucket} and name = ${key} for update`
    : [];
  const id = old?.id ?? randomUUID();
  const ownerId = object.ownerId === undefined ? (caller.claims.sub ?? null) : object.ownerId;
  const metadata = tx.json({ ...metadataOf(object, bytes) });
  const userJson = userMetadata === null ? null : tx.json(userMetadata as postgres.JSONValue);
  await actAs(tx, caller, { "storage.operation": "storage.object.upload" });
  // No "returning": that would ask the caller's select policy about a row that is theirs to insert only.
  const insert = tx`
    insert into storage.objects (id, bucket_id, name, owner, owner_id, version, metadata, user_metadata)
    values (${id}, ${bucket}, ${key}, ${ownerId}, ${ownerId}, ${version}, ${metadata}, ${userJson})`;
  if (object.isUpsert) {
    await tx`${insert} on conflict (bucket_id, name) do update set version = excluded.version, owner_id = excluded.owner_id,
      metadata = excluded.metadata, user_metadata = excluded.user_metadata, updated_at = now()`;
  } else {
    await insert;
  }
  return { id, replaced: old?.version ?? null };
}

function metadataOf({ mimeType, cacheControl }: NewObject, { sizeBytes, eTag }: ReceivedBytes) {
  return {
    eTag: `"${eTag}"`,
    size: sizeBytes,
    mimetype: mimeType,
    cacheControl,
    lastModified: new Date().toISOString(),
    contentLength: sizeBytes,
    httpStatusCode: 200 as const,
  };
}
