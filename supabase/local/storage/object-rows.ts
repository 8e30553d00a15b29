import type postgres from "postgres";
import { asCaller } from "../as-caller.ts";
import type { Caller } from "../caller.ts";
import { storageErrors } from "./storage-error.ts";

export interface Bucket {
  id: string;
  isPublic: boolean;
  maxBytes: number | null;
  allowedMimeTypes: string[] | null;
}

export interface ObjectMetadata {
  eTag: string;
  size: number;
  mimetype: string;
  cacheControl: string;
  lastModified: string;
  contentLength: number;
  httpStatusCode: 200;
}

export interface ObjectRow {
  id: string;
  bucket_id: string;
  name: string;
  owner_id: string | null;
  version: string;
  metadata: ObjectMetadata;
  user_metadata: Record<string, unknown> | null;
  created_at: Date;
  updated_at: Date;
  last_accessed_at: Date;
}

/** Rights that we hold ourselves, for what a signed address allows. */
export const SERVICE: Caller = { role: "service_role", claims: { role: "service_role" } };

/** Lets a transaction of ours delete rows of storage.objects; everyone else's are refused by a trigger. */
export const ALLOW_DELETE = { "storage.allow_delete_query": "true" };

/** @throws StorageError when there is none */
export async function findBucket(sql: postgres.Sql, id: string): Promise<Bucket> {
  const [bucket] = await sql<Bucket[]>`
    select id, public as "isPublic", file_size_limit::float8 as "maxBytes", allowed_mime_types as "allowedMimeTypes"
    from storage.buckets where id = ${id}`;
  if (!bucket) throw storageErrors.bucketNotFound();
  return bucket;
}

/** The object as far as the caller's policies show it. @throws StorageError when they show none */
export async function findObject(
  sql: postgres.Sql,
  caller: Caller,
  { bucket, key }: { bucket: string; key: string },
): Promise<ObjectRow> {
  const [row] = await asCaller(
    sql,
    caller,
    (tx) => tx<ObjectRow[]>`
      select id, bucket_id, name, owner_id, version, metadata, user_metadata, created_at, updated_at, last_accessed_at
      from storage.objects where bucket_id = ${bucket} and name = ${key}`,
  );
  if (!row) throw storageErrors.objectNotFound();
  return row;
}

/** Which of these versions rows name. */
export async function knownVersions(sql: postgres.Sql, versions: string[]): Promise<Set<string>> {
  const rows = await sql<{ version: string }[]>`
    select version from storage.objects where version = any(${versions}::text[])`;
  return new Set(rows.map((row) => row.version));
}
