import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import type { TestPerson } from "./_testing/api-stack.ts";
import {
  ask,
  everythingOf,
  expectNothingStuck,
  pinoLines,
  send,
  sendAndRead,
  sha256,
  startWholeStack,
  type WholeStack,
} from "./_testing/whole-stack.ts";

// What a file that is not what it should be meets on its whole way: API, Storage, queue, engine, reading, database.
let stack: WholeStack;
let ann: TestPerson;
beforeAll(async () => {
  stack = await startWholeStack();
  ann = await stack.person("operator");
});
afterAll(() => stack.close());
afterEach(() => expectNothingStuck(stack));

/** What is in storage for a person's team. */
async function objectsOf(person: TestPerson): Promise<number> {
  const [row] = await stack.sql`
    select count(*)::int as objects from storage.objects where name like ${`${person.organizationId}/%`}`;
  return row?.objects;
}

it("an empty file is refused before its upload, and ends as failed when it comes with one", async () => {
  const bytes = new Uint8Array(0);
  const stranger = await stack.person("operator");
  const announcement = { name: "empty.log", sizeBytes: 0, sha256: sha256(bytes) };
  const refused = await ask(stack, stranger, "/api/v1/files", announcement);
  const uploaded = await send(stack, stranger, { name: "empty.log", bytes });
  for (const { status, body } of [refused, uploaded]) {
    expect(status).toBe(422);
    expect(body.error?.message).toMatch(/^empty\.log is empty: .*Nothing was stored; send a file with content\./);
  }
  const rows =
    await stack.sql`select status, error from public.log_files where organization_id = ${stranger.organizationId}`;
  expect(rows).toEqual([
    { status: "failed", error: expect.objectContaining({ message: uploaded.body.error?.message }) },
  ]);
  expect(await objectsOf(stranger)).toBe(0);
});

it("a file of nothing but blank lines ends as completed, with its one reject", async () => {
  const found = await everythingOf(
    stack,
    await sendAndRead(stack, ann, { name: "blank.log", bytes: Buffer.from("\n \n\n") }),
  );
  expect(found.file).toMatchObject({ status: "completed", record_count: 0, reject_count: 1, error: null });
  expect(found.tracked).toEqual([{ kind: "reject", recordNumber: 1, reason: "Only blank lines." }]);
});

it("a truncated gzip keeps every line before the break and says where it breaks off", async () => {
  const content = pinoLines(40_000, "truncated");
  const whole = gzipSync(content);
  const bytes = whole.subarray(0, Math.floor(whole.length / 2));
  const {
    file,
    entries,
    bytes: kept,
    tracked,
    progress,
    events,
  } = await everythingOf(stack, await sendAndRead(stack, ann, { name: "app.log.gz", bytes }));
  expect(file.status).toBe("failed");
  expect(file.error).toMatchObject({ code: "unprocessable", details: { byteOffset: bytes.length } });
  expect(file.error.message).toBe(
    `The gzip data breaks off after ${bytes.length} bytes. Everything before that was read and is kept; upload the complete file to get the rest.`,
  );
  expect(file.record_count).toBeGreaterThan(15_000);
  expect(entries).toEqual({ rows: file.record_count + file.reject_count, distinct: entries.rows, last: entries.rows });
  expect(kept.equals(content.subarray(0, kept.length))).toBe(true);
  expect(tracked.at(-1)).toMatchObject({ kind: "exception", reason: file.error.message });
  expect(progress).toEqual({ records_per_s: null, record_count: file.record_count, reject_count: file.reject_count });
  expect(events.at(-1)).toEqual({ kind: "failed", reason: file.error.message });
});

it("binary junk ends as failed, with its bytes kept and its first bytes named", async () => {
  const junk = Buffer.concat([Buffer.from([0xca, 0xfe, 0, 1, 2, 3, 4, 5]), randomBytes(300_000)]);
  const found = await everythingOf(stack, await sendAndRead(stack, ann, { name: "app.log", bytes: junk }));
  expect(found.file).toMatchObject({ status: "failed", record_count: 0 });
  expect(found.file.error.message).toMatch(/binary data .*ca fe 00 01.*not a log\. Its bytes are kept; upload/);
  expect(found.bytes.equals(junk)).toBe(true);
  expect(found.entries.rows).toBe(found.file.reject_count);
});

