import { randomUUID } from "node:crypto";
import { DeleteBucketCommand, DeleteObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { type S3Connection, type S3Credentials, s3ConnectionSchema } from "#lib/model/s3-connection.ts";
import { openS3, type S3Bucket, type S3ListedObject } from "./s3.ts";

/** The server that `npm run test:s3` started, or that S3_ENDPOINT names. */
export function s3Server(): { endpoint: string; region: string; credentials: S3Credentials } {
  const { S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_REGION } = process.env;
  if (!S3_ENDPOINT || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY) {
    throw new Error("These tests need an S3 server. Run them with `npm run test:s3 -- <files>`.");
  }
  const credentials = { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY, sessionToken: null };
  return { endpoint: S3_ENDPOINT, region: S3_REGION || "us-east-1", credentials };
}

export function connectionTo(change: Partial<S3Connection> = {}): S3Connection {
  const { endpoint, region } = s3Server();
  return s3ConnectionSchema.parse({ bucket: newBucketName(), region, endpoint, ...change });
}

export function newBucketName(): string {
  return `sluice-test-${randomUUID()}`;
}

/** A client of the server's owner, or with other keys; one try, so that failures show at once. */
export function clientOf(connection: S3Connection, credentials: Partial<S3Credentials> = {}): S3Bucket {
  const options = { privateEndpoints: "all", maxTries: 1 } as const;
  return openS3(connection, { ...s3Server().credentials, ...credentials }, options);
}

export interface TestBucket {
  bucket: S3Bucket;
  /** Puts text or bytes and tells what a listing would. */
  put(key: string, content: string | Uint8Array): Promise<{ key: string; etag: string; sizeBytes: number }>;
  /** All objects, page by page. */
  list(prefix?: string): Promise<S3ListedObject[]>;
  /** Deletes it with all that is in it. */
  destroy(): Promise<void>;
}

/** A new bucket of the test's own. */
export async function createTestBucket(change: Partial<S3Connection> = {}): Promise<TestBucket> {
  const bucket = clientOf(connectionTo(change));
  await bucket.createBucket();
  return testBucketOf(bucket);
}

export function testBucketOf(bucket: S3Bucket): TestBucket {
  const list = (prefix = "") => listAll(bucket, prefix);
  return {
    bucket,
    list,
    async put(key, content) {
      const body = typeof content === "string" ? Buffer.from(content) : content;
      const { etag } = await bucket.put({ key, body, sizeBytes: body.byteLength });
      return { key, etag, sizeBytes: body.byteLength };
    },
    async destroy() {
      const client = sdkClient(bucket.connection);
      const { bucket: Bucket } = bucket.connection;
      const keys = await list().catch(() => []);
      for (const { key: Key } of keys) await client.send(new DeleteObjectCommand({ Bucket, Key }));
      // A test may not have got as far as making it.
      await client.send(new DeleteBucketCommand({ Bucket })).catch(() => {});
      client.destroy();
      bucket.close();
    },
  };
}

/** The SDK itself, for what only tests do. */
export function sdkClient({ region, endpoint, forcePathStyle }: S3Connection): S3Client {
  const { accessKeyId, secretAccessKey } = s3Server().credentials;
  const checksums = {
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  } as const;
  const credentials = { accessKeyId, secretAccessKey };
  return new S3Client({ region, ...(endpoint ? { endpoint } : {}), forcePathStyle, credentials, ...checksums });
}

async function listAll(bucket: S3Bucket, prefix: string): Promise<S3ListedObject[]> {
  const found: S3ListedObject[] = [];
  let page = await bucket.listPage({ prefix });
  found.push(...page.objects);
  while (page.continuationToken !== null) {
    page = await bucket.listPage({ prefix, continuationToken: page.continuationToken });
    found.push(...page.objects);
  }
  return found;
}
