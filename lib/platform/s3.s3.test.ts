import { createServer } from "node:net";
import { GetObjectTaggingCommand, PutBucketPolicyCommand, PutBucketVersioningCommand } from "@aws-sdk/client-s3";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { NotFoundError } from "#lib/errors.ts";
import { openS3 } from "./s3.ts";
import {
  clientOf,
  connectionTo,
  createTestBucket,
  newBucketName,
  s3Server,
  sdkClient,
  type TestBucket,
} from "./s3-server.test-kit.ts";
import { startTcpProxy } from "./tcp-proxy.test-kit.ts";

const ODD_KEYS = [
  "a+b=c&d%e#f g.log",
  "100%25 done?.log",
  "Überprüfung/Gerät-ß.log",
  "日本語/ログ.log",
  "emoji/🚰🔥.log",
  "line\nbreak.log",
  "tab\tand\r.log",
  '<tag attr="x">&amp;\'.log',
  " leading and trailing ",
  "//double//slashes/",
  "dots/../up.log",
  `long/${"x".repeat(1000)}.log`,
  "~[brackets]{braces}|pipe\\back^`.log",
];
const byUtf8 = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const signal = () => new AbortController().signal;

let test: TestBucket;
beforeAll(async () => {
  test = await createTestBucket();
});
afterAll(() => test.destroy());

async function textOf(key: string, etag: string, startByte = 0): Promise<string> {
  const { body } = await test.bucket.openObject({ key, etag, startByte }, signal());
  return Buffer.concat(await Array.fromAsync(body ?? [])).toString();
}

describe("keys", () => {
  it.each(ODD_KEYS.map((key) => [JSON.stringify(key).slice(0, 60), key]))(
    "comes back as it is: %s",
    async (_name, key) => {
      const { etag } = await test.put(`odd/${key}`, `content of ${key}`);
      expect(await textOf(`odd/${key}`, etag)).toBe(`content of ${key}`);
      expect(await test.bucket.head(`odd/${key}`)).toMatchObject({
        etag,
        sizeBytes: Buffer.byteLength(`content of ${key}`),
      });
      const listed = await test.list(`odd/${key}`);
      expect(listed.map((object) => object.key)).toEqual([`odd/${key}`]);
    },
  );

  it("lists odd keys one a page, each once, by their UTF-8 bytes", async () => {
    for (const key of ODD_KEYS) await test.put(`pages/${key}`, "");
    const found: string[] = [];
    let continuationToken: string | null | undefined;
    do {
      const page = await test.bucket.listPage({
        prefix: "pages/",
        maxKeys: 1,
        ...(continuationToken ? { continuationToken } : {}),
      });
      found.push(...page.objects.map(({ key }) => key));
      continuationToken = page.continuationToken;
    } while (continuationToken !== null && found.length < 100);
    expect(found).toEqual(ODD_KEYS.map((key) => `pages/${key}`).sort(byUtf8));
  });

  it("goes on behind any odd key", async () => {
    const keys = ODD_KEYS.map((key) => `after/${key}`).sort(byUtf8);
    for (const key of keys) await test.put(key, "");
    for (const [index, key] of keys.entries()) {
      const { objects } = await test.bucket.listPage({ prefix: "after/", startAfter: key });
      expect(objects.map((object) => object.key)).toEqual(keys.slice(index + 1));
    }
  });
});

