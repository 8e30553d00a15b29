import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { coverageGap, readAll } from "#lib/parse/read-all.test-kit.ts";
import type { S3Bucket } from "#lib/platform/s3.ts";
import { clientOf, createTestBucket, s3Server, type TestBucket } from "#lib/platform/s3-server.test-kit.ts";
import { startTcpProxy, type TcpProxy } from "#lib/platform/tcp-proxy.test-kit.ts";
import { nodeInflate } from "./node-inflate.ts";
import { type S3ObjectVersion, s3Object } from "./s3-object.ts";

const CONTENT = Buffer.from(Array.from({ length: 200_000 }, (_, i) => `line ${i}\n`).join(""));
const FAST = { maxTries: 3, retryDelayMs: 1, stallMs: 500 };

let test: TestBucket;
let proxy: TcpProxy;
let content: S3ObjectVersion;
beforeAll(async () => {
  test = await createTestBucket();
  proxy = await startTcpProxy(s3Server().endpoint);
  content = await test.put("content.log", CONTENT);
});
afterAll(async () => {
  await proxy.close();
  await test.destroy();
});

/** Through the proxy, on connections of its own. */
let bucket: S3Bucket;
beforeEach(() => {
  bucket?.close();
  proxy.forecast.length = 0;
  bucket = clientOf({ ...test.bucket.connection, endpoint: proxy.endpoint });
});

async function read(object: S3ObjectVersion, offsetBytes = 0): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(s3Object(bucket, object, FAST).open(offsetBytes)));
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("s3Object", () => {
  it("gives the bytes from an offset, as often as asked", async () => {
    const source = s3Object(bucket, content, FAST);
    expect(source.sizeBytes).toBe(CONTENT.length);
    for (const offset of [0, 1, 1_000_000, CONTENT.length - 1, CONTENT.length]) {
      const bytes = Buffer.concat(await Array.fromAsync(source.open(offset)));
      expect(bytes.equals(CONTENT.subarray(offset))).toBe(true);
    }
  });

  it("gives nothing for an empty object, without asking", async () => {
    const empty = await test.put("empty.log", "");
    const before = proxy.connectionCount();
    expect((await read(empty)).length).toBe(0);
    expect(proxy.connectionCount()).toBe(before);
  });

  it("goes on at the byte reached when connections are cut, however early", async () => {
    const before = proxy.connectionCount();
    proxy.forecast.push(
      ...[{ cutAfterBytes: 700_000 }, { cutAfterBytes: 0 }, { cutAfterBytes: 100 }],
      ...[{ cutAfterBytes: 300_000 }, { cutAfterBytes: 5000 }],
    );
    expect(sha256(await read(content))).toBe(sha256(CONTENT));
    expect(proxy.connectionCount() - before).toBe(6);
  });

  it("goes on when a connection brings nothing any more", async () => {
    proxy.forecast.push({ stallAfterBytes: 400_000 }, { stallAfterBytes: 0 });
    expect(sha256(await read(content))).toBe(sha256(CONTENT));
  });

  it("waits for a connection that is only slow", async () => {
    const before = proxy.connectionCount();
    proxy.forecast.push({ bytesPerSecond: 1_500_000 });
    expect(sha256(await read(content))).toBe(sha256(CONTENT));
    expect(proxy.connectionCount() - before).toBe(1);
  });

  it("gives up as unavailable after several connections without a byte", async () => {
    proxy.forecast.push({ cutAfterBytes: 0 }, { cutAfterBytes: 0 }, { cutAfterBytes: 0 });
    await expect(read(content)).rejects.toMatchObject({ code: "unavailable", isRetryable: true });
  });

  it("notices that the object changed while it was read, and mixes nothing", async () => {
    const old = await test.put("changing.log", CONTENT);
    proxy.forecast.push({ cutAfterBytes: 600_000 });
    const chunks: Uint8Array[] = [];
    const reading = (async () => {
      for await (const chunk of s3Object(bucket, old, FAST).open(0)) {
        if (chunks.length === 0) await test.put("changing.log", Buffer.alloc(CONTENT.length, "z"));
        chunks.push(chunk);
      }
    })();
    await expect(reading).rejects.toMatchObject({ code: "unprocessable", details: { reason: "changed" } });
    await expect(reading).rejects.toThrow(/replaced by another version/);
    const got = Buffer.concat(chunks);
    expect(got.length).toBeGreaterThan(0);
    expect(got.length).toBeLessThan(CONTENT.length);
    expect(got.equals(CONTENT.subarray(0, got.length))).toBe(true);
  });

  it("refuses an object that is not as long as was said, such as 20 GB", async () => {
    const said = { ...content, sizeBytes: 20_000_000_000 };
    await expect(read(said)).rejects.toMatchObject({ code: "unprocessable", isRetryable: false });
  });

  it("says at once that the object is gone", async () => {
    const gone = await test.put("gone.log", "x");
    await test.bucket.remove("gone.log", gone.etag);
    await expect(read(gone)).rejects.toMatchObject({ code: "not_found", details: { reason: "gone" } });
  });

  it("says at once that the secret is wrong", async () => {
    bucket.close();
    bucket = clientOf(test.bucket.connection, { secretAccessKey: "wrong" });
    await expect(read(content)).rejects.toMatchObject({ details: { reason: "secret_key" } });
  });

  it("waits out servers that ask for fewer requests", async () => {
    const answers = [503, 503, 200];
    const busy = createServer((_request, response) => {
      const status = answers.shift() ?? 500;
      response.writeHead(status, { etag: '"e"', "content-length": status === 200 ? 4 : 0 });
      response.end(status === 200 ? "done" : "");
    });
    await new Promise<void>((resolve) => busy.listen(0, "127.0.0.1", resolve));
    const address = busy.address();
    const endpoint = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
    bucket.close();
    bucket = clientOf({ ...test.bucket.connection, endpoint });
    expect((await read({ key: "a", etag: "e", sizeBytes: 4 })).toString()).toBe("done");
    busy.closeAllConnections();
    busy.close();
  });
});

