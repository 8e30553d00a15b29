import { randomUUID } from "node:crypto";
import type postgres from "postgres";
import { z } from "zod";
import { asCaller } from "../as-caller.ts";
import { isDatabaseAway } from "../database-away.ts";
import { listObjects, listObjectsV2, listSchema, listV2Schema } from "./list-objects.ts";
import { checkedKey, objectKey } from "./object-key.ts";
import { ALLOW_DELETE, findObject, type ObjectRow } from "./object-rows.ts";
import { addressOf, type Call, callerOf, jsonBody } from "./storage-call.ts";
import { storageErrors } from "./storage-error.ts";

const transferSchema = z.object({
  bucketId: z.string(),
  sourceKey: z.string(),
  destinationKey: z.string(),
  destinationBucket: z.string().optional(),
});

export async function infoOfObject(call: Call): Promise<unknown> {
  const row = await findObject(call.ports.sql, await callerOf(call), addressOf(call));
  if (call.request.method === "HEAD") {
    call.response.writeHead(200, { "content-length": row.metadata.size, etag: row.metadata.eTag }).end();
    return undefined;
  }
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    bucket_id: row.bucket_id,
    size: row.metadata.size,
    content_type: row.metadata.mimetype,
    cache_control: row.metadata.cacheControl,
    etag: row.metadata.eTag,
    metadata: row.user_metadata,
    last_modified: row.updated_at,
    created_at: row.created_at,
  };
}

export async function listFolder(call: Call): Promise<unknown> {
  const bucket = decodeURIComponent(call.params[0] ?? "");
  return listObjects(call.ports.sql, await callerOf(call), { bucket, list: await jsonBody(call, listSchema) });
}

export async function listPage(call: Call): Promise<unknown> {
  const bucket = decodeURIComponent(call.params[0] ?? "");
  return listObjectsV2(call.ports.sql, await callerOf(call), { bucket, list: await jsonBody(call, listV2Schema) });
}

/** The bytes stay where they are: an object's file is named by its version. */
export async function moveObject(call: Call): Promise<unknown> {
  const body = await jsonBody(call, transferSchema);
  const caller = await callerOf(call);
  const target = { bucket: body.destinationBucket ?? body.bucketId, key: checkedKey(body.destinationKey) };
  const { id } = await findObject(call.ports.sql, caller, { bucket: body.bucketId, key: checkedKey(body.sourceKey) });
  const moved = await asCaller(
    call.ports.sql,
    caller,
    (tx) => tx`update storage.objects set bucket_id = ${target.bucket}, name = ${target.key}, updated_at = now()
      where id = ${id} returning id`,
  );
  if (moved.length === 0) throw storageErrors.objectNotFound();
  return { message: "Successfully moved", Id: id, Key: `${target.bucket}/${target.key}` };
}

export async function copyObject(call: Call): Promise<unknown> {
  const { disk, sql } = call.ports;
  const body = await jsonBody(call, transferSchema);
  const caller = await callerOf(call);
  const target = { bucket: body.destinationBucket ?? body.bucketId, key: checkedKey(body.destinationKey) };
  const source = await findObject(sql, caller, { bucket: body.bucketId, key: checkedKey(body.sourceKey) });
  const [id, version, owner] = [randomUUID(), randomUUID(), caller.claims.sub ?? null];
  await disk.duplicate(source.version, version);
  try {
    await asCaller(
      sql,
      caller,
      (tx) => tx`
        insert into storage.objects (id, bucket_id, name, owner, owner_id, version, metadata, user_metadata)
        values (${id}, ${target.bucket}, ${target.key}, ${owner}, ${owner}, ${version},
          ${tx.json({ ...source.metadata })}, ${source.user_metadata && tx.json(source.user_metadata as postgres.JSONValue)})`,
    );
  } catch (error) {
    if (!isDatabaseAway(error)) await disk.remove(version);
    throw error;
  }
  return { Id: id, Key: `${target.bucket}/${target.key}` };
}

const MAX_REMOVED = 1000;

/** Removes what the caller's policies let it; the rest is left out of the answer, as on hosted Storage. */
export async function removeObjects(call: Call): Promise<unknown> {
  const bucket = decodeURIComponent(call.params[0] ?? "");
  const single = call.params[1] === undefined ? null : objectKey(call.params[1]);
  const keys = single === null ? (await jsonBody(call, removeSchema)).prefixes : [single];
  const removed = await asCaller(
    call.ports.sql,
    await callerOf(call),
    (tx) => tx<ObjectRow[]>`
      delete from storage.objects where bucket_id = ${bucket} and name = any(${keys}::text[])
      returning id, bucket_id, name, owner_id, version, metadata, user_metadata, created_at, updated_at, last_accessed_at`,
    ALLOW_DELETE,
  );
  // The rows are gone: bytes that can't be removed now are swept later.
  for (const row of removed) await call.ports.disk.remove(row.version).catch(() => {});
  if (single === null) return removed;
  if (removed.length === 0) throw storageErrors.objectNotFound();
  return { message: "Successfully deleted" };
}

const removeSchema = z.object({ prefixes: z.array(z.string()).max(MAX_REMOVED) });