describe("listing", () => {
  let many: TestBucket;
  const keys = Array.from(
    { length: 1105 },
    (_, i) => `${["log", "Log", "ärger", "z🔥"][i % 4]}/${String(i).padStart(5, "0")}`,
  );
  beforeAll(async () => {
    many = await createTestBucket();
    for (let at = 0; at < keys.length; at += 20) {
      await Promise.all(keys.slice(at, at + 20).map((key) => many.put(key, key)));
    }
  }, 120_000);
  afterAll(() => many.destroy(), 120_000);

  it("gives 1,105 objects in pages, each once, in the order of UTF-8 bytes", async () => {
    const first = await many.bucket.listPage({});
    expect(first.objects).toHaveLength(1000);
    const all = await many.list();
    expect(all.map(({ key }) => key)).toEqual([...keys].sort(byUtf8));
    expect(all[0]?.sizeBytes).toBe(Buffer.byteLength(all[0]?.key ?? ""));
    expect(Math.abs(Date.now() - (all[0]?.lastModifiedMs ?? 0))).toBeLessThan(600_000);
  });

  it("starts behind a watermark, and does not show a late key that sorts before it", async () => {
    const watermark = "log/01000";
    const before = await many.bucket.listPage({ prefix: "log/", startAfter: watermark });
    expect(before.objects.every(({ key }) => key > watermark)).toBe(true);
    await many.put("log/00000-late", "late");
    await many.put("log/99999-new", "new");
    const after = await many.bucket.listPage({ prefix: "log/", startAfter: watermark });
    expect(after.objects.map(({ key }) => key)).toEqual([...before.objects.map(({ key }) => key), "log/99999-new"]);
    const overlapping = await many.bucket.listPage({ prefix: "log/", startAfter: "log/" });
    expect(overlapping.objects.map(({ key }) => key)).toContain("log/00000-late");
  });
});

describe("reading", () => {
  it("starts at a byte and tells the whole size", async () => {
    const { etag } = await test.put("range.log", "0123456789");
    const { body, totalBytes } = await test.bucket.openObject({ key: "range.log", etag, startByte: 7 }, signal());
    expect(Buffer.concat(await Array.fromAsync(body ?? [])).toString()).toBe("789");
    expect(totalBytes).toBe(10);
  });

  it("gives nothing at and behind the end", async () => {
    const { etag } = await test.put("end.log", "0123456789");
    expect(await textOf("end.log", etag, 10)).toBe("");
  });

  it("gives nothing for an empty object", async () => {
    const { etag } = await test.put("empty.log", "");
    expect(await textOf("empty.log", etag)).toBe("");
    expect((await test.list("empty.log"))[0]?.sizeBytes).toBe(0);
  });

  it("refuses a version that was replaced", async () => {
    const { etag } = await test.put("replaced.log", "old");
    await test.put("replaced.log", "new");
    await expect(textOf("replaced.log", etag)).rejects.toMatchObject({
      code: "conflict",
      details: { reason: "changed" },
    });
  });

  it("lets go of a body that is not read to its end", async () => {
    const { etag } = await test.put("large.log", Buffer.alloc(8 * 1024 * 1024, "x"));
    for (let i = 0; i < 60; i++) {
      const { body } = await test.bucket.openObject({ key: "large.log", etag, startByte: 0 }, signal());
      for await (const _chunk of body ?? []) break;
    }
    expect((await test.bucket.head("large.log")).sizeBytes).toBe(8 * 1024 * 1024);
  });
});

