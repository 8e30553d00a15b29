import { execFile } from "node:child_process";
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutBucketPolicyCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  clientOf,
  connectionTo,
  createTestBucket,
  newBucketName,
  s3Server,
  sdkClient,
  type TestBucket,
  testBucketOf,
} from "#lib/platform/s3-server.test-kit.ts";
import { startTcpProxy, type TcpProxy } from "#lib/platform/tcp-proxy.test-kit.ts";
import { freePort } from "#supabase/local/free-port.ts";

const OBJECTS: [string, string][] = [
  ["2024/04/plain.log", "plain"],
  ["2024/04/empty.log", ""],
  ["2024/04/a+b=c&d%e#f g.log", "odd"],
  ["2024/04/日本語🚰.log", "letters"],
  ["2024/04/line\nbreak<&>.log", "break"],
  ["2024/04/large.log", "x".repeat(3_000_000)],
  ["2024/05/other.log", "of another month"],
];
const APRIL = OBJECTS.filter(([key]) => key.startsWith("2024/04/"));
const APRIL_BYTES = APRIL.reduce((sum, [, content]) => sum + Buffer.byteLength(content), 0);

let source: TestBucket;
let made: TestBucket[] = [];
let proxy: TcpProxy | null = null;
beforeAll(async () => {
  source = await createTestBucket();
  for (const [key, content] of OBJECTS) await source.put(key, content);
});
afterEach(async () => {
  await proxy?.close();
  proxy = null;
  for (const bucket of made) await bucket.destroy();
  made = [];
});
afterAll(() => source.destroy());

/** A name for the copy, and a client to look at it. */
function newTarget(): TestBucket {
  const target = testBucketOf(clientOf(connectionTo({ bucket: newBucketName() })));
  made.push(target);
  return target;
}

interface Run {
  code: number;
  stderr: string;
  /** The line at the end of the output. */
  summary: Record<string, unknown> | null;
}

/** `onStderr` is called with what came on stderr so far. */
function sync(
  args: string[],
  env: Record<string, string> = {},
  onStderr: (text: string) => void = () => undefined,
): Promise<Run> {
  const { accessKeyId, secretAccessKey } = s3Server().credentials;
  const keys = {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_ENDPOINT: s3Server().endpoint,
    AWS_REGION: s3Server().region,
    SYNC_TO_ACCESS_KEY_ID: accessKeyId,
    SYNC_TO_SECRET_ACCESS_KEY: secretAccessKey,
  };
  return new Promise((resolve) => {
    const options = { env: { ...process.env, ...keys, ...env } };
    const child = execFile(process.execPath, ["scripts/sync-s3.ts", ...args], options, (error, stdout, stderr) => {
      const last = stdout.trim().split("\n").at(-1);
      const summary = last?.startsWith("{") ? JSON.parse(last) : null;
      resolve({ code: error === null ? 0 : Number(error.code), stderr, summary });
    });
    let said = "";
    child.stderr?.on("data", (text: string) => {
      said += text;
      onStderr(said);
    });
  });
}

const sourceName = () => source.bucket.connection.bucket;
const to = (target: TestBucket, endpoint = s3Server().endpoint) => [
  "--to",
  endpoint,
  "--to-bucket",
  target.bucket.connection.bucket,
];

async function contentsOf({ bucket, list }: TestBucket): Promise<[string, string][]> {
  const contents: [string, string][] = [];
  for (const { key, etag } of await list()) {
    const { body } = await bucket.openObject({ key, etag, startByte: 0 }, new AbortController().signal);
    contents.push([key, Buffer.concat(await Array.fromAsync(body ?? [])).toString()]);
  }
  return contents;
}
const sorted = (contents: [string, string][]) =>
  contents.toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

