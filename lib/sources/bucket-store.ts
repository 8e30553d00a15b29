import { type ObjectAddress, removeObjects } from "#lib/platform/storage.ts";
import type { ListedObject, ObjectStore } from "./object-store.ts";
import { storageObject } from "./storage-object.ts";

const PAGE = 1000;

export interface BucketListing {
  bucket: string;
  prefix: string;
  after: string | null;
  limit: number;
}

/** A bucket of our own storage; `listPage` gives what is below a prefix, in the order of the keys' bytes. */
export function bucketStore(
  bucket: string,
  listPage: (listing: BucketListing) => Promise<ListedObject[]>,
): ObjectStore {
  const address = (key: string): ObjectAddress => ({ bucket, objectKey: key });
  return {
    store: `bucket:${bucket}`,
    async *list({ prefix, startAfter }) {
      for (let after = startAfter; ; ) {
        const page = await listPage({ bucket, prefix, after, limit: PAGE });
        if (page.length > 0) yield page;
        const last = page.at(-1);
        if (last === undefined || page.length < PAGE) return;
        after = last.key;
      }
    },
    open: ({ key, sizeBytes }) => storageObject({ ...address(key), sizeBytes }),
    remove: ({ key }) => removeObjects(bucket, [key]),
    close: () => undefined,
  };
}