describe("writing", () => {
  async function tagsOf(key: string): Promise<Record<string, string>> {
    const client = sdkClient(test.bucket.connection);
    const { TagSet = [] } = await client.send(
      new GetObjectTaggingCommand({ Bucket: test.bucket.connection.bucket, Key: key }),
    );
    client.destroy();
    return Object.fromEntries(TagSet.map(({ Key, Value }) => [Key, Value]));
  }

  it("puts a stream, with metadata", async () => {
    async function* body() {
      for (let i = 0; i < 100; i++) yield Buffer.from(`line ${String(i).padStart(3, "0")}\n`);
    }
    const { etag } = await test.bucket.put({
      key: "stream.log",
      body: body(),
      sizeBytes: 900,
      metadata: { origin: "a b" },
    });
    expect(await test.bucket.head("stream.log")).toMatchObject({ etag, sizeBytes: 900, metadata: { origin: "a b" } });
    expect(await textOf("stream.log", etag, 891)).toBe("line 099\n");
  });

  it("passes on why a stream broke off, and stores nothing of it", async () => {
    async function* body() {
      yield Buffer.alloc(100_000, "x");
      throw new NotFoundError("The other side is gone.");
    }
    const broken = test.bucket.put({ key: "broken.log", body: body(), sizeBytes: 1_000_000 });
    await expect(broken).rejects.toThrow("The other side is gone.");
    await expect(test.bucket.head("broken.log")).rejects.toMatchObject({ details: { reason: "gone" } });
  });

  it("refuses more than one put can carry, before sending anything", async () => {
    const huge = test.bucket.put({ key: "huge", body: Buffer.alloc(0), sizeBytes: 20 * 1024 ** 3 });
    await expect(huge).rejects.toMatchObject({ code: "too_large" });
  });

  it("adds tags to those there are", async () => {
    const { etag } = await test.put("tagged.log", "x");
    expect(await test.bucket.tag("tagged.log", etag, { team: "a", state: "new" })).toBe("tagged");
    expect(await test.bucket.tag("tagged.log", null, { state: "ingested by us" })).toBe("tagged");
    expect(await tagsOf("tagged.log")).toEqual({ team: "a", state: "ingested by us" });
  });

  it("says that ten tags are full", async () => {
    const { etag } = await test.put("full.log", "x");
    const ten = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`t${i}`, "v"]));
    await test.bucket.tag("full.log", etag, ten);
    await expect(test.bucket.tag("full.log", etag, { one: "more" })).rejects.toThrow(/10 tags at most/);
  });

  it("neither tags nor deletes a version it does not mean", async () => {
    const { etag } = await test.put("moving.log", "old");
    const { etag: newEtag } = await test.put("moving.log", "new");
    expect(await test.bucket.tag("moving.log", etag, { a: "b" })).toBe("changed");
    expect(await test.bucket.remove("moving.log", etag)).toBe("changed");
    expect(await textOf("moving.log", newEtag)).toBe("new");
    expect(await tagsOf("moving.log")).toEqual({});
  });

  it("deletes the version it means, and says when it is gone", async () => {
    const { etag } = await test.put("done.log", "x");
    expect(await test.bucket.remove("done.log", etag)).toBe("removed");
    expect(await test.bucket.remove("done.log", etag)).toBe("gone");
    expect(await test.bucket.tag("done.log", etag, { a: "b" })).toBe("gone");
    await expect(test.bucket.head("done.log")).rejects.toMatchObject({
      code: "not_found",
      details: { reason: "gone" },
    });
  });

  it("tags in a bucket that keeps versions", async () => {
    const versioned = await createTestBucket();
    const client = sdkClient(versioned.bucket.connection);
    const { bucket } = versioned.bucket.connection;
    await client.send(
      new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: "Enabled" } }),
    );
    const { etag } = await versioned.put("v.log", "one");
    expect(await versioned.bucket.tag("v.log", etag, { a: "1" })).toBe("tagged");
    const tags = await client.send(new GetObjectTaggingCommand({ Bucket: bucket, Key: "v.log" }));
    expect(tags.TagSet).toEqual([{ Key: "a", Value: "1" }]);
    client.destroy();
  });

  it("creates a bucket once", async () => {
    expect(await test.bucket.createBucket()).toMatch(/created|exists/);
    await test.put("still-here.log", "x");
    await test.bucket.createBucket();
    expect((await test.bucket.head("still-here.log")).sizeBytes).toBe(1);
  });
});

