import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { jobBatchSchema } from "#lib/model/job.ts";
import { connect, type Sql } from "#lib/platform/database.ts";
import { holdRow, impatient, provoke } from "#lib/store/database-fault.test-kit.ts";
import { createFile } from "#lib/store/store.test-kit.ts";
import { actOnJobs } from "./act-on-jobs.ts";
import { cancel } from "./cancel.ts";
import { type CompletePorts, complete } from "./complete.ts";
import { discard } from "./discard.ts";
import { type ActionBench, actionBench, pauseLanes } from "./job-actions.test-kit.ts";
import { moveLane } from "./move-lane.ts";
import { receive } from "./receive.ts";
import { reingest } from "./reingest.ts";
import { retry } from "./retry.ts";
import { upload } from "./upload.ts";

// What people are told when the database fails in the middle of what they asked for, and that nothing of it is done.
let bench: ActionBench;
let lift: (() => Promise<void>) | null = null;
beforeAll(async () => {
  bench = await actionBench(inject("databaseUrl"));
});
beforeEach(() => pauseLanes(bench.sql, true));
afterEach(async () => {
  await lift?.();
  lift = null;
});
afterAll(async () => {
  await pauseLanes(bench.sql, false);
  await bench.sql.begin(async (tx) => {
    // Without its file a sweep would take an object in again; the triggers of storage allow nobody to delete one.
    await tx`set local session_replication_role = replica`;
    await tx`delete from storage.objects`;
  });
  await bench.sql`delete from public.log_files where organization_id = ${bench.team.id}`;
  await bench.sql.end();
});

interface Call {
  /** The file it is about, made beforehand; null = it makes one. */
  given(): Promise<string | null>;
  run(sql: Sql, fileId: string | null): Promise<unknown>;
}

const SHA = "a".repeat(64);
const CONTENT = { sizeBytes: 12, sha256: SHA };

function portsOf(sql: Sql): CompletePorts {
  const look = { format: "plain", confidence: 1, runnerUp: null, lane: "low" as const, laneReason: "A test." };
  return {
    ...bench.ports,
    sql,
    objectSize: async () => CONTENT.sizeBytes,
    removeObject: async () => {},
    lookAt: async () => look,
  };
}

