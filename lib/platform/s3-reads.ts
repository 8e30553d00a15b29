import { type _Object, GetObjectCommand, HeadObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { AppError, ConflictError, UnavailableError } from "#lib/errors.ts";
import {
  bareEtag,
  type S3Bucket,
  type S3Context,
  type S3ListedObject,
  type S3ObjectHead,
  type S3ObjectPage,
  type S3PageInput,
  s3Call,
} from "./s3-bucket.ts";

const LIST = { action: "list", permission: "s3:ListBucket" };
const READ = { action: "read", permission: "s3:GetObject" };

/** See {@link S3Bucket}. */
export async function listPage(
  context: S3Context,
  { prefix, startAfter, continuationToken, maxKeys = 1000 }: S3PageInput,
  abortSignal?: AbortSignal,
): Promise<S3ObjectPage> {
  const command = new ListObjectsV2Command({
    Bucket: context.connection.bucket,
    ...(prefix ? { Prefix: prefix } : {}),
    ...(startAfter ? { StartAfter: startAfter } : {}),
    ...(continuationToken ? { ContinuationToken: continuationToken } : {}),
    MaxKeys: maxKeys,
    // XML can't hold every character that a key can.
    EncodingType: "url",
  });
  const answer = await s3Call(context, LIST, () => context.client.send(command, { abortSignal }));
  const isEncoded = answer.EncodingType === "url";
  return {
    objects: (answer.Contents ?? []).map((object) => listedObject(object, isEncoded)),
    continuationToken: answer.IsTruncated ? (answer.NextContinuationToken ?? null) : null,
  };
}

function listedObject({ Key = "", ETag, Size = 0, LastModified }: _Object, isEncoded: boolean): S3ListedObject {
  return {
    key: isEncoded ? decodeListedKey(Key) : Key,
    etag: bareEtag(ETag),
    sizeBytes: Size,
    lastModifiedMs: LastModified?.getTime() ?? 0,
  };
}

/** Amazon writes a space as +, others as %20; a plus is %2B with both. A key that is no UTF-8 stays as it is written. */
function decodeListedKey(encoded: string): string {
  try {
    return decodeURIComponent(encoded.replaceAll("+", " "));
  } catch {
    return encoded;
  }
}

/** See {@link S3Bucket}. */
export async function headObject(context: S3Context, key: string, abortSignal?: AbortSignal): Promise<S3ObjectHead> {
  const command = new HeadObjectCommand({ Bucket: context.connection.bucket, Key: key });
  const answer = await s3Call(context, { ...READ, key }, () => context.client.send(command, { abortSignal }));
  return {
    key,
    etag: bareEtag(answer.ETag),
    sizeBytes: answer.ContentLength ?? 0,
    lastModifiedMs: answer.LastModified?.getTime() ?? 0,
    versionId: answer.VersionId ?? null,
    metadata: answer.Metadata ?? {},
  };
}

/** See {@link S3Bucket}. */
export async function openObject(
  context: S3Context,
  { key, etag, startByte }: { key: string; etag: string; startByte: number },
  abortSignal: AbortSignal,
): ReturnType<S3Bucket["openObject"]> {
  const command = new GetObjectCommand({
    Bucket: context.connection.bucket,
    Key: key,
    IfMatch: `"${etag}"`,
    // A range of an empty object is an error to some servers.
    ...(startByte > 0 ? { Range: `bytes=${startByte}-` } : {}),
  });
  const call = { ...READ, key };
  const answer = await s3Call(context, call, () => context.client.send(command, { abortSignal })).catch((error) => {
    if (error instanceof AppError && error.details.code === "InvalidRange") return null;
    throw error;
  });
  if (answer === null) return { body: null, totalBytes: startByte };
  // Some servers ignore the condition or the range.
  if (bareEtag(answer.ETag) !== etag) {
    throw new ConflictError("The object was replaced while it was read.", { details: { reason: "changed" } });
  }
  const total = /\/(\d+)$/.exec(answer.ContentRange ?? "")?.[1];
  if (startByte > 0 && total === undefined) {
    throw new UnavailableError(`${context.host} ignored a range request, so reading can't go on where it stopped.`);
  }
  return { body: bodyOf(context, key, answer.Body), totalBytes: Number(total ?? answer.ContentLength ?? 0) };
}

/** In Node the SDK's body is a stream; its errors are told in words as well. */
async function* bodyOf(context: S3Context, key: string, body: unknown): AsyncGenerator<Uint8Array> {
  const stream = body as AsyncIterable<Uint8Array> | undefined;
  if (stream === undefined) return;
  const iterator = stream[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await s3Call(context, { ...READ, key }, () => iterator.next());
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}
