import { S3Client } from "@aws-sdk/client-s3";
import type { S3Connection, S3Credentials } from "#lib/model/s3-connection.ts";
import { type AwsClientOptions, awsClientSettings, hostOf } from "./aws-client.ts";
import type { S3Bucket, S3Context } from "./s3-bucket.ts";
import { headObject, listPage, openObject } from "./s3-reads.ts";
import { createBucket, putObject, removeObject, tagObject } from "./s3-writes.ts";

export type * from "./s3-bucket.ts";

/** Opens a bucket; nothing is sent before the first call. The only place that makes an S3 client. */
export function openS3(connection: S3Connection, credentials: S3Credentials, options: AwsClientOptions): S3Bucket {
  const { client, close } = s3Client(connection, credentials, options);
  const host = connection.endpoint === null ? `Amazon S3 (${connection.region})` : hostOf(connection.endpoint);
  const context: S3Context = { client, connection, host };
  return {
    connection,
    listPage: (input, signal) => listPage(context, input, signal),
    head: (key, signal) => headObject(context, key, signal),
    openObject: (input, signal) => openObject(context, input, signal),
    tag: (key, etag, tags) => tagObject(context, { key, etag, tags }),
    remove: (key, etag) => removeObject(context, { key, etag }),
    put: (input, signal) => putObject(context, input, signal),
    createBucket: () => createBucket(context),
    close,
  };
}

function s3Client(connection: S3Connection, credentials: S3Credentials, options: AwsClientOptions) {
  const settings = awsClientSettings(credentials, options);
  const checksums = connection.checksums === "when_required" ? "WHEN_REQUIRED" : "WHEN_SUPPORTED";
  const client = new S3Client({
    ...settings.client,
    region: connection.region,
    ...(connection.endpoint === null ? {} : { endpoint: connection.endpoint }),
    forcePathStyle: connection.forcePathStyle,
    requestChecksumCalculation: checksums,
    responseChecksumValidation: checksums,
  });
  return { client, close: settings.close };
}