describe("sync:s3", () => {
  it("copies what begins with the prefix to a bucket it makes, and nothing a second time", async () => {
    const target = newTarget();
    const first = await sync([sourceName(), "2024/04/", ...to(target)]);
    expect(first.stderr).toBe("");
    expect(first).toMatchObject({ code: 0, summary: { sync: "s3", objects: APRIL.length, bytes: APRIL_BYTES } });
    expect(first.summary).toMatchObject({
      copied: APRIL.length,
      copied_bytes: APRIL_BYTES,
      skipped: 0,
      verified: true,
    });
    expect(await contentsOf(target)).toEqual(sorted(APRIL));

    const second = await sync([sourceName(), "2024/04/", ...to(target)]);
    expect(second).toMatchObject({ code: 0, summary: { copied: 0, skipped: APRIL.length, verified: true } });
  });

  it("copies what has changed, also when its size has not, and what was never there", async () => {
    const target = newTarget();
    await sync([sourceName(), "2024/04/", ...to(target)]);
    await target.put("2024/04/plain.log", "PLAIN");
    const again = await sync([sourceName(), ...to(target)]);
    expect(again).toMatchObject({ code: 0, summary: { copied: 2, skipped: APRIL.length - 1, verified: true } });
    expect(await contentsOf(target)).toEqual(sorted(OBJECTS));
  });

  it("knows the copy of an object that was uploaded in parts", async () => {
    const parts = await createTestBucket();
    made.push(parts);
    await putInParts(parts, "parts.log");
    const target = newTarget();
    const args = [parts.bucket.connection.bucket, ...to(target)];
    expect(await sync(args)).toMatchObject({ code: 0, summary: { copied: 1, bytes: 5 * 1024 * 1024 + 3 } });
    expect(await sync(args)).toMatchObject({ code: 0, summary: { copied: 0, skipped: 1 } });
  });

  it("goes on with the next object when one can't be read, and says which", async () => {
    const guarded = await createTestBucket();
    made.push(guarded);
    for (const key of ["a.log", "b.log", "c.log"]) await guarded.put(key, key);
    await deny(guarded, "b.log");
    const target = newTarget();
    const run = await sync([guarded.bucket.connection.bucket, ...to(target)]);
    expect(run).toMatchObject({ code: 1, summary: { copied: 2, failed: 1, missing: 1, verified: false } });
    expect(run.stderr).toMatch(/Not copied: "b.log": The key may not read .*s3:GetObject/);
    expect((await target.list()).map(({ key }) => key)).toEqual(["a.log", "c.log"]);
  });

  it("waits until the other server answers", async () => {
    const target = newTarget();
    const port = await freePort(19_500 + Math.floor(Math.random() * 400));
    const waiting = Promise.withResolvers<void>();
    const running = sync([sourceName(), "2024/04/plain", ...to(target, `http://127.0.0.1:${port}`)], {}, (said) => {
      if (/Waiting for http:\/\/127.0.0.1:\d+ to answer/.test(said)) waiting.resolve();
    });
    await waiting.promise;
    proxy = await startTcpProxy(s3Server().endpoint, port);
    const run = await running;
    expect(run).toMatchObject({ code: 0, summary: { copied: 1, verified: true } });
  });

  it("survives connections that break on both sides", async () => {
    const target = newTarget();
    proxy = await startTcpProxy(s3Server().endpoint);
    proxy.forecast.push(
      {},
      { cutAfterBytes: 1000 },
      { cutAfterBytes: 500_000 },
      { cutAfterBytes: 0 },
      { cutAfterBytes: 200 },
    );
    const run = await sync([sourceName(), "2024/04/", ...to(target, proxy.endpoint)], {
      AWS_ENDPOINT: proxy.endpoint.replace("127.0.0.1", "localhost"),
    });
    expect(run).toMatchObject({ code: 0, summary: { objects: APRIL.length, verified: true } });
    expect(proxy.forecast).toHaveLength(0);
    expect(await contentsOf(target)).toEqual(sorted(APRIL));
  });
});

describe("sync:s3 that can't begin", () => {
  const somewhere = ["--to", "http://127.0.0.1:1", "--wait", "1"];
  it.each<[string, () => string[], Record<string, string>, RegExp]>([
    ["no bucket named", () => somewhere, {}, /Name the bucket to copy from/],
    [
      "a wrong secret",
      () => [sourceName(), ...somewhere],
      { AWS_SECRET_ACCESS_KEY: "hunter2" },
      /secret access key is not/,
    ],
    ["a bucket that does not exist", () => [newBucketName(), ...somewhere], {}, /There is no bucket/],
    ["a server that never answers", () => [sourceName(), ...somewhere], {}, /Nothing answers at 127.0.0.1:1/],
    [
      "a wrong secret there",
      () => [sourceName(), "--to", s3Server().endpoint, "--to-bucket", newBucketName()],
      { SYNC_TO_SECRET_ACCESS_KEY: "hunter2" },
      /secret access key is not/,
    ],
  ])("ends with 2: %s", async (_name, args, env, words) => {
    const run = await sync(args(), env);
    expect(run).toMatchObject({ code: 2, summary: null });
    expect(run.stderr).toMatch(words);
    expect(run.stderr).not.toContain("hunter2");
  });

  it("explains itself", async () => {
    expect(await sync(["--help"])).toMatchObject({ code: 0, stderr: "" });
  });
});

async function putInParts({ bucket }: TestBucket, Key: string): Promise<void> {
  const client = sdkClient(bucket.connection);
  const object = { Bucket: bucket.connection.bucket, Key };
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(object));
  const Parts = [];
  for (const [index, Body] of [Buffer.alloc(5 * 1024 * 1024, "p"), Buffer.from("end")].entries()) {
    const part = { ...object, UploadId, PartNumber: index + 1 };
    const { ETag } = await client.send(new UploadPartCommand({ ...part, Body }));
    Parts.push({ ETag, PartNumber: index + 1 });
  }
  await client.send(new CompleteMultipartUploadCommand({ ...object, UploadId, MultipartUpload: { Parts } }));
  client.destroy();
}

async function deny({ bucket }: TestBucket, key: string): Promise<void> {
  const client = sdkClient(bucket.connection);
  const { bucket: Bucket } = bucket.connection;
  const Statement = [
    { Effect: "Deny", Principal: "*", Action: "s3:GetObject", Resource: `arn:aws:s3:::${Bucket}/${key}` },
  ];
  await client.send(
    new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: "2012-10-17", Statement }) }),
  );
  client.destroy();
}
