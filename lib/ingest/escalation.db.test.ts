import { afterAll, afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { UnavailableError } from "#lib/errors.ts";
import type { Lane } from "#lib/model/log-file.ts";
import { connect } from "#lib/platform/database.ts";
import { admitWaiting } from "#lib/store/admission.ts";
import { databaseNowMs } from "#lib/store/database-clock.ts";
import { failFile } from "#lib/store/fail-file.ts";
import { createFile, createOrganization, type TestFile } from "#lib/store/store.test-kit.ts";
import { bytesSource } from "#lib/streams/byte-source.ts";
import { ingestStep, type StepInput, type StepPorts } from "./ingest-step.ts";
import { tracedStep } from "./traced-step.ts";
import { closeWarmSessions } from "./warm-sessions.ts";

const sql = connect({ url: inject("databaseUrl") });
const organization = await createOrganization(sql);
beforeEach(() => sql`update public.log_files set status = 'completed' where status in ('pending', 'processing')`);
afterEach(async () => {
  closeWarmSessions();
  await sql`update public.lane_settings set slots = case lane when 'high' then 4 when 'medium' then 2 else 1 end,
    reserved_slots = case lane when 'high' then 2 else 0 end, quiet_ms = case lane when 'low' then 500 else 0 end`;
});
afterAll(() => sql.end());

const LINES = 30_000;
const FATAL_LINE = 20;

/** Three megabytes of pino, so that a step of no time leaves most of it; one of the first lines is fatal. */
function lines(fatalLine: number): Buffer {
  const line = (i: number) =>
    JSON.stringify({
      level: i === fatalLine ? 60 : 30,
      time: 1_795_305_600_000 + i,
      msg: `line ${i} ${"x".repeat(60)}`,
    });
  return Buffer.from(Array.from({ length: LINES }, (_, i) => `${line(i + 1)}\n`).join(""));
}

async function admittedLow(bytes: Uint8Array): Promise<TestFile> {
  await sql`update public.lane_settings set quiet_ms = 0 where lane = 'low'`;
  const file = await createFile(sql, organization, { lane: "low", sizeBytes: bytes.length });
  await sql.begin(async (tx) => admitWaiting(tx, await databaseNowMs(tx)));
  return file;
}

interface Step {
  dispatch?: number;
  stepNumber?: number;
  attempt?: number;
  budgetMs?: number;
  ports?: Partial<StepPorts>;
}

function step(file: TestFile, bytes: Uint8Array, given: Step = {}) {
  const { dispatch = 1, stepNumber = 1, attempt = 1, budgetMs = 0, ports } = given;
  const input = { fileId: file.id, dispatch, lane: "low" as const, stepNumber, attempt, budgetMs };
  const all: StepPorts = { sql, now: Date.now, openSource: () => bytesSource(bytes), ...ports };
  const traced = { sql, now: Date.now, run: (_: Lane, order: StepInput) => ingestStep(order, all) };
  return tracedStep({ ...input, nextTry: () => ({ atMs: Date.now() + 2000 }) }, traced);
}

const row = async (file: TestFile) => (await sql`select * from public.log_files where id = ${file.id}`)[0] ?? {};
const events = (file: TestFile) =>
  sql`select kind, reason, details from public.processing_events where file_id = ${file.id} order by id`;
const stored = async (file: TestFile) =>
  (
    await sql`select count(*)::int as rows, count(distinct record_no)::int as distinct from logs.log_entries where file_no = ${file.no}`
  )[0];

describe("a Low file with a fatal entry", () => {
  test("is raised in the transaction of the batch and goes on in High at the next step, every row once", async () => {
    const bytes = lines(FATAL_LINE);
    const file = await admittedLow(bytes);
    const moved = await step(file, bytes);
    expect(moved).toMatchObject({ status: "moved", dispatched: [{ fileId: file.id, lane: "high", dispatch: 2 }] });
    const reason = `Raised while it was read: a fatal entry, "line 20 ${"x".repeat(60)}" (line 20).`;
    expect(await row(file)).toMatchObject({
      status: "processing",
      lane: "high",
      run_lane: "high",
      lane_reason: reason,
      attempts: 1,
    });
    expect((await events(file)).map(({ kind }) => kind)).toEqual(["started", "raised", "requeued", "started"]);
    const raised = (await events(file)).find(({ kind }) => kind === "raised");
    expect(raised).toMatchObject({ reason, details: { from: "low", lane: "high", recordNumber: FATAL_LINE } });

    expect(await step(file, bytes, { dispatch: 1 })).toMatchObject({ status: "superseded" });
    expect(await step(file, bytes, { dispatch: 2, budgetMs: 60_000 })).toMatchObject({
      status: "completed",
      records: LINES,
    });
    expect(await stored(file)).toEqual({ rows: LINES, distinct: LINES });
  });

  test("that ends in the same step is not moved, but says what lane it belongs into", async () => {
    const bytes = lines(FATAL_LINE);
    const file = await admittedLow(bytes);
    expect(await step(file, bytes, { budgetMs: 60_000 })).toMatchObject({ status: "completed" });
    expect(await row(file)).toMatchObject({ status: "completed", lane: "high", dispatch: 1 });
    expect((await events(file)).map(({ kind }) => kind)).toEqual(["started", "raised", "completed"]);
  });

  test("goes on in its own slot while High has none, and moves over once it has", async () => {
    const bytes = lines(FATAL_LINE);
    const file = await admittedLow(bytes);
    await sql`update public.lane_settings set slots = 0, reserved_slots = 0 where lane = 'high'`;
    expect(await step(file, bytes)).toMatchObject({ status: "continue" });
    expect(await row(file)).toMatchObject({ status: "processing", lane: "high", run_lane: "low", dispatch: 1 });
    await sql`update public.lane_settings set slots = 1 where lane = 'high'`;
    expect(await step(file, bytes, { stepNumber: 2 })).toMatchObject({
      status: "moved",
      dispatched: [{ dispatch: 2 }],
    });
  });

  test("frees its Low slot for the next Low file when it moves", async () => {
    const bytes = lines(FATAL_LINE);
    const file = await admittedLow(bytes);
    const next = await createFile(sql, organization, { lane: "low" });
    const { dispatched } = await step(file, bytes);
    expect(dispatched).toMatchObject([
      { fileId: file.id, lane: "high" },
      { fileId: next.id, lane: "low" },
    ]);
  });

  test("stays in the lane that a person chose", async () => {
    const bytes = lines(FATAL_LINE);
    const file = await admittedLow(bytes);
    await sql`update public.log_files set lane_setting = 'low' where id = ${file.id}`;
    expect(await step(file, bytes)).toMatchObject({ status: "continue" });
    expect(await row(file)).toMatchObject({ lane: "low" });
  });

  test("without one stays where it is", async () => {
    const bytes = lines(0);
    const file = await admittedLow(bytes);
    expect(await step(file, bytes)).toMatchObject({ status: "continue" });
    expect(await row(file)).toMatchObject({ lane: "low", run_lane: "low" });
  });
});

describe("a step's trace", () => {
  const traces = (file: TestFile) =>
    sql`select dispatch, step_no, attempt, lane, records, bytes_done, error from public.file_steps where file_id = ${file.id} order by id`;

  test("tells what each step stored, and each retry with its error and the time of the next try", async () => {
    const bytes = lines(0);
    const file = await admittedLow(bytes);
    const first = await step(file, bytes);
    const away = new UnavailableError("The file storage answered 503; try again later.");
    closeWarmSessions();
    const failing = { openSource: () => Promise.reject(away) };
    await expect(step(file, bytes, { stepNumber: 2, ports: failing })).rejects.toThrow("503");
    await step(file, bytes, { stepNumber: 2, attempt: 2, budgetMs: 60_000 });
    expect(await traces(file)).toEqual([
      {
        dispatch: 1,
        step_no: 1,
        attempt: 1,
        lane: "low",
        records: first.stored,
        bytes_done: first.bytesDone,
        error: null,
      },
      {
        dispatch: 1,
        step_no: 2,
        attempt: 1,
        lane: "low",
        records: 0,
        bytes_done: first.bytesDone,
        error: away.message,
      },
      {
        dispatch: 1,
        step_no: 2,
        attempt: 2,
        lane: "low",
        records: LINES - first.stored,
        bytes_done: bytes.length,
        error: null,
      },
    ]);
    const retry = (await events(file)).find(({ kind }) => kind === "retry");
    expect(retry).toMatchObject({
      reason: `Step 2 failed at attempt 1 and is tried again: ${away.message}`,
      details: { dispatch: 1, step: 2, attempt: 1, error: away.message, nextTryAtMs: expect.any(Number) },
    });
  });

  test("goes with its file", async () => {
    const bytes = lines(0);
    const file = await admittedLow(bytes);
    await step(file, bytes);
    await sql`delete from public.log_files where id = ${file.id}`;
    expect(await traces(file)).toEqual([]);
  });
});

test("a dead letter says how often it was tried, what happened last, and where reading stopped", async () => {
  const bytes = lines(0);
  const file = await admittedLow(bytes);
  const { stored: records } = await step(file, bytes);
  const [chunk] = await sql`select sum(byte_length)::int as bytes from logs.log_chunks where file_no = ${file.no}`;
  const error = new UnavailableError("The storage stayed away.");
  await sql.begin((tx) => failFile(tx, { id: file.id, dispatch: 1 }, error));
  expect((await row(file)).error).toEqual({
    code: "unavailable",
    message: error.message,
    details: {
      isDeadLetter: true,
      attempts: 1,
      lastError: error.message,
      position: { recordNumber: records + 1, byteOffset: chunk?.bytes },
    },
  });
});
