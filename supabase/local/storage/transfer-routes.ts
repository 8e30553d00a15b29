import type { Caller } from "../caller.ts";
import { checkMimeType, maxObjectBytes } from "./accepted-object.ts";
import { findBucket, findObject, SERVICE } from "./object-rows.ts";
import { receiveUpload } from "./receive-upload.ts";
import { sendObject } from "./send-object.ts";
import { addressOf, type Call, callerOf } from "./storage-call.ts";
import { storageErrors } from "./storage-error.ts";
import { probeInsert, storeObject } from "./store-object.ts";

export async function download(call: Call): Promise<void> {
  await sendObject(call, await findObject(call.ports.sql, await callerOf(call), addressOf(call)), call.ports.disk);
}

export async function downloadSigned(call: Call): Promise<void> {
  const address = addressOf(call);
  await call.ports.signed.checkDownload(call.url.searchParams.get("token"), address);
  await sendObject(call, await findObject(call.ports.sql, SERVICE, address), call.ports.disk);
}

export async function downloadPublic(call: Call): Promise<void> {
  const address = addressOf(call);
  const { isPublic } = await findBucket(call.ports.sql, address.bucket);
  if (!isPublic) throw storageErrors.bucketNotFound();
  await sendObject(call, await findObject(call.ports.sql, SERVICE, address), call.ports.disk);
}

export async function upload(call: Call): Promise<unknown> {
  const isUpsert = call.request.method === "PUT" || call.request.headers["x-upsert"] === "true";
  const caller = await callerOf(call);
  const { id } = await receiveObject(call, { caller, isUpsert, ownerId: caller.claims.sub ?? null });
  const { bucket, key } = addressOf(call);
  return { Id: id, Key: `${bucket}/${key}` };
}

/** Whoever signed was asked by the policies then; the address carries their right. */
export async function uploadSigned(call: Call): Promise<unknown> {
  const address = addressOf(call);
  const { ownerId, isUpsert } = await call.ports.signed.checkUpload(call.url.searchParams.get("token"), address);
  await receiveObject(call, { caller: SERVICE, isUpsert, ownerId });
  return { Key: `${address.bucket}/${address.key}` };
}

async function receiveObject(
  call: Call,
  { caller, isUpsert, ownerId }: { caller: Caller; isUpsert: boolean; ownerId: string | null },
): Promise<{ id: string }> {
  const { request, ports } = call;
  const address = addressOf(call);
  const bucket = await findBucket(ports.sql, address.bucket);
  const maxBytes = maxObjectBytes(bucket, ports.maxObjectBytes);
  // A multipart body is a little longer than its file: only what can't fit is refused before it is read.
  if (Number(request.headers["content-length"] ?? 0) > maxBytes + 64 * 1024) throw storageErrors.tooLarge();
  const planned = { ...address, isUpsert, ownerId, mimeType: "", cacheControl: "", userMetadata: null };
  await probeInsert(ports.sql, caller, planned);
  const received = await receiveUpload(request, {
    disk: ports.disk,
    files: ports.files,
    maxBytes,
    checkMimeType: (type) => checkMimeType(bucket, type),
  });
  try {
    const { mimeType, cacheControl, userMetadata } = received;
    const object = { ...planned, mimeType, cacheControl, userMetadata };
    return await storeObject(ports, { caller, object, bytes: received });
  } finally {
    await ports.disk.discard(received.path);
  }
}
