import type { Bucket } from "./object-rows.ts";
import { storageErrors } from "./storage-error.ts";

/** How long an object of this bucket may be. */
export function maxObjectBytes(bucket: Bucket, serverMaxBytes: number): number {
  return Math.min(bucket.maxBytes ?? serverMaxBytes, serverMaxBytes);
}

/** @throws StorageError when the bucket does not take this type; `image/*` stands for all images. */
export function checkMimeType(bucket: Bucket, contentType: string): void {
  const allowed = bucket.allowedMimeTypes;
  if (!allowed || allowed.length === 0) return;
  const type = (contentType.split(";")[0] ?? "").trim().toLowerCase();
  const isAllowed = allowed.some((entry) =>
    entry.endsWith("/*") ? type.startsWith(entry.slice(0, -1)) : entry === "*" || entry.toLowerCase() === type,
  );
  if (!isAllowed) throw storageErrors.invalidMimeType(type);
}
