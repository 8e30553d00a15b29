import { createHash } from "node:crypto";
import { Worker } from "node:worker_threads";
import { afterAll, afterEach, expect, inject, test, vi } from "vitest";
import { AppError } from "#lib/errors.ts";
import type { Lane } from "#lib/model/log-file.ts";
import { connect } from "#lib/platform/database.ts";
import { createOrganization, createRunningFile, type TestFile } from "#lib/store/store.test-kit.ts";
import { bytesSource } from "#lib/streams/byte-source.ts";
import { ingestStep } from "./ingest-step.ts";
import { ALLOWED_BYTES, OPENED, type TestThreadData } from "./lane-threads.test-kit.ts";
import { laneThreads } from "./lane-threads.ts";

const databaseUrl = inject("databaseUrl");
const sql = connect({ url: databaseUrl });
const organization = await createOrganization(sql);
const workers: Worker[] = [];

afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.terminate();
  // Left running, they would hold slots that other tests' files wait for.
  await sql`
    update public.log_files set status = 'failed', finished_at = now()
    where organization_id = ${organization.id} and status in ('pending', 'processing')`;
});
afterAll(() => sql.end());

const RECORDS = 25_000;
const BYTES = new TextEncoder().encode(
  Array.from(
    { length: RECORDS },
    (_, i) => `{"level":30,"time":${1_795_305_600_000 + i},"msg":"line ${i} ${"x".repeat(90)}"}\n`,
  ).join(""),
);
const UNLIMITED = -1;
const HALF = Math.floor(BYTES.length / 2);

const SHA256 = createHash("sha256").update(BYTES).digest("hex");

async function givenFile(): Promise<TestFile> {
  return await createRunningFile(sql, organization, { sizeBytes: BYTES.length, sha256: SHA256 });
}

function givenThreads({
  fault = "none",
  allowedBytes = () => UNLIMITED,
}: {
  fault?: TestThreadData["fault"];
  allowedBytes?: (lane: Lane) => number;
} = {}) {
  const started: { lane: Lane; worker: Worker; signals: Int32Array }[] = [];
  const threads = laneThreads((lane) => {
    const signals = new Int32Array(new SharedArrayBuffer(8));
    signals[ALLOWED_BYTES] = allowedBytes(lane);
    const data: TestThreadData = { databaseUrl, bytes: BYTES, signals, fault };
    const worker = new Worker(new URL("./lane-threads.test-kit.ts", import.meta.url), { workerData: data });
    workers.push(worker);
    started.push({ lane, worker, signals });
    return worker;
  });
  return { threads, started };
}

const stepOf = ({ id }: TestFile, budgetMs = 60_000) => ({ fileId: id, dispatch: 1, budgetMs });

/** Everything that was stored of a file, but for its numbers. */
async function stored(file: TestFile) {
  const [row] = await sql`
    select status, record_count, reject_count, first_time, last_time, format from public.log_files where id = ${file.id}`;
  const entries = await sql`
    select record_no, time, severity_number, body, byte_length from logs.log_entries where file_no = ${file.no} order by record_no`;
  const chunks = await sql`
    select chunk_no, byte_offset, md5(bytes) as md5 from logs.log_chunks where file_no = ${file.no} order by chunk_no`;
  return {
    row: { ...row },
    entries: entries.map((entry) => ({ ...entry })),
    chunks: chunks.map((chunk) => ({ ...chunk })),
  };
}

async function batchesOf(file: TestFile): Promise<number> {
  const [row] = await sql`select checkpoint_no::int as no from public.file_progress where file_id = ${file.id}`;
  return row?.no ?? 0;
}

/** Releases what a thread may read, and wakes it. */
function allow(signals: Int32Array, bytes: number): void {
  Atomics.store(signals, ALLOWED_BYTES, bytes);
  Atomics.notify(signals, ALLOWED_BYTES);
}

