import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gunzipSync, gzipSync, zstdDecompressSync } from "node:zlib";
import { afterAll, afterEach, describe, expect, inject, test } from "vitest";
import { UnavailableError } from "#lib/errors.ts";
import { connect } from "#lib/platform/database.ts";
import { createOrganization, createRunningFile, type TestFile } from "#lib/store/store.test-kit.ts";
import { type ByteSource, bytesSource } from "#lib/streams/byte-source.ts";
import { ingestStep, type StepPorts, type StepResult } from "./ingest-step.ts";
import { closeWarmSessions } from "./warm-sessions.ts";

const sql = connect({ url: inject("databaseUrl") });
const organization = await createOrganization(sql);
afterEach(() => closeWarmSessions());
afterAll(async () => {
  // Left running, they would hold slots that other tests' files wait for.
  await sql`
    update public.log_files set status = 'failed', finished_at = now()
    where organization_id = ${organization.id} and status in ('pending', 'processing')`;
  await sql.end();
});

const FIXTURES = new URL("../formats/fixtures/", import.meta.url);
const fixture = (name: string) => new Uint8Array(readFileSync(new URL(name, FIXTURES)));

/** Lines of pino, about 110 bytes each. */
function pinoLines(count: number): Buffer {
  const line = (i: number) =>
    JSON.stringify({
      level: i % 10 === 0 ? 50 : 30,
      time: 1_795_305_600_000 + i,
      pid: 7,
      hostname: "host",
      msg: `line ${i} ${"x".repeat(40)}`,
    });
  return Buffer.from(Array.from({ length: count }, (_, i) => `${line(i)}\n`).join(""));
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

interface Given {
  name?: string;
  /** What the file was said to be; the bytes themselves unless told. */
  announced?: { sizeBytes?: number; sha256?: string };
}

async function given(bytes: Uint8Array, { name, announced }: Given = {}): Promise<TestFile> {
  return await createRunningFile(sql, organization, {
    name,
    sizeBytes: bytes.length,
    sha256: sha256(bytes),
    ...announced,
  });
}

interface RunOptions {
  bytes: Uint8Array;
  budgetMs?: number;
  isCold?: boolean;
  ports?: Partial<StepPorts>;
  dispatch?: number;
}

async function step(
  file: TestFile,
  { bytes, budgetMs = 60_000, ports, dispatch = 1 }: RunOptions,
): Promise<StepResult> {
  const all: StepPorts = { sql, openSource: () => bytesSource(bytes), now: Date.now, ...ports };
  return await ingestStep({ fileId: file.id, dispatch, budgetMs }, all);
}

async function run(file: TestFile, options: RunOptions): Promise<{ last: StepResult; steps: number }> {
  for (let steps = 1; ; steps++) {
    const last = await step(file, options);
    if (last.status !== "continue") return { last, steps };
    if (options.isCold) closeWarmSessions();
  }
}

async function storedBytes(file: TestFile): Promise<Buffer> {
  const chunks = await sql<{ bytes: Uint8Array }[]>`
    select bytes from logs.log_chunks where file_no = ${file.no} order by chunk_no`;
  return Buffer.concat(chunks.map((chunk) => zstdDecompressSync(chunk.bytes)));
}

async function recordNumbers(file: TestFile): Promise<number[]> {
  const rows = await sql`select record_no from logs.log_entries where file_no = ${file.no} order by record_no`;
  return rows.map((row) => row.record_no);
}

async function fileRow(file: TestFile) {
  const [row] = await sql`select * from public.log_files where id = ${file.id}`;
  return row ?? {};
}

/** Minutes since 1970 with the counts of their records, added up over all chunks. */
async function minuteCounts(file: TestFile): Promise<Record<number, { info: number; error: number }>> {
  const rows = await sql<{ minute: number; info: number; error: number }[]>`
    select (extract(epoch from minute) / 60)::int as minute, sum(level_counts[4])::int as info,
      sum(level_counts[6])::int as error
    from logs.minute_counts where file_no = ${file.no} group by minute order by minute`;
  return Object.fromEntries(rows.map(({ minute, ...counts }) => [minute, counts]));
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

describe("a Windows event log", () => {
  test("is stored with its records, exact bytes, outcomes and what was damaged", async () => {
    const bytes = fixture("evtx-damaged.gz");
    const file = await given(bytes, { name: "Application.evtx.gz" });
    const { last } = await run(file, { bytes, isCold: true });
    expect(last.status).toBe("completed");
    expect((await storedBytes(file)).equals(gunzipSync(bytes))).toBe(true);
    const [row] = await sql`select format, encoding from public.log_files where id = ${file.id}`;
    expect(row).toEqual({ format: "evtx", encoding: "binary" });
    const entries = await sql<{ logger: string | null; reason: string | null }[]>`
      select logger, reject_reason as reason from logs.log_entries where file_no = ${file.no} order by record_no`;
    expect(entries.map(({ logger, reason }) => logger ?? reason?.split(" ", 1)[0])).toEqual([
      "EventLog",
      "Event",
      "Damaged:",
      "Microsoft-Windows-WindowsUpdateClient",
      "Microsoft-Windows-Security-Auditing",
      "Tallybook Sync",
      "Tallybook Sync",
      "Event",
    ]);
  });
});

describe("a file", () => {
  test("what was assumed about the whole file is kept with it", async () => {
    const text =
      "=== Logging started: 7/8/2026  10:00:00 ===\r\nMSI (s) (5C:30) [10:00:01:000]: Product: Tallybook\r\n";
    const bytes = new TextEncoder().encode(text);
    const file = await given(bytes, { name: "ambiguous.log" });
    await run(file, { bytes });
    const [row] = await sql`select format, reading_notes from public.log_files where id = ${file.id}`;
    expect(row).toMatchObject({ format: "msi", reading_notes: [expect.stringContaining("assumed")] });
  });

  test("is read in the format and time zone that its sender chose", async () => {
    const bytes = new TextEncoder().encode("2025-10-09 08:53:20 no object at all\n".repeat(20));
    const file = await given(bytes);
    await sql`
      update public.log_files set format_setting = 'pino', time_zone_setting = 'Europe/Berlin' where id = ${file.id}`;
    await run(file, { bytes });
    expect(await fileRow(file)).toMatchObject({ format: "pino", reject_count: 20 });
    const plain = await given(bytes);
    await sql`update public.log_files set time_zone_setting = 'Europe/Berlin' where id = ${plain.id}`;
    await run(plain, { bytes });
    expect(await fileRow(plain)).toMatchObject({ format: "plain", first_time: new Date("2025-10-09T06:53:20Z") });
  });

  test("read in one step is completed with its facts, and every byte is kept", async () => {
    const content = pinoLines(25_000);
    const bytes = gzipSync(content);
    const file = await given(bytes, { name: "app.log.gz" });
    const { last } = await run(file, { bytes });
    expect(last).toMatchObject({ status: "completed", records: 25_000, rejects: 0, bytesDone: bytes.length });
    expect((await storedBytes(file)).equals(content)).toBe(true);
    expect(await recordNumbers(file)).toEqual(upTo(25_000));
    expect(await fileRow(file)).toMatchObject({
      status: "completed",
      format: "pino",
      container: "gzip",
      record_count: 25_000,
      reject_count: 0,
      content_bytes: content.length,
      severity_counts: { info: 22_500, error: 2500 },
      first_time: new Date(1_795_305_600_000),
      last_time: new Date(1_795_305_624_999),
      error: null,
    });
    expect(await minuteCounts(file)).toEqual({ 29921760: { info: 22_500, error: 2500 } });
    const events = await sql`select kind, to_status from public.processing_events where file_id = ${file.id}`;
    expect(events).toEqual([{ kind: "completed", to_status: "completed" }]);
  });

  test.each([
    ["warm", false, "gzip"],
    ["cold", true, "gzip"],
    ["cold", true, "plain"],
  ])("read in steps of no time, each %s (cold: %s, %s), gives the same rows once", async (_, isCold, container) => {
    const content = pinoLines(30_000);
    const bytes = container === "gzip" ? gzipSync(content) : content;
    const file = await given(bytes);
    const { last, steps } = await run(file, { bytes, budgetMs: 0, isCold });
    expect(steps).toBeGreaterThan(3);
    expect(last).toMatchObject({ status: "completed", records: 30_000 });
    expect(await recordNumbers(file)).toEqual(upTo(30_000));
    expect((await storedBytes(file)).equals(content)).toBe(true);
  });

  test("written through unnest gives the same rows", async () => {
    const bytes = pinoLines(3000);
    const file = await given(bytes);
    await run(file, { bytes, ports: { bulkWrite: "unnest" } });
    expect(await recordNumbers(file)).toEqual(upTo(3000));
  });

  test("read by two workers at once is stored once", async () => {
    const bytes = pinoLines(30_000);
    const file = await given(bytes);
    const results = await Promise.all([run(file, { bytes, budgetMs: 0 }), run(file, { bytes, budgetMs: 0 })]);
    expect(results.map(({ last }) => last.status)).toContain("completed");
    expect(await recordNumbers(file)).toEqual(upTo(30_000));
    expect((await storedBytes(file)).equals(bytes)).toBe(true);
  });

  test("whose checkpoint a crash of the database took back is read again from there", async () => {
    const bytes = pinoLines(30_000);
    const file = await given(bytes);
    await step(file, { bytes, budgetMs: 0 });
    const [before] = await sql`select * from public.file_progress where file_id = ${file.id}`;
    await step(file, { bytes, budgetMs: 0 });
    await sql`delete from logs.log_entries where file_no = ${file.no} and chunk_no >= 1`;
    await sql`delete from logs.log_chunks where file_no = ${file.no} and chunk_no >= 1`;
    await sql`delete from logs.minute_counts where file_no = ${file.no} and chunk_no >= 1`;
    await sql`
      update public.file_progress set checkpoint_no = 1, checkpoint = ${JSON.stringify(before?.checkpoint)}::text::jsonb
      where file_id = ${file.id}`;
    await run(file, { bytes });
    expect(await recordNumbers(file)).toEqual(upTo(30_000));
    expect((await storedBytes(file)).equals(bytes)).toBe(true);
  });

  test("that was dispatched anew is left alone by the old run", async () => {
    const bytes = pinoLines(30_000);
    const file = await given(bytes);
    await step(file, { bytes, budgetMs: 0 });
    await sql`update public.log_files set dispatch = 2 where id = ${file.id}`;
    expect(await step(file, { bytes })).toMatchObject({ status: "superseded" });
    expect((await run(file, { bytes, dispatch: 2 })).last.status).toBe("completed");
    expect(await recordNumbers(file)).toEqual(upTo(30_000));
  });

  test("that is dispatched anew while a step runs stores nothing more for it", async () => {
    const bytes = pinoLines(30_000);
    const file = await given(bytes);
    let calls = 0;
    const now = () => {
      if (++calls === 4) void sql`update public.log_files set dispatch = 2 where id = ${file.id}`.execute();
      return Date.now();
    };
    expect(await step(file, { bytes, ports: { now } })).toMatchObject({ status: "superseded" });
    expect(await fileRow(file)).toMatchObject({ status: "processing", dispatch: 2 });
  });

  test("that ended gives its slot to a waiting one in the same transaction", async () => {
    const bytes = pinoLines(10);
    const file = await given(bytes);
    const waiting = await createRunningFile(sql, organization);
    await sql`update public.log_files set status = 'pending', dispatch = 0 where id = ${waiting.id}`;
    const result = await step(file, { bytes });
    expect(result.dispatched).toContainEqual({
      fileId: waiting.id,
      organizationId: organization.id,
      lane: "high",
      dispatch: 1,
    });
    await sql`update public.log_files set status = 'failed' where id = ${waiting.id}`;
  });
});

describe("an installation log", () => {
  test("leaves its outcome, its first failing line, its device and one alert", async () => {
    const bytes = fixture("msi-failed.log");
    const file = await given(bytes, { name: "install.log" });
    await run(file, { bytes });
    const installations = await sql`select * from public.installation_logs where file_id = ${file.id}`;
    expect(installations.length).toBeGreaterThanOrEqual(1);
    expect(installations[0]).toMatchObject({ outcome: "failed" });
    const alerts = await sql`select * from public.alerts where file_id = ${file.id}`;
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({ state: "open", lane: "high", installation_log_id: installations[0]?.id });
    const row = await fileRow(file);
    expect(row.status).toBe("completed");
    expect(row.first_failing_line).toEqual(installations[0]?.first_failing_line);
    expect(installations[0]?.device_id).toEqual(row.device_id);
  });

  test("read again raises no second alert", async () => {
    const bytes = fixture("msi-failed.log");
    const file = await given(bytes, { name: "install.log" });
    await run(file, { bytes });
    await sql`delete from logs.log_chunks where file_no = ${file.no}`;
    await sql`delete from logs.minute_counts where file_no = ${file.no}`;
    await sql`update public.file_progress set checkpoint = null, checkpoint_no = 0 where file_id = ${file.id}`;
    await sql`update public.log_files set status = 'processing', dispatch = 2 where id = ${file.id}`;
    await run(file, { bytes, dispatch: 2 });
    const [counted] = await sql`
      select count(*)::int as alerts from public.alerts where file_id = ${file.id}`;
    expect(counted).toEqual({ alerts: 1 });
  });
});

describe("bad input", () => {
  test("an empty file fails with words that say so", async () => {
    const bytes = new Uint8Array(0);
    const file = await given(bytes);
    expect((await run(file, { bytes })).last.status).toBe("failed");
    const row = await fileRow(file);
    expect(row.error.message).toMatch(/^This file is empty \(0 bytes\)/);
    expect(row.finished_at).not.toBeNull();
  });

  test("a gzip of nothing fails the same way", async () => {
    const bytes = gzipSync("");
    const file = await given(bytes);
    expect((await run(file, { bytes })).last.status).toBe("failed");
    expect((await fileRow(file)).error.message).toContain("empty (0 bytes)");
  });

  test("a truncated gzip keeps what was readable and fails with the position", async () => {
    const content = pinoLines(40_000);
    const whole = gzipSync(content);
    const bytes = whole.subarray(0, Math.floor(whole.length / 2));
    const file = await given(bytes);
    const { last } = await run(file, { bytes });
    expect(last.status).toBe("failed");
    expect(last.records).toBeGreaterThan(1000);
    const row = await fileRow(file);
    expect(row.error).toMatchObject({ code: "unprocessable", details: { byteOffset: expect.any(Number) } });
    expect(row.record_count).toBe(last.records);
    const kept = await storedBytes(file);
    expect(kept.equals(content.subarray(0, kept.length))).toBe(true);
    const exceptions = await sql`
      select kind, reason from public.error_tracking where file_id = ${file.id} and kind = 'exception'`;
    expect(exceptions).toEqual([{ kind: "exception", reason: row.error.message }]);
  });

  test("binary junk fails, its bytes kept as rejects", async () => {
    const bytes = new Uint8Array(200_000).map((_, i) => (i * 7919 + (i >> 3)) & 255);
    const file = await given(bytes, { name: "junk.bin" });
    const { last } = await run(file, { bytes });
    expect(last).toMatchObject({ status: "failed", records: 0 });
    expect(last.rejects).toBeGreaterThan(0);
    expect((await storedBytes(file)).equals(Buffer.from(bytes))).toBe(true);
  });

  test("thousands of rejects are all kept and counted, the first 1,000 listed", async () => {
    const bytes = Buffer.concat([pinoLines(5000), Buffer.from("{broken\n".repeat(1500)), pinoLines(10)]);
    const file = await given(bytes);
    const { last } = await run(file, { bytes });
    expect(last).toMatchObject({ status: "completed", records: 5010, rejects: 1500 });
    const [tracked] = await sql`
      select count(*)::int as tracked, min(record_no)::int as first from public.error_tracking where file_id = ${file.id}`;
    expect(tracked).toEqual({ tracked: 1000, first: 5001 });
  });

  test("content with another SHA-256 than announced fails", async () => {
    const bytes = pinoLines(10);
    const file = await given(bytes, { announced: { sha256: "0".repeat(64) } });
    expect((await run(file, { bytes })).last.status).toBe("failed");
    expect((await fileRow(file)).error.message).toContain("SHA-256 differs");
  });

  test("content shorter than announced fails, also after a cold resume", async () => {
    const bytes = pinoLines(30_000);
    const file = await given(bytes, { announced: { sizeBytes: bytes.length + 1 } });
    expect((await run(file, { bytes, budgetMs: 0, isCold: true })).last.status).toBe("failed");
    expect((await fileRow(file)).error.message).toContain(`${bytes.length + 1} were announced`);
    expect(await recordNumbers(file)).toEqual(upTo(30_000));
  });

  test("NUL bytes are shown in the text and exact in the chunk", async () => {
    const bytes = Buffer.from("2026-11-01T00:00:00Z INFO a\0b\n2026-11-01T00:00:01Z ERROR c\n".repeat(50));
    const file = await given(bytes);
    await run(file, { bytes });
    const [row] = await sql`select body from logs.log_entries where file_no = ${file.no} and record_no = 1`;
    expect(row?.body).toContain("a\u2400b");
    expect((await storedBytes(file)).equals(bytes)).toBe(true);
  });
});

describe("a part that is away", () => {
  test("the storage: the step throws what may be tried again, and a later step finishes", async () => {
    const bytes = pinoLines(30_000);
    const file = await given(bytes);
    const broken: ByteSource = {
      sizeBytes: bytes.length,
      async *open(offsetBytes) {
        yield bytes.subarray(offsetBytes, 2_000_000);
        throw new UnavailableError("The storage did not answer.");
      },
    };
    await expect(step(file, { bytes, ports: { openSource: () => broken } })).rejects.toBeInstanceOf(UnavailableError);
    expect(await fileRow(file)).toMatchObject({ status: "processing" });
    expect((await run(file, { bytes })).last.status).toBe("completed");
    expect(await recordNumbers(file)).toEqual(upTo(30_000));
  });

  test("the database: the step throws UnavailableError", async () => {
    const away = connect({ url: "postgres://postgres:x@127.0.0.1:1/postgres" });
    const bytes = pinoLines(10);
    const file = await given(bytes);
    await expect(step(file, { bytes, ports: { sql: away } })).rejects.toBeInstanceOf(UnavailableError);
    await away.end({ timeout: 0 });
  });

  test("a full disk: named as what it is, nothing half stored, and a later step finishes", async () => {
    const bytes = pinoLines(30_000);
    const file = await given(bytes);
    await sql.unsafe(`
      create function private.no_space_for_test() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
      create trigger no_space_for_test before insert on logs.log_chunks for each row
        when (new.file_no = ${file.no} and new.chunk_no = 1) execute function private.no_space_for_test()`);
    const failed = await step(file, { bytes }).catch((error: unknown) => error);
    await sql.unsafe("drop function private.no_space_for_test() cascade");
    expect(failed).toBeInstanceOf(UnavailableError);
    expect(failed).toMatchObject({ message: expect.stringContaining("disk is full"), details: { sqlState: "53100" } });
    const [stored] = await sql`select checkpoint_no::int as no from public.file_progress where file_id = ${file.id}`;
    expect(stored).toEqual({ no: 1 });
    expect((await run(file, { bytes })).last.status).toBe("completed");
    expect(await recordNumbers(file)).toEqual(upTo(30_000));
  });

  test("the database's connections, cut in the middle: a later step finishes, every row once", async () => {
    const bytes = pinoLines(60_000);
    const file = await given(bytes);
    const own = connect({ url: inject("databaseUrl") });
    let calls = 0;
    const now = () => {
      if (++calls === 6) {
        void sql`
          select pg_terminate_backend(pid) from pg_stat_activity
          where application_name = 'sluice' and pid <> pg_backend_pid() and state <> 'idle'`.execute();
      }
      return Date.now();
    };
    const first = await step(file, { bytes, ports: { sql: own, now } }).catch((error: unknown) => error);
    if (first instanceof Error) expect(first).toBeInstanceOf(UnavailableError);
    await own.end({ timeout: 0 });
    const current = await fileRow(file);
    if (current.status === "processing") await run(file, { bytes });
    expect(await recordNumbers(file)).toEqual(upTo(60_000));
    expect((await storedBytes(file)).equals(bytes)).toBe(true);
  });
});
