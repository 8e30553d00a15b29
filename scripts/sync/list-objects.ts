import type { S3Bucket, S3ListedObject } from "#lib/platform/s3.ts";

/** Every object whose key begins with the prefix, by the UTF-8 bytes of the keys, fetched page by page. */
export async function* listObjects(bucket: S3Bucket, prefix: string): AsyncGenerator<S3ListedObject> {
  let continuationToken: string | undefined;
  do {
    const page = await bucket.listPage({ prefix, ...(continuationToken ? { continuationToken } : {}) });
    yield* page.objects;
    continuationToken = page.continuationToken ?? undefined;
  } while (continuationToken !== undefined);
}