test("a file read in a thread leaves exactly what it leaves when it is read here", async () => {
  const [here, there] = [await givenFile(), await givenFile()];
  const resultHere = await ingestStep(stepOf(here), { sql, now: Date.now, openSource: () => bytesSource(BYTES) });
  const resultThere = await givenThreads().threads.run("low", stepOf(there));
  expect(resultThere).toEqual(resultHere);
  expect(resultThere).toMatchObject({ status: "completed", records: RECORDS });
  expect(await stored(there)).toEqual(await stored(here));
});

test("the steps of a file go on in the session that the thread keeps warm", async () => {
  const file = await givenFile();
  const { threads, started } = givenThreads();
  let steps = 0;
  for (let status = "continue"; status === "continue"; steps++)
    status = (await threads.run("low", stepOf(file, 0))).status;
  expect(steps).toBeGreaterThan(2);
  expect(started).toHaveLength(1);
  expect(started[0]?.signals[OPENED]).toBe(1);
});

test("an error of ours comes back with its code, its details and whether to try again", async () => {
  const { threads } = givenThreads({ fault: "storage_away" });
  const error = await threads.run("high", stepOf(await givenFile())).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({
    name: "UnavailableError",
    message: "The storage is away.",
    code: "unavailable",
    isRetryable: true,
    details: { reason: "test" },
    cause: { message: "refused" },
  });
});

test("a bug comes back as what it is, and the thread goes on", async () => {
  const { threads, started } = givenThreads({ fault: "bug" });
  for (const file of [await givenFile(), await givenFile()]) {
    const error = await threads.run("high", stepOf(file)).catch((thrown: unknown) => thrown);
    expect(error).not.toBeInstanceOf(AppError);
    expect(error).toMatchObject({ name: "TypeError", message: "a bug of ours" });
  }
  expect(started).toHaveLength(1);
});

test("content that is not what was announced ends the file as failed, as it does here", async () => {
  const file = await createRunningFile(sql, organization, { sizeBytes: BYTES.length, sha256: "0".repeat(64) });
  const result = await givenThreads().threads.run("medium", stepOf(file));
  expect(result).toMatchObject({ status: "failed", records: RECORDS });
});

test("a thread that dies fails its step so that it is tried again, and the next one loses and doubles nothing", async () => {
  const file = await givenFile();
  const limits = [HALF, UNLIMITED];
  const { threads, started } = givenThreads({ allowedBytes: () => limits.shift() ?? UNLIMITED });
  const step = threads.run("high", stepOf(file)).catch((thrown: unknown) => thrown);
  await vi.waitUntil(async () => (await batchesOf(file)) > 0, { timeout: 30_000 });
  await started[0]?.worker.terminate();
  expect(await step).toMatchObject({ code: "unavailable", isRetryable: true, details: { reason: "thread_ended" } });
  expect((await threads.run("high", stepOf(file))).status).toBe("completed");
  expect(started).toHaveLength(2);
  const numbers = (await stored(file)).entries.map((entry) => entry.record_no);
  expect(numbers).toEqual(Array.from({ length: RECORDS }, (_, i) => i + 1));
});

test("a lane whose thread is stuck holds up no other lane", async () => {
  const [slow, urgent] = [await givenFile(), await givenFile()];
  const { threads, started } = givenThreads({ allowedBytes: (lane) => (lane === "low" ? 0 : UNLIMITED) });
  const held = threads.run("low", stepOf(slow));
  expect((await threads.run("high", stepOf(urgent))).status).toBe("completed");
  const low = started.find(({ lane }) => lane === "low");
  expect(low).toBeDefined();
  if (low) allow(low.signals, UNLIMITED);
  expect((await held).status).toBe("completed");
});

test("when the process is about to end a step ends with its next batch, and a later one goes on there", async () => {
  const file = await givenFile();
  const { threads, started } = givenThreads({ allowedBytes: () => HALF });
  const step = threads.run("high", stepOf(file));
  await vi.waitUntil(async () => (await batchesOf(file)) > 0, { timeout: 30_000 });
  const closed = threads.close();
  if (started[0]) allow(started[0].signals, UNLIMITED);
  expect((await step).status).toBe("continue");
  await closed;
  const after = givenThreads();
  expect(await after.threads.run("high", stepOf(file))).toMatchObject({ status: "completed", records: RECORDS });
});
