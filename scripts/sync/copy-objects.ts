import { setTimeout as pause } from "node:timers/promises";
import { AppError } from "#lib/errors.ts";
import type { S3Bucket, S3ListedObject } from "#lib/platform/s3.ts";
import { s3Object } from "#lib/sources/s3-object.ts";
import { listObjects } from "./list-objects.ts";

/** Where a copy keeps the etag of what it was made from: that of an upload in parts differs from its copy's. */
const SOURCE_ETAG = "source-etag";
const TRIES = 4;

export interface CopyInput {
  source: S3Bucket;
  target: S3Bucket;
  prefix: string;
  /** Objects on their way at the same time. */
  atOnce: number;
  /** After each object. */
  onProgress(soFar: CopyResult): void;
  /** The first pause before an object is tried again; doubles. */
  retryDelayMs: number;
}

export interface CopyResult {
  /** Of the source, with their sizes. */
  sizes: Map<string, number>;
  copied: number;
  copiedBytes: number;
  /** Equal there already. */
  skipped: number;
  failures: { key: string; message: string }[];
}

/**
 * Copies what is not equal there; an object that can't be copied is a failure of its own and the others go on.
 * @throws AppError when a bucket can't be listed
 */
export async function copyObjects(input: CopyInput): Promise<CopyResult> {
  const { source, target, prefix, atOnce, onProgress } = input;
  const there = new Map<string, S3ListedObject>();
  for await (const object of listObjects(target, prefix)) there.set(object.key, object);
  const result: CopyResult = { sizes: new Map(), copied: 0, copiedBytes: 0, skipped: 0, failures: [] };
  const objects = listObjects(source, prefix);
  const work = async () => {
    for (let next = await objects.next(); !next.done; next = await objects.next()) {
      result.sizes.set(next.value.key, next.value.sizeBytes);
      await copyOne(next.value, there.get(next.value.key), input, result);
      onProgress(result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return result;
}

async function copyOne(
  object: S3ListedObject,
  existing: S3ListedObject | undefined,
  input: CopyInput,
  result: CopyResult,
): Promise<void> {
  try {
    if (existing !== undefined && (await isEqual(object, existing, input.target))) {
      result.skipped += 1;
      return;
    }
    await copyWithRetries(object, input);
    result.copied += 1;
    result.copiedBytes += object.sizeBytes;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    result.failures.push({ key: object.key, message: error.message });
  }
}

async function isEqual(object: S3ListedObject, existing: S3ListedObject, target: S3Bucket): Promise<boolean> {
  if (existing.sizeBytes !== object.sizeBytes) return false;
  if (existing.etag === object.etag) return true;
  const { metadata } = await target.head(object.key);
  return metadata[SOURCE_ETAG] === object.etag;
}

/** The reading side survives broken connections by itself; a writing that breaks begins anew. */
async function copyWithRetries(object: S3ListedObject, { source, target, retryDelayMs }: CopyInput): Promise<void> {
  const { key, sizeBytes, etag } = object;
  for (let tried = 1; ; tried++) {
    try {
      const body = s3Object(source, object).open(0);
      await target.put({ key, body, sizeBytes, metadata: { [SOURCE_ETAG]: etag } });
      return;
    } catch (error) {
      if (!(error instanceof AppError) || !error.isRetryable || tried >= TRIES) throw error;
      await pause(retryDelayMs * 2 ** (tried - 1));
    }
  }
}

/** Keys of the source that are not there, or not with their size. */
export async function findDifferences(target: S3Bucket, prefix: string, sizes: ReadonlyMap<string, number>) {
  const left = new Map(sizes);
  const different: string[] = [];
  for await (const { key, sizeBytes } of listObjects(target, prefix)) {
    const expected = left.get(key);
    left.delete(key);
    if (expected !== undefined && expected !== sizeBytes) different.push(key);
  }
  return { missing: [...left.keys()], different };
}
