import { z } from "zod";
import type { MessageQueue } from "#lib/platform/sqs.ts";

/** An object that was put into a bucket, as an event notification tells it. */
export interface S3ObjectEvent {
  bucket: string;
  /** As the object is called, not as the event writes it. */
  key: string;
  sizeBytes: number;
  /** Without quotes. */
  etag: string;
  eventTimeMs: number;
}

/** What a message of the queue says. */
export type S3Message =
  | { kind: "created"; events: S3ObjectEvent[] }
  /** A notification about something else: the test when notifications are set up, a deletion, tags. */
  | { kind: "other" }
  | { kind: "unreadable"; reason: string };

export interface S3EventBatch {
  events: S3ObjectEvent[];
  /** Of the messages with these events: to be deleted when what they say is stored, else they come again. */
  receipts: string[];
  /** They stay in the queue, which hands them to its dead-letter queue if it has one. */
  unreadable: { messageId: string; reason: string }[];
  otherCount: number;
}

/**
 * Waits up to `waitSeconds` for event notifications of S3, as they are or wrapped by SNS, and deletes those that are
 * about no new object.
 * @throws what the queue throws
 */
export async function receiveS3Events(
  queue: MessageQueue,
  input: { maxMessages: number; waitSeconds: number },
  signal?: AbortSignal,
): Promise<S3EventBatch> {
  const batch: S3EventBatch = { events: [], receipts: [], unreadable: [], otherCount: 0 };
  const others: string[] = [];
  for (const { id, receipt, body } of await queue.receive(input, signal)) {
    const message = readS3Message(body);
    switch (message.kind) {
      case "created":
        batch.events.push(...message.events);
        batch.receipts.push(receipt);
        break;
      case "other":
        others.push(receipt);
        break;
      case "unreadable":
        batch.unreadable.push({ messageId: id, reason: message.reason });
        break;
    }
  }
  if (others.length > 0) await queue.deleteMessages(others);
  return { ...batch, otherCount: others.length };
}

const snsSchema = z.object({ Type: z.string(), TopicArn: z.string(), Message: z.string() });
const testSchema = z.object({ Service: z.literal("Amazon S3"), Event: z.literal("s3:TestEvent") });
const recordSchema = z.object({ eventName: z.string(), s3: z.unknown(), eventTime: z.unknown() });
const notificationSchema = z.object({ Records: z.array(recordSchema) });
const createdSchema = z.object({
  eventTime: z.iso.datetime({ offset: true }),
  s3: z.object({
    bucket: z.object({ name: z.string().min(1) }),
    object: z.object({ key: z.string().min(1), size: z.number().int().nonnegative(), eTag: z.string().min(1) }),
  }),
});

/**
 * Pure. Facts: Amazon S3 user guide, "Event message structure" (keys are URL-encoded, a space as +) and "Amazon SNS
 * message formats".
 */
export function readS3Message(body: string): S3Message {
  const value = parseJson(body);
  const sns = snsSchema.safeParse(value);
  if (!sns.success) return readNotification(value);
  if (sns.data.Type === "Notification") return readNotification(parseJson(sns.data.Message));
  return { kind: "unreadable", reason: `It is not about S3: a ${sns.data.Type} of SNS, which somebody has to answer.` };
}

function readNotification(value: unknown): S3Message {
  if (testSchema.safeParse(value).success) return { kind: "other" };
  const notification = notificationSchema.safeParse(value);
  if (!notification.success) return { kind: "unreadable", reason: "It is no event notification of S3." };
  const created = notification.data.Records.filter(({ eventName }) => /^(s3:)?ObjectCreated:/.test(eventName));
  if (created.length === 0) return { kind: "other" };
  const events = created.map(readCreated);
  return events.every((event) => event !== null)
    ? { kind: "created", events }
    : { kind: "unreadable", reason: "It tells of a new object without a readable key, size, etag or time." };
}

function readCreated(record: unknown): S3ObjectEvent | null {
  const parsed = createdSchema.safeParse(record);
  if (!parsed.success) return null;
  const { eventTime, s3 } = parsed.data;
  const key = decodeEventKey(s3.object.key);
  if (key === null) return null;
  return {
    bucket: s3.bucket.name,
    key,
    sizeBytes: s3.object.size,
    etag: s3.object.eTag.replace(/^"|"$/g, ""),
    eventTimeMs: Date.parse(eventTime),
  };
}

function decodeEventKey(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded.replaceAll("+", " "));
  } catch {
    return null;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
