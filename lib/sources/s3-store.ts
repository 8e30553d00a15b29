import { UnreadableContentError } from "#lib/errors.ts";
import type { S3Bucket, S3ListedObject } from "#lib/platform/s3.ts";
import type { MessageQueue } from "#lib/platform/sqs.ts";
import type { Announced, ListedObject, ObjectStore } from "./object-store.ts";
import { receiveS3Events } from "./s3-events.ts";
import { s3Object } from "./s3-object.ts";

/** As long as a message may take to come while a run waits for it. */
const WAIT_SECONDS = 5;
const MESSAGES = 10;

/** A bucket of S3 or of a server that speaks like it, with the queue that its event notifications go to, if any. */
export function s3Store(bucket: S3Bucket, queue: MessageQueue | null): ObjectStore {
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
    ...(queue === null ? {} : { announced: () => announced(queue, name) }),
    close() {
      bucket.close();
      queue?.close();
    },
  };
}

async function announced(queue: MessageQueue, bucket: string): Promise<Announced> {
  const batch = await receiveS3Events(queue, { maxMessages: MESSAGES, waitSeconds: WAIT_SECONDS });
  return {
    objects: batch.events
      .filter((event) => event.bucket === bucket)
      .map(({ key, etag, sizeBytes, eventTimeMs }) => ({
        key,
        etag,
        sizeBytes,
        startByte: 0,
        modifiedAtMs: eventTimeMs,
      })),
    unreadable: batch.unreadable.length,
    async confirm() {
      // One that could not be deleted comes again, and changes nothing then.
      await queue.deleteMessages(batch.receipts);
    },
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