describe("records from S3", () => {
  const lines = Array.from({ length: 30_000 }, (_, i) =>
    JSON.stringify({ level: 30, time: 1_743_532_441_581 + i, pid: 46, hostname: "server-1", msg: `request ${i}` }),
  );
  const text = Buffer.from(`${lines.join("\n")}\n`);
  const cut = text.indexOf("\n", text.length / 2) + 1;
  const packings: [string, Buffer][] = [
    ["plain", text],
    ["gzip", gzipSync(text)],
    ["gzip of two members", Buffer.concat([gzipSync(text.subarray(0, cut)), gzipSync(text.subarray(cut))])],
    [
      "gzip of members that end within a line",
      Buffer.concat([gzipSync(text.subarray(0, 1000)), gzipSync(text.subarray(1000))]),
    ],
  ];

  it.each(packings)("reads every byte once over broken connections: %s", async (name, stored) => {
    const object = await test.put(`${name}.json.gz`, stored);
    const cutAfterBytes = Math.floor(stored.length / 8);
    proxy.forecast.push(...Array.from({ length: 5 }, () => ({ cutAfterBytes })));
    const source = s3Object(bucket, object, FAST);
    const all = await readAll({ source, fileName: object.key, inflate: nodeInflate });
    expect(proxy.forecast).toHaveLength(0);
    expect(all.error).toBeNull();
    expect(all.bytes.equals(text)).toBe(true);
    expect(coverageGap(all)).toBeNull();
    expect(all.records).toHaveLength(lines.length);
  });

  it("keeps what can be read of a gzip that was cut off, and says so", async () => {
    const stored = gzipSync(text);
    const object = await test.put("cut.json.gz", stored.subarray(0, stored.length / 2));
    const all = await readAll({ source: s3Object(bucket, object, FAST), inflate: nodeInflate });
    expect(all.error).toMatchObject({ code: "unprocessable" });
    expect(all.bytes.length).toBeGreaterThan(0);
    expect(text.subarray(0, all.bytes.length).equals(all.bytes)).toBe(true);
  });

  it("goes on from a checkpoint in another process, at the next record", async () => {
    const object = await test.put("resume.json.gz", gzipSync(text));
    const whole = await readAll({ source: s3Object(bucket, object, FAST), inflate: nodeInflate });
    const first = whole.batches[0];
    expect(whole.batches.length).toBeGreaterThan(1);
    const rest = await readAll({ source: s3Object(bucket, object, FAST), state: first?.state, inflate: nodeInflate });
    expect([...(first?.records ?? []), ...rest.records].map(({ recordNumber }) => recordNumber)).toEqual(
      whole.records.map(({ recordNumber }) => recordNumber),
    );
  });
});
