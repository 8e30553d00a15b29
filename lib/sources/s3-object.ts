import { ConflictError, UnreadableContentError } from "#lib/errors.ts";
import type { S3Bucket } from "#lib/platform/s3.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";
import { type ResumeOptions, resumingSource } from "./resuming-source.ts";

/** One version of an object: what a listing or an event said of it. */
export interface S3ObjectVersion {
  key: string;
  /** Without quotes. */
  etag: string;
  sizeBytes: number;
}

/**
 * One version of an object in S3 as a source. A connection that breaks, stalls or ends early is opened anew at the byte
 * reached, under the same etag, so that two versions never mix.
 * Its readings throw UnreadableContentError when another version has replaced it, NotFoundError when it is gone, and
 * what the bucket throws when the server stays away (retryable) or refuses.
 */
export function s3Object(bucket: S3Bucket, object: S3ObjectVersion, options: ResumeOptions = {}): ByteSource {
  const { key, etag, sizeBytes } = object;
  async function openAt(position: number, signal: AbortSignal) {
    const { body, totalBytes } = await bucket
      .openObject({ key, etag, startByte: position }, signal)
      .catch((cause) => Promise.reject(cause instanceof ConflictError ? changed(position, cause) : cause));
    if (totalBytes !== sizeBytes) throw changed(position);
    return body;
  }
  return resumingSource({ sizeBytes, openAt }, options);
}

function changed(byteOffset: number, cause?: Error): UnreadableContentError {
  return new UnreadableContentError(
    "The object in the bucket was replaced by another version. This version can't be read any further; the new one is taken in as a file of its own.",
    { byteOffset, details: { reason: "changed" }, cause },
  );
}