describe("what goes wrong", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each<[string, { accessKeyId?: string; secretAccessKey?: string }, string, RegExp]>([
    ["an unknown access key", { accessKeyId: "NOBODY" }, "access_key", /does not know this access key id/],
    ["a wrong secret", { secretAccessKey: "hunter2" }, "secret_key", /secret access key is not the one/],
  ])("says that it has %s, and never the secret", async (_name, credentials, reason, words) => {
    const bucket = clientOf(test.bucket.connection, credentials);
    const refused = await bucket.listPage({}).catch((error) => error);
    expect(refused).toMatchObject({ code: "bad_request", isRetryable: false, details: { reason } });
    expect(refused.message).toMatch(words);
    expect(JSON.stringify([refused, refused.message, refused.cause])).not.toContain("hunter2");
    bucket.close();
  });

  it("says that there is no such bucket", async () => {
    const bucket = clientOf(connectionTo({ bucket: newBucketName() }));
    const refused = bucket.listPage({});
    await expect(refused).rejects.toMatchObject({ code: "not_found", details: { reason: "no_target" } });
    await expect(refused).rejects.toThrow(/There is no bucket "sluice-test-/);
    bucket.close();
  });

  it("says what the key may no longer do", async () => {
    const limited = await createTestBucket();
    const { etag } = await limited.put("a.log", "x");
    const client = sdkClient(limited.bucket.connection);
    const { bucket } = limited.bucket.connection;
    const Resource = `arn:aws:s3:::${bucket}/*`;
    const Statement = [{ Effect: "Deny", Principal: "*", Action: "s3:GetObject", Resource }];
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
    await client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }));
    client.destroy();
    expect((await limited.list()).map(({ key }) => key)).toEqual(["a.log"]);
    const refused = limited.bucket.openObject({ key: "a.log", etag, startByte: 0 }, signal());
    await expect(refused).rejects.toMatchObject({ code: "forbidden", isRetryable: false });
    await expect(refused).rejects.toThrow(/may not read the object "a.log".*s3:GetObject/);
  });

  it("goes on by itself when this machine's clock is wrong", async () => {
    await test.put("clock.log", "x");
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3 * 3_600_000 });
    const bucket = openS3(test.bucket.connection, s3Server().credentials, { privateEndpoints: "all" });
    await expect(bucket.listPage({ maxKeys: 1 })).resolves.toMatchObject({ objects: [expect.anything()] });
    bucket.close();
  });

  it("says that nothing answers", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    const port = typeof address === "object" ? address?.port : 0;
    const bucket = clientOf(connectionTo({ endpoint: `http://127.0.0.1:${port}` }));
    const refused = bucket.listPage({});
    await expect(refused).rejects.toMatchObject({ isRetryable: true, details: { reason: "unreachable" } });
    await expect(refused).rejects.toThrow(`Nothing answers at 127.0.0.1:${port}`);
    bucket.close();
  });

  it("tries again by itself when connections break", async () => {
    await test.put("again.log", "x");
    const proxy = await startTcpProxy(s3Server().endpoint);
    proxy.forecast.push({ cutAfterBytes: 0 }, { cutAfterBytes: 100 });
    const connection = { ...test.bucket.connection, endpoint: proxy.endpoint };
    const bucket = openS3(connection, s3Server().credentials, { privateEndpoints: "all" });
    expect((await bucket.listPage({ maxKeys: 1 })).objects).toHaveLength(1);
    expect(proxy.connectionCount()).toBe(3);
    bucket.close();
    await proxy.close();
  });

  it.each([
    ["is cut", { cutAfterBytes: 0 }],
    ["brings nothing", { stallAfterBytes: 0 }],
    ["ends within the answer", { cutAfterBytes: 400 }],
    ["stops within the answer", { stallAfterBytes: 400 }],
  ])("says that the connection broke when it %s", async (_name, weather) => {
    const proxy = await startTcpProxy(s3Server().endpoint);
    proxy.forecast.push(weather);
    const connection = { ...test.bucket.connection, endpoint: proxy.endpoint };
    const options = { privateEndpoints: "all", maxTries: 1, idleTimeoutMs: 300 } as const;
    const bucket = openS3(connection, s3Server().credentials, options);
    const broken = bucket.listPage({});
    await expect(broken).rejects.toMatchObject({ isRetryable: true, details: { reason: "broken" } });
    await expect(broken).rejects.toThrow(/broke off or was too slow/);
    bucket.close();
    await proxy.close();
  });

  it("refuses a private address that the operator did not allow", async () => {
    const bucket = openS3(test.bucket.connection, s3Server().credentials, { privateEndpoints: [] });
    await expect(bucket.listPage({})).rejects.toMatchObject({ details: { reason: "private_address" } });
    bucket.close();
  });
});