/** The call with a connection of its own: one that a fault ends is nobody else's. */
async function runApart(call: Call, fileId: string | null): Promise<unknown> {
  const sql = connect({ url: inject("databaseUrl"), maxConnections: 1 });
  try {
    return await call.run(sql, fileId);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

const ask = (fileId: string | null) => ({ fileId: fileId ?? "", sender: bench.ann });
const failed = async () => (await bench.job("failed")).id;
async function failedWithOriginal(): Promise<string> {
  const { id } = await bench.job("failed");
  await bench.sql`
    insert into storage.objects (bucket_id, name) select bucket, object_key from public.log_files where id = ${id}`;
  return id;
}
const newInput = () => ({ name: "app.log", sizeBytes: 12, sha256: randomUUID().replaceAll("-", "").repeat(2) });

const CALLS: Record<string, Call> = {
  retry: { given: failed, run: (sql, id) => retry(ask(id), portsOf(sql)) },
  reingest: { given: failedWithOriginal, run: (sql, id) => reingest(ask(id), portsOf(sql)) },
  discard: { given: failed, run: (sql, id) => discard(ask(id), portsOf(sql)) },
  cancel: {
    given: async () => (await bench.job("waiting")).id,
    run: (sql, id) => cancel(ask(id), portsOf(sql)),
  },
  "move to another lane": {
    given: async () => (await bench.job("waiting")).id,
    run: (sql, id) => moveLane({ ...ask(id), lane: "medium" }, portsOf(sql)),
  },
  "a batch over a filter": {
    async given() {
      await bench.sql`delete from public.log_files where organization_id = ${bench.team.id}`;
      return failed();
    },
    run: (sql) =>
      actOnJobs(
        { batch: jobBatchSchema.parse({ action: "retry", filter: { tab: "dead-letters" } }), sender: bench.ann },
        portsOf(sql),
      ),
  },
  "announcing a file": {
    given: async () => null,
    run: (sql) =>
      receive({ sender: bench.ann, input: { ...newInput(), source: "upload" } }, { sql, newId: randomUUID }),
  },
  "completing an upload": {
    async given() {
      const { id } = await createFile(bench.sql, bench.team, { sizeBytes: 12 });
      await bench.sql`update public.log_files set queued_at = null where id = ${id}`;
      return id;
    },
    run: (sql, id) => complete(ask(id), portsOf(sql)),
  },
  "uploading a file": {
    given: async () => null,
    run: (sql) =>
      upload(
        { sender: bench.ann, name: "app.log", announcedBytes: 12 },
        {
          ...portsOf(sql),
          newId: randomUUID,
          fields: () => ({}),
          store: async () => ({ ...CONTENT, sha256: newInput().sha256 }),
        },
      ),
  },
};

const CALL_NAMES = Object.keys(CALLS);

function callOf(name: string): Call {
  const call = CALLS[name];
  if (!call) throw new Error(`There is no call ${name}.`);
  return call;
}

/** Everything of the team that a call could change. */
const everything = async () => {
  const { sql, team } = bench;
  const files = await sql`select * from public.log_files where organization_id = ${team.id} order by id`;
  const events = await sql`select * from public.processing_events where organization_id = ${team.id} order by id`;
  return JSON.stringify([files, events]);
};

const eventCount = async () => {
  const [row] = await bench.sql<{ count: number }[]>`
    select count(*)::int as count from public.processing_events where organization_id = ${bench.team.id}`;
  return row?.count ?? 0;
};

/** Events that a call leaves when it is done once. */
const EVENTS: Record<string, number> = { "uploading a file": 2 };

const FAULTS = [
  {
    fault: "40001",
    reason: "database_conflict",
    message: /Others changed the same things.*Nothing was changed; try again/,
  },
  {
    fault: "40P01",
    reason: "database_conflict",
    message: /Others changed the same things.*Nothing was changed; try again/,
  },
  { fault: "53100", reason: "disk_full", message: /database's disk is full.*Nothing was changed\. Free space/ },
  { fault: "57014", reason: "database_timeout", message: /longer than the database allows\. Nothing was changed/ },
  { fault: "terminate", reason: "database_away", message: /database can't be reached.*Nothing was changed; try again/ },
];

describe.each(CALL_NAMES)("%s", (name) => {
  const call = callOf(name);

  test.each(FAULTS)("met by $fault says so, changes nothing, and is done once when asked again", async (met) => {
    const fileId = await call.given();
    const [before, count] = [await everything(), await eventCount()];
    lift = await provoke(bench.sql, { table: "public.processing_events", fault: met.fault });
    const error = await runApart(call, fileId).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "unavailable", isRetryable: true, details: { reason: met.reason } });
    expect((error as Error).message).toMatch(met.message);
    expect(await everything()).toBe(before);
    await lift();
    lift = null;
    await runApart(call, fileId);
    expect(await eventCount()).toBe(count + (EVENTS[name] ?? 1));
  });

  test.each(["40001", "40P01"])("met by %s once is done once all the same", async (fault) => {
    const fileId = await call.given();
    const count = await eventCount();
    lift = await provoke(bench.sql, { table: "public.processing_events", fault, times: 1 });
    await runApart(call, fileId);
    expect(await eventCount()).toBe(count + (EVENTS[name] ?? 1));
  });

  test("that loses its connection while it commits says that it may be done", async () => {
    const fileId = await call.given();
    lift = await provoke(bench.sql, { table: "public.processing_events", fault: "terminate at commit" });
    const error = await runApart(call, fileId).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "unavailable", details: { isMaybeDone: true } });
    expect((error as Error).message).toMatch(/may or may not be done\. Look again/);
  });
});

describe("a row that somebody holds", () => {
  test.each(["lock_timeout", "statement_timeout"] as const)("is waited for until %s, and then said", async (limit) => {
    const fileId = (await failed()) ?? "";
    const before = await everything();
    const sql = connect({ url: impatient(inject("databaseUrl"), limit, 150), maxConnections: 1 });
    lift = await holdRow(bench.sql, { table: "public.log_files", column: "id", id: fileId });
    try {
      await expect(retry(ask(fileId), portsOf(sql))).rejects.toMatchObject({
        code: "unavailable",
        message: expect.stringMatching(/longer than the database allows\. Nothing was changed/),
        details: { reason: "database_timeout" },
      });
      expect(await everything()).toBe(before);
    } finally {
      await sql.end();
    }
  });
});

test("an upload whose bytes are stored, but which can't be queued for a full disk, ends with that reason and no bytes", async () => {
  const removed: string[] = [];
  const before = await eventCount();
  const ports = portsOf(bench.sql);
  const sending = upload(
    { sender: bench.ann, name: "app.log", announcedBytes: 12 },
    {
      ...ports,
      newId: randomUUID,
      fields: () => ({}),
      removeObject: async ({ objectKey }) => void removed.push(objectKey),
      async store() {
        lift = await provoke(bench.sql, { table: "public.processing_events", fault: "53100", times: 1 });
        return { ...CONTENT, sha256: newInput().sha256 };
      },
    },
  );
  await expect(sending).rejects.toMatchObject({ code: "unavailable", details: { reason: "disk_full" } });
  expect(removed).toHaveLength(1);
  const [file] = await bench.sql`select status, error from public.log_files where object_key = ${removed[0] ?? ""}`;
  expect(file).toMatchObject({
    status: "failed",
    error: { code: "unavailable", message: expect.stringMatching(/database's disk is full/) },
  });
  expect(await eventCount()).toBe(before + 2);
});
