import { UnreadableContentError } from "#lib/errors.ts";
import type { S3Bucket, S3ListedObject } from "#lib/platform/s3.ts";
import type { ListedObject, ObjectStore } from "./object-store.ts";
import { s3Object } from "./s3-object.ts";

/** A bucket of S3 or of a server that speaks like it. */
export function s3Store(bucket: S3Bucket): ObjectStore {
  const { endpoint, bucket: name } = bucket.connection;
  return {
    store: endpoint === null ? `s3://${name}` : `s3:${endpoint}/${name}`,
    async *list({ prefix, startAfter }) {
      for (let token: string | null = null; ; ) {
        const from = token === null ? (startAfter === null ? {} : { startAfter }) : { continuationToken: token };
        const page = await bucket.listPage({ prefix, ...from });
        yield page.objects.map(listed);
        if (page.continuationToken === null) return;
        token = page.continuationToken;
      }
    },
    open: (content) => s3Object(bucket, content),
    async remove({ key, etag }) {
      if ((await bucket.remove(key, etag)) === "changed") throw replaced(key);
    },
    async tag({ key, etag }, tags) {
      if ((await bucket.tag(key, etag, tags)) === "changed") throw replaced(key);
    },
    close: () => bucket.close(),
  };
}

function listed({ lastModifiedMs, ...object }: S3ListedObject): ListedObject {
  return { ...object, startByte: 0, modifiedAtMs: lastModifiedMs };
}

function replaced(key: string): UnreadableContentError {
  return new UnreadableContentError(
    `${key} holds other content by now, so it stays as it is; that content is taken in as the next version.`,
    { byteOffset: 0 },
  );
}
