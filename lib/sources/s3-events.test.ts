import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type MessageQueue, openQueue } from "#lib/platform/sqs.ts";
import { type SqsServer, startSqsServer } from "#lib/platform/sqs-server.test-kit.ts";
import { readS3Message, receiveS3Events } from "./s3-events.ts";

/** As in Amazon's documentation, shortened to what is read and some of what is not. */
function notification(object: { key?: string; size?: unknown; eTag?: string }, eventName = "ObjectCreated:Put") {
  const record = {
    eventVersion: "2.1",
    eventSource: "aws:s3",
    awsRegion: "us-west-2",
    eventTime: "2026-11-30T07:00:00.123Z",
    eventName,
    s3: {
      s3SchemaVersion: "1.0",
      bucket: { name: "logs", arn: "arn:aws:s3:::logs" },
      object: { size: 1024, eTag: "d41d8cd9", key: "a.log", ...object },
    },
  };
  return { Records: [record] };
}
const created = (key: string) => JSON.stringify(notification({ key }));
const overSns = (message: string, Type = "Notification") =>
  JSON.stringify({
    Type,
    MessageId: "m",
    TopicArn: "arn:aws:sns:us-west-2:1:t",
    Subject: "Amazon S3 Notification",
    Message: message,
  });
const testEvent = JSON.stringify({
  Service: "Amazon S3",
  Event: "s3:TestEvent",
  Time: "2026-11-30T07:00:00Z",
  Bucket: "logs",
});

describe("readS3Message", () => {
  it("reads a new object", () => {
    const events = [
      {
        bucket: "logs",
        key: "a.log",
        sizeBytes: 1024,
        etag: "d41d8cd9",
        eventTimeMs: Date.UTC(2026, 10, 30, 7, 0, 0, 123),
      },
    ];
    expect(readS3Message(created("a.log"))).toEqual({ kind: "created", events });
    expect(readS3Message(overSns(created("a.log")))).toEqual({ kind: "created", events });
  });

  it.each([
    ["a space", "red+flower.jpg", "red flower.jpg"],
    ["a plus", "a%2Bb", "a+b"],
    ["slashes", "2024/04/x.log", "2024/04/x.log"],
    ["letters beyond ASCII", "%C3%9Cber/%F0%9F%94%A5", "Über/🔥"],
    ["a line break", "a%0Ab", "a\nb"],
    ["an encoded percent sign", "100%2525", "100%25"],
  ])("decodes a key with %s", (_name, written, key) => {
    expect(readS3Message(created(written))).toMatchObject({ events: [{ key }] });
  });

  it.each([
    ["the test when notifications are set up", testEvent],
    ["the same over SNS", overSns(testEvent)],
    ["a deletion", JSON.stringify(notification({ size: undefined }, "ObjectRemoved:Delete"))],
    ["tags", JSON.stringify(notification({}, "ObjectTagging:Put"))],
    ["no records", JSON.stringify({ Records: [] })],
  ])("knows what is about no new object: %s", (_name, body) => {
    expect(readS3Message(body)).toEqual({ kind: "other" });
  });

  it.each([
    ["no JSON", "hello", /no event notification/],
    ["JSON of something else", '{"order":7}', /no event notification/],
    ["null", "null", /no event notification/],
    [
      "a subscription to confirm",
      overSns("You have chosen to subscribe", "SubscriptionConfirmation"),
      /somebody has to answer/,
    ],
    ["something else over SNS", overSns("plain words"), /no event notification/],
    ["a key that is not UTF-8", created("%FF"), /readable key/],
    ["a key that is not encoded", created("100%"), /readable key/],
    ["a size in words", JSON.stringify(notification({ size: "big" })), /readable key, size/],
    ["a new object without an etag", JSON.stringify(notification({ eTag: "" })), /etag/],
  ])("says why it can't read %s", (_name, body, reason) => {
    expect(readS3Message(body)).toEqual({ kind: "unreadable", reason: expect.stringMatching(reason) });
  });

  it("takes the new objects out of a message that tells of more", () => {
    const mixed = {
      Records: [...notification({ key: "new" }).Records, ...notification({}, "ObjectRemoved:Delete").Records],
    };
    expect(readS3Message(JSON.stringify(mixed))).toMatchObject({ kind: "created", events: [{ key: "new" }] });
  });
});