it("a single line of 200 MB is kept as rejects of 1 MiB, in memory that does not grow with it", async () => {
  const growth = async (megabytes: number) => {
    const bytes = gzipSync(Buffer.alloc(megabytes * 1_000_000, "never ending "));
    const before = process.memoryUsage().rss;
    let peak = before;
    const timer = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 20);
    const fileId = await sendAndRead(stack, ann, { name: "one-line.log.gz", bytes });
    clearInterval(timer);
    return { fileId, grown: peak - before };
  };
  // The first one takes what reading takes for any file.
  await growth(20);
  const { fileId, grown } = await growth(200);
  expect(grown).toBeLessThan(0.75 * 200_000_000);
  const { file, entries, tracked } = await everythingOf(stack, fileId);
  expect(file).toMatchObject({ status: "completed", content_bytes: 200_000_000, error: null });
  expect(file.reject_count).toBe(Math.ceil(200_000_000 / 1024 ** 2));
  expect(entries.rows).toBe(file.record_count + file.reject_count);
  expect(tracked[0]).toMatchObject({
    kind: "reject",
    reason: expect.stringMatching(/^Part 1 of a record longer than 1 MiB: kept, but not parsed\./),
  });
  const record = await ask(stack, ann, `/api/v1/files/${fileId}/records/2`);
  expect(record.status).toBe(200);
});

it("NUL bytes are shown in the text and kept exactly", async () => {
  const bytes = Buffer.from("2026-11-01T00:00:00Z INFO a\0b\n2026-11-01T00:00:01Z ERROR c\n".repeat(50));
  const fileId = await sendAndRead(stack, ann, { name: "nul.log", bytes });
  const found = await everythingOf(stack, fileId);
  expect(found.file).toMatchObject({ status: "completed", record_count: 100, reject_count: 0 });
  expect(found.bytes.equals(bytes)).toBe(true);
  const { body } = await ask(stack, ann, `/api/v1/files/${fileId}/records?count=1`);
  expect(JSON.stringify(body)).toContain("a\u2400b");
});

it.each([
  ["a gzip named .log", "app.log", () => gzipSync(pinoLines(50, "gzip as log")), "pino", "gzip"],
  ["JSON named .evtx", "System.evtx", () => pinoLines(50, "evtx"), "pino", "none"],
  [
    "plain text named .gz",
    "app.log.gz",
    () => Buffer.from("2026-11-01T00:00:00Z INFO a\n".repeat(50)),
    "plain",
    "none",
  ],
])("a wrong extension does not matter: %s", async (_what, name, bytes, format, container) => {
  const { file } = await everythingOf(stack, await sendAndRead(stack, ann, { name, bytes: bytes() }));
  expect(file).toMatchObject({ status: "completed", format, container, record_count: 50, reject_count: 0 });
});

it("a damaged archive named .log ends as failed and says what was looked for", async () => {
  const zip = Buffer.concat([Buffer.from("PK\x03\x04"), randomBytes(5000)]);
  const { file } = await everythingOf(stack, await sendAndRead(stack, ann, { name: "app.log", bytes: zip }));
  expect(file.status).toBe("failed");
  expect(file.error.message).toMatch(
    /^No file could be unpacked from this archive\. .*its members were looked for one by one/,
  );
});

it("a file of another organisation is not there, whatever is asked of it, and stays as it is", async () => {
  const fileId = await sendAndRead(stack, ann, { name: "ours.log", bytes: pinoLines(20, "ours") });
  const before = (await everythingOf(stack, fileId)).file;
  const stranger = await stack.person("owner");
  const paths = ["", "/records", "/records/1", "/errors", "/outline"].map((end) => `/api/v1/files/${fileId}${end}`);
  const answers = [
    ...(await Promise.all([...paths, `/api/stats/${fileId}`].map((path) => ask(stack, stranger, path)))),
    await ask(stack, stranger, `/api/v1/files/${fileId}/complete`, {}),
    await ask(stack, stranger, `/api/v1/files/${fileId}/cancel`, {}),
  ];
  for (const { status, body } of answers) {
    expect(status).toBe(404);
    expect(body.error?.message).toMatch(/^There is no such (file|record|job)/);
    expect(JSON.stringify(body)).not.toContain("ours.log");
  }
  const object = `${stack.supabaseUrl}/storage/v1/object/authenticated/${before.bucket}/${before.object_key}`;
  const headers = { authorization: `Bearer ${stranger.token}`, apikey: process.env.SUPABASE_PUBLISHABLE_KEY ?? "" };
  const stolen = await fetch(object, { headers });
  expect(stolen.ok).toBe(false);
  expect((await everythingOf(stack, fileId)).file).toEqual(before);
});
