import { z } from "zod";
import { checkedKey } from "./object-key.ts";
import { findBucket, findObject } from "./object-rows.ts";
import { addressOf, type Call, callerOf, jsonBody } from "./storage-call.ts";
import { StorageError } from "./storage-error.ts";
import { probeInsert } from "./store-object.ts";

const expiresIn = z
  .int()
  .min(1)
  .max(365 * 24 * 60 * 60);
const MAX_PATHS = 1000;

export async function signDownload(call: Call): Promise<unknown> {
  const body = await jsonBody(call, z.object({ expiresIn }));
  const address = addressOf(call);
  await findObject(call.ports.sql, await callerOf(call), address);
  return { signedURL: await signedUrl(call, address, body.expiresIn) };
}

export async function signDownloads(call: Call): Promise<unknown> {
  const body = await jsonBody(call, z.object({ expiresIn, paths: z.array(z.string()).max(MAX_PATHS) }));
  const bucket = decodeURIComponent(call.params[0] ?? "");
  const caller = await callerOf(call);
  const signed = [];
  for (const path of body.paths) {
    try {
      const address = { bucket, key: checkedKey(path) };
      await findObject(call.ports.sql, caller, address);
      signed.push({ error: null, path, signedURL: await signedUrl(call, address, body.expiresIn) });
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      signed.push({ error: "Either the object does not exist or you do not have access to it", path, signedURL: null });
    }
  }
  return signed;
}

async function signedUrl(
  { ports }: Call,
  address: { bucket: string; key: string },
  expiresInS: number,
): Promise<string> {
  const token = await ports.signed.signDownload(address, expiresInS);
  return `/object/sign/${encodePath(address)}?token=${token}`;
}

export async function signUpload(call: Call): Promise<unknown> {
  const address = addressOf(call);
  const { ports, request } = call;
  const caller = await callerOf(call);
  const isUpsert = request.headers["x-upsert"] === "true";
  await findBucket(ports.sql, address.bucket);
  await probeInsert(ports.sql, caller, { ...address, isUpsert, mimeType: "", cacheControl: "", userMetadata: null });
  const ownerId = caller.claims.sub ?? null;
  const token = await ports.signed.signUpload({ ...address, ownerId, isUpsert });
  return { url: `/object/upload/sign/${encodePath(address)}?token=${token}`, token };
}

function encodePath({ bucket, key }: { bucket: string; key: string }): string {
  return [bucket, ...key.split("/")].map(encodeURIComponent).join("/");
}
