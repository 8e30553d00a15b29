import {
  AppError,
  ConflictError,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  UnavailableError,
} from "#lib/errors.ts";
import { env } from "./env.ts";

export interface ObjectAddress {
  bucket: string;
  objectKey: string;
}

/** Where browsers and the CLI send resumable uploads (TUS 1.0). */
export function resumableUploadUrl(): string {
  return `${env().supabaseUrl}/storage/v1/upload/resumable`;
}

/**
 * Opens an object from `startBytes` to `endBytes` (inclusive; to the end when absent) as the service.
 * The body streams; `totalBytes` is the whole object's size. An empty range at the end gives an empty body.
 * @throws NotFoundError, UnavailableError
 */
export async function openObject(
  object: ObjectAddress,
  range: { startBytes: number; endBytes?: number },
  signal?: AbortSignal,
): Promise<{ body: ReadableStream<Uint8Array> | null; totalBytes: number }> {
  const response = await request(`object/authenticated/${path(object)}`, {
    headers: { ...serviceHeaders(), range: `bytes=${range.startBytes}-${range.endBytes ?? ""}` },
    ...(signal ? { signal } : {}),
  });
  const total = /\/(\d+)$/.exec(response.headers.get("content-range") ?? "")?.[1];
  if (response.status === 416) {
    await response.body?.cancel();
    return { body: null, totalBytes: Number(total ?? range.startBytes) };
  }
  if (!response.ok) throw await storageError(response);
  if (response.status !== 206 && range.startBytes > 0) {
    await response.body?.cancel();
    throw new UnavailableError("The file storage ignored a range request, so reading can't go on where it stopped.");
  }
  return { body: response.body, totalBytes: Number(total ?? response.headers.get("content-length") ?? 0) };
}

/** How long a stored object is, or null when there is none. */
export async function objectSize(object: ObjectAddress): Promise<number | null> {
  try {
    const { body, totalBytes } = await openObject(object, { startBytes: 0, endBytes: 0 });
    await body?.cancel();
    return totalBytes;
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}

/**
 * Streams a body into a new object with the rights of `accessToken`'s owner; storage's policies decide.
 * @throws ForbiddenError, ConflictError when the object exists, InvalidInputError too_large, UnavailableError
 */
export async function uploadObject(
  object: ObjectAddress,
  body: ReadableStream<Uint8Array>,
  { accessToken, contentType, signal }: { accessToken: string; contentType: string; signal?: AbortSignal },
): Promise<void> {
  const response = await request(`object/${path(object)}`, {
    method: "POST",
    headers: {
      apikey: env().supabasePublishableKey,
      authorization: `Bearer ${accessToken}`,
      "content-type": contentType,
      "x-upsert": "false",
    },
    body,
    duplex: "half",
    ...(signal ? { signal } : {}),
  });
  if (!response.ok) throw await storageError(response);
  await response.body?.cancel();
}

/**
 * Streams a body into an object as the service; one of that key is replaced.
 * @throws InvalidInputError too_large, UnavailableError
 */
export async function putObject(object: ObjectAddress, body: ReadableStream<Uint8Array>): Promise<void> {
  const response = await request(`object/${path(object)}`, {
    method: "POST",
    headers: { ...serviceHeaders(), "content-type": "application/octet-stream", "x-upsert": "true" },
    body,
    duplex: "half",
  });
  if (!response.ok) throw await storageError(response);
  await response.body?.cancel();
}

/** Removes objects as the service; those that are gone already are no error. */
export async function removeObjects(bucket: string, objectKeys: string[]): Promise<void> {
  const response = await request(`object/${encodeURIComponent(bucket)}`, {
    method: "DELETE",
    headers: { ...serviceHeaders(), "content-type": "application/json" },
    body: JSON.stringify({ prefixes: objectKeys }),
  });
  if (!response.ok && response.status !== 404) throw await storageError(response);
  await response.body?.cancel();
}

/**
 * Moves an object to another bucket as the service, under the key it has.
 * @throws NotFoundError, ConflictError when the other bucket has the key, UnavailableError (also when it may not move)
 */
export async function moveObject({ bucket, objectKey }: ObjectAddress, destinationBucket: string): Promise<void> {
  const response = await request("object/move", {
    method: "POST",
    headers: { ...serviceHeaders(), "content-type": "application/json" },
    body: JSON.stringify({ bucketId: bucket, sourceKey: objectKey, destinationKey: objectKey, destinationBucket }),
  });
  if (!response.ok) throw await storageError(response);
  await response.body?.cancel();
}

function path({ bucket, objectKey }: ObjectAddress): string {
  return [bucket, ...objectKey.split("/")].map(encodeURIComponent).join("/");
}

/** A secret key of the new kind is no JWT and belongs in `apikey` only; a legacy one must be the bearer as well. */
export function serviceHeaders(): Record<string, string> {
  const key = env().supabaseSecretKey;
  const isJwt = /^[\w-]+\.[\w-]+\.[\w-]+$/.test(key);
  return isJwt ? { apikey: key, authorization: `Bearer ${key}` } : { apikey: key };
}

async function request(route: string, init: RequestInit & { duplex?: "half" }): Promise<Response> {
  // Next deduplicates fetches without a signal by splitting their bodies: an unread half keeps every byte in memory,
  // and cancelling one half waits for the other.
  const signal = init.signal ?? new AbortController().signal;
  try {
    return await fetch(`${env().supabaseUrl}/storage/v1/${route}`, {
      ...init,
      signal,
      cache: "no-store",
      redirect: "error",
    });
  } catch (cause) {
    // A body that broke off on its way in is not the storage's fault.
    if (cause instanceof Error && cause.cause instanceof AppError) throw cause.cause;
    if (cause instanceof AppError || init.signal?.aborted) throw cause;
    throw new UnavailableError(
      "The file storage can't be reached right now. Nothing was lost; try again in a few seconds.",
      {
        cause,
      },
    );
  }
}

/** Storage often answers 400 and puts the true status into the body. */
async function storageError(response: Response): Promise<AppError> {
  const text = (await response.text().catch(() => "")).slice(0, 2000);
  const details = { storageStatus: response.status };
  const status =
    response.status === 400 ? Number(/"statusCode"\s*:\s*"?(\d{3})/.exec(text)?.[1] ?? 400) : response.status;
  if (status === 404) return new NotFoundError("The file is not in storage.", { details });
  if (status === 401 || status === 403) {
    return new ForbiddenError("The file storage refused this for this account.", { details });
  }
  if (status === 409) return new ConflictError("The file is in storage already.", { details });
  if (status === 413) {
    return new InvalidInputError("The file is larger than the storage accepts.", { code: "too_large", details });
  }
  const cause = new Error(text);
  if (status === 507) {
    return new UnavailableError(
      "The disk of the file storage is full, so this file could not be stored; nothing of it was kept. Free space there, then send the file again.",
      { details: { ...details, reason: "disk_full" }, cause },
    );
  }
  if (status >= 500)
    return new UnavailableError(`The file storage answered ${status}; try again later.`, { details, cause });
  return new AppError("internal", `The file storage refused the request (${status}).`, { details, cause });
}