describe("receiveS3Events", () => {
  let server: SqsServer;
  let queue: MessageQueue;
  const poll = (waitSeconds = 0, signal?: AbortSignal) =>
    receiveS3Events(queue, { maxMessages: 10, waitSeconds }, signal);
  beforeAll(async () => {
    server = await startSqsServer();
    const credentials = { accessKeyId: "AK", secretAccessKey: "sk", sessionToken: null };
    queue = openQueue({ queueUrl: server.queueUrl, region: "us-east-1" }, credentials, {
      privateEndpoints: "all",
      maxTries: 1,
    });
  });
  afterAll(async () => {
    queue.close();
    await server.close();
  });
  beforeEach(async () => {
    server.expireVisibility();
    while (server.left().length > 0) {
      const left = await queue.receive({ maxMessages: 10, waitSeconds: 0 });
      await queue.deleteMessages(left.map(({ receipt }) => receipt));
    }
  });

  it("keeps messages until the caller has stored what they say", async () => {
    server.send(created("a.log"), created("b.log"));
    const first = await poll();
    expect(first.events.map(({ key }) => key)).toEqual(["a.log", "b.log"]);
    expect(server.left()).toHaveLength(2);
    expect((await poll()).events).toEqual([]);

    server.expireVisibility();
    const again = await poll();
    expect(again.events).toEqual(first.events);
    expect(await queue.deleteMessages(again.receipts)).toEqual([]);
    expect(server.left()).toEqual([]);
  });

  it("deletes what is about no new object, and keeps and reports what it can't read", async () => {
    server.send(testEvent, "hello", created("a.log"));
    const batch = await poll();
    expect(batch).toMatchObject({ otherCount: 1, receipts: [expect.any(String)], events: [{ key: "a.log" }] });
    expect(batch.unreadable).toEqual([{ messageId: expect.any(String), reason: "It is no event notification of S3." }]);
    expect(server.left()).toEqual(["hello", created("a.log")]);
  });

  it("waits for a message to come", async () => {
    const waiting = poll(20);
    setTimeout(() => server.send(created("late.log")), 100);
    expect((await waiting).events.map(({ key }) => key)).toEqual(["late.log"]);
  });

  it("returns empty-handed when nothing comes", async () => {
    expect(await poll(1)).toEqual({ events: [], receipts: [], unreadable: [], otherCount: 0 });
  });

  it("stops waiting when told to", async () => {
    const abort = new AbortController();
    const startMs = Date.now();
    setTimeout(() => abort.abort(), 50);
    expect((await poll(20, abort.signal)).events).toEqual([]);
    expect(Date.now() - startMs).toBeLessThan(5000);
    await vi.waitFor(() => expect(server.waitingCount()).toBe(0));
    server.send(created("not-lost.log"));
    expect((await poll()).events).toHaveLength(1);
  });

  it("deletes any number, and says which it could not", async () => {
    server.send(...Array.from({ length: 25 }, (_, i) => created(`${i}.log`)));
    const receipts = [...(await poll()).receipts, ...(await poll()).receipts, ...(await poll()).receipts];
    expect(receipts).toHaveLength(25);
    const stubborn = receipts[13] ?? "";
    server.undeletable.add(stubborn);
    expect(await queue.deleteMessages(receipts)).toEqual([stubborn]);
    expect(server.left()).toEqual([created("13.log")]);
    server.undeletable.clear();
  });

  it.each<[string, { status: number; type: string }, object, RegExp]>([
    [
      "there is no such queue",
      { status: 400, type: "QueueDoesNotExist" },
      { code: "not_found" },
      /no queue "bucket-events"/,
    ],
    [
      "the key may not receive",
      { status: 403, type: "AccessDeniedException" },
      { code: "forbidden" },
      /sqs:ReceiveMessage/,
    ],
    [
      "the secret is wrong",
      { status: 403, type: "InvalidSignatureException" },
      { code: "bad_request" },
      /secret access key/,
    ],
    ["the service is busy", { status: 400, type: "RequestThrottled" }, { isRetryable: true }, /fewer requests/],
  ])("says that %s", async (_name, failure, expected, words) => {
    server.failures.push(failure);
    const refused = poll();
    await expect(refused).rejects.toMatchObject(expected);
    await expect(refused).rejects.toThrow(words);
  });

  it("refuses a queue at a private address", async () => {
    const credentials = { accessKeyId: "AK", secretAccessKey: "sk", sessionToken: null };
    const guarded = openQueue({ queueUrl: server.queueUrl, region: "us-east-1" }, credentials, {
      privateEndpoints: [],
    });
    const refused = guarded.receive({ maxMessages: 1, waitSeconds: 0 });
    await expect(refused).rejects.toMatchObject({ details: { reason: "private_address" } });
    guarded.close();
  });
});
