import { asCaller } from "../as-caller.ts";
import { type Call, callerOf } from "./storage-call.ts";
import { storageErrors } from "./storage-error.ts";

export async function listBuckets(call: Call): Promise<unknown> {
  return asCaller(call.ports.sql, await callerOf(call), (tx) => tx`select * from storage.buckets order by name`);
}

export async function getBucket(call: Call): Promise<unknown> {
  const id = decodeURIComponent(call.params[0] ?? "");
  const [bucket] = await asCaller(
    call.ports.sql,
    await callerOf(call),
    (tx) => tx`select * from storage.buckets where id = ${id}`,
  );
  if (!bucket) throw storageErrors.bucketNotFound();
  return bucket;
}
