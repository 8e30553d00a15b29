import { Readable } from "node:stream";
import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectTaggingCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from "@aws-sdk/client-s3";
import { AppError, ConflictError, InvalidInputError, NotFoundError } from "#lib/errors.ts";
import { bareEtag, type S3Context, type S3ObjectHead, type S3PutInput, s3Call } from "./s3-bucket.ts";
import { headObject } from "./s3-reads.ts";

const MAX_PUT_BYTES = 5 * 1024 ** 3;
const MAX_TAGS = 10;

/** See S3Bucket. */
export async function tagObject(
  context: S3Context,
  { key, etag, tags }: { key: string; etag: string | null; tags: Record<string, string> },
): Promise<"tagged" | "changed" | "gone"> {
  const head = await headOrGone(context, key);
  if (head === null) return "gone";
  if (etag !== null && head.etag !== etag) return "changed";
  // Where versions are kept, exactly this one gets the tags, whatever is put meanwhile.
  const version = head.versionId === null || head.versionId === "null" ? {} : { VersionId: head.versionId };
  const object = { Bucket: context.connection.bucket, Key: key, ...version };
  const got = await s3Call(context, { action: "read the tags of", permission: "s3:GetObjectTagging", key }, () =>
    context.client.send(new GetObjectTaggingCommand(object)),
  );
  const merged = new Map((got.TagSet ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));
  for (const [name, value] of Object.entries(tags)) merged.set(name, value);
  if (merged.size > MAX_TAGS) {
    throw new InvalidInputError(
      `An object has ${MAX_TAGS} tags at most, and ${JSON.stringify(key)} has too many to add ours.`,
    );
  }
  const TagSet = [...merged].map(([Key, Value]) => ({ Key, Value }));
  await s3Call(context, { action: "tag", permission: "s3:PutObjectTagging", key }, () =>
    context.client.send(new PutObjectTaggingCommand({ ...object, Tagging: { TagSet } })),
  );
  return "tagged";
}

/** See S3Bucket. */
export async function removeObject(
  context: S3Context,
  { key, etag }: { key: string; etag: string },
): Promise<"removed" | "changed" | "gone"> {
  const head = await headOrGone(context, key);
  if (head === null) return "gone";
  if (head.etag !== etag) return "changed";
  // Amazon checks the condition in the deletion itself; servers that ignore it leave the moment since the look above.
  const command = new DeleteObjectCommand({ Bucket: context.connection.bucket, Key: key, IfMatch: `"${etag}"` });
  try {
    await s3Call(context, { action: "delete", permission: "s3:DeleteObject", key }, () => context.client.send(command));
  } catch (error) {
    if (error instanceof ConflictError) return "changed";
    if (error instanceof AppError && error.details.reason === "gone") return "gone";
    throw error;
  }
  return "removed";
}

async function headOrGone(context: S3Context, key: string): Promise<S3ObjectHead | null> {
  try {
    return await headObject(context, key);
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}

/** See S3Bucket. */
export async function putObject(
  context: S3Context,
  { key, body, sizeBytes, metadata = {} }: S3PutInput,
  abortSignal?: AbortSignal,
): Promise<{ etag: string }> {
  if (sizeBytes > MAX_PUT_BYTES) {
    throw new InvalidInputError("An object of more than 5 GiB can't be put in one piece. Copy it another way.", {
      code: "too_large",
    });
  }
  const { stream, failure, signal } = bodyStream(body, abortSignal);
  const command = new PutObjectCommand({
    Bucket: context.connection.bucket,
    Key: key,
    Body: stream,
    ContentLength: sizeBytes,
    Metadata: metadata,
  });
  try {
    const answer = await s3Call(context, { action: "put", permission: "s3:PutObject", key }, () =>
      context.client.send(command, { abortSignal: signal }).catch((error) => Promise.reject(failure() ?? error)),
    );
    return { etag: bareEtag(answer.ETag) };
  } finally {
    if (stream instanceof Readable) stream.destroy();
  }
}

/** The SDK leaves a stream's errors to others, and a call whose stream has ended that way waits for ever. */
function bodyStream(body: S3PutInput["body"], abortSignal: AbortSignal | undefined) {
  if (body instanceof Uint8Array) return { stream: body, failure: () => null, signal: abortSignal };
  const stream = Readable.from(body, { objectMode: false });
  const abort = new AbortController();
  let failure: Error | null = null;
  stream.once("error", (error) => {
    failure = error;
    abort.abort();
  });
  const signal = abortSignal === undefined ? abort.signal : AbortSignal.any([abortSignal, abort.signal]);
  return { stream, failure: () => failure, signal };
}

/** See S3Bucket. */
export async function createBucket(context: S3Context): Promise<"created" | "exists"> {
  const { region } = context.connection;
  if (region === "us-east-1") return await tryToCreate(context, null);
  try {
    return await tryToCreate(context, region);
  } catch (error) {
    // Servers with one location of their own know no names of Amazon's.
    if (error instanceof AppError && error.details.code === "InvalidLocationConstraint") {
      return await tryToCreate(context, null);
    }
    throw error;
  }
}

async function tryToCreate(context: S3Context, region: string | null): Promise<"created" | "exists"> {
  const LocationConstraint = region as BucketLocationConstraint | null;
  const command = new CreateBucketCommand({
    Bucket: context.connection.bucket,
    ...(LocationConstraint === null ? {} : { CreateBucketConfiguration: { LocationConstraint } }),
  });
  try {
    await s3Call(context, { action: "create", permission: "s3:CreateBucket" }, () => context.client.send(command));
    return "created";
  } catch (error) {
    const code = error instanceof AppError ? error.details.code : undefined;
    if (code === "BucketAlreadyOwnedByYou") return "exists";
    if (code === "BucketAlreadyExists") {
      throw new ConflictError(
        `The bucket name "${context.connection.bucket}" is taken by somebody else at ${context.host}.`,
      );
    }
    throw error;
  }
}
