import type { S3Client } from "@aws-sdk/client-s3";
import type { S3Connection } from "#lib/model/s3-connection.ts";
import { type AwsCall, awsFault } from "./aws-fault.ts";

/** An object as a listing tells it. */
export interface S3ListedObject {
  key: string;
  /** Without its quotes. */
  etag: string;
  sizeBytes: number;
  lastModifiedMs: number;
}

export interface S3ObjectPage {
  /** By the UTF-8 bytes of their keys. */
  objects: S3ListedObject[];
  /** For the next page; null = this was the last. */
  continuationToken: string | null;
}

export interface S3ObjectHead extends S3ListedObject {
  versionId: string | null;
  metadata: Record<string, string>;
}

export interface S3PageInput {
  prefix?: string;
  /** Only keys behind this one, by their UTF-8 bytes. Not together with a token. */
  startAfter?: string;
  continuationToken?: string;
  /** At most 1000, which is the default. */
  maxKeys?: number;
}

export interface S3PutInput {
  key: string;
  body: Uint8Array | AsyncIterable<Uint8Array>;
  /** Exactly as many bytes as the body gives; 5 GiB at most. */
  sizeBytes: number;
  metadata?: Record<string, string>;
}

/**
 * One bucket of an S3 server. Calls throw AppError as awsFault makes them: InvalidInputError for keys, regions
 * and certificates that are wrong, ForbiddenError for what the key may not do, NotFoundError for a missing bucket
 * (reason `no_target`) or object (reason `gone`), and retryable ones for servers that are away, slow or busy.
 */
export interface S3Bucket {
  readonly connection: S3Connection;
  listPage(input: S3PageInput, signal?: AbortSignal): Promise<S3ObjectPage>;
  head(key: string, signal?: AbortSignal): Promise<S3ObjectHead>;
  /**
   * The bytes of a version from `startByte` to its end; `totalBytes` is the whole of it, the body null at its end.
   * Abort the signal to let go of the body.
   * @throws ConflictError when the object has another etag by now
   */
  openObject(
    input: { key: string; etag: string; startByte: number },
    signal: AbortSignal,
  ): Promise<{ body: AsyncIterable<Uint8Array> | null; totalBytes: number }>;
  /** Adds tags to those it has. With an etag only while the object still has it. At most 10 tags an object. */
  tag(key: string, etag: string | null, tags: Record<string, string>): Promise<"tagged" | "changed" | "gone">;
  /** Deletes the object while it still has the etag; where versions are kept, the old ones stay. */
  remove(key: string, etag: string): Promise<"removed" | "changed" | "gone">;
  put(input: S3PutInput, signal?: AbortSignal): Promise<{ etag: string }>;
  /** Creates the bucket; `exists` when the key's owner has it already. */
  createBucket(): Promise<"created" | "exists">;
  close(): void;
}

/** What every call on a bucket needs. */
export interface S3Context {
  client: S3Client;
  connection: S3Connection;
  host: string;
}

/** Runs a call on the bucket or, with `key`, on an object in it; what fails is told in words. */
export async function s3Call<Result>(
  { connection, host }: S3Context,
  { action, permission, key }: { action: string; permission: string; key?: string },
  send: () => Promise<Result>,
): Promise<Result> {
  const bucket = `bucket "${connection.bucket}"`;
  const call: AwsCall = {
    action: `${action} ${key === undefined ? `the ${bucket}` : named(key)}`,
    permission,
    host,
    region: connection.region,
    target: bucket,
    item: key === undefined ? bucket : `${named(key)} in the ${bucket}`,
  };
  try {
    return await send();
  } catch (error) {
    throw awsFault(error, call);
  }
}

/** A key may hold line breaks and quotes, and be 1024 bytes long. */
function named(key: string): string {
  const short = key.length > 200 ? `${key.slice(0, 200)}…` : key;
  return `the object ${JSON.stringify(short)}`;
}

/** Servers quote etags in answers, events don't. */
export function bareEtag(etag: string | undefined): string {
  return (etag ?? "").replace(/^"|"$/g, "");
}
