import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import type { Dispatched } from "#lib/model/queue.ts";
import { connect, type Sql } from "#lib/platform/database.ts";
import {
  createFile,
  createOrganization,
  createRunningFile,
  createUser,
  type TestOrganization,
} from "#lib/store/store.test-kit.ts";
import type { CompletePorts } from "./complete.ts";
import { failRun } from "./fail-run.ts";
import { sweep } from "./sweep.ts";

let sql: Sql;
let team: TestOrganization;
let started: Dispatched[];
let storedBytes: number | null;
let removed: string[];

const ports = (): CompletePorts => ({
  sql,
  queue: { start: async (files) => void started.push(...files), stop: async () => {}, wakeAt: async () => {} },
  objectSize: async () => storedBytes,
  removeObject: async ({ objectKey }) => void removed.push(objectKey),
  lookAt: async () => ({ format: "plain", confidence: 1, runnerUp: null, lane: "high", laneReason: "A test." }),
});

beforeAll(() => {
  sql = connect({ url: inject("databaseUrl"), maxConnections: 2 });
});
afterAll(() => sql.end());
beforeEach(async () => {
  team = await createOrganization(sql);
  started = [];
  removed = [];
  storedBytes = 1;
});
afterEach(() => sql`delete from public.log_files where organization_id = ${team.id}`);

/** Changes a row without the trigger that notes when it was changed. */
async function set(fileId: string, assignment: string): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx.unsafe(`update public.log_files set ${assignment} where id = $1`, [fileId]);
  });
}

/** Of this test's storage: the triggers of storage allow it to nobody. */
async function forgetObjects(): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`delete from storage.objects`;
  });
}

async function rowOf(fileId: string) {
  const [row] =
    await sql`select status, dispatch, attempts, dispatched_at, queued_at, error from public.log_files where id = ${fileId}`;
  return row;
}

/** An upload whose row was made, as old as told. */
async function createUpload(age: { createdAgo?: string; storedAgo?: string }): Promise<string> {
  const { id } = await createFile(sql, team);
  const stored = age.storedAgo ? `now() - interval '${age.storedAgo}'` : "null";
  await set(
    id,
    `queued_at = null, stored_at = ${stored}, created_at = now() - interval '${age.createdAgo ?? "1 minute"}'`,
  );
  return id;
}

describe("sweep", () => {
  it("sends the event of a file that was admitted but never announced", async () => {
    const { id } = await createRunningFile(sql, team);
    await set(id, "dispatched_at = null, updated_at = now() - interval '1 minute'");
    await sweep(ports());
    expect(started).toMatchObject([{ fileId: id, dispatch: 1 }]);
    expect((await rowOf(id))?.dispatched_at).not.toBeNull();
    await sweep(ports());
    expect(started.length).toBe(1);
  });

  it("completes an upload that arrived without a word", async () => {
    const id = await createUpload({ storedAgo: "5 minutes" });
    expect(await sweep(ports())).toMatchObject({ completed: 1 });
    expect(await rowOf(id)).toMatchObject({ status: "processing", dispatch: 1 });
    expect(started).toMatchObject([{ fileId: id }]);
  });

  it("leaves an upload alone whose browser may still report it", async () => {
    const id = await createUpload({ storedAgo: "5 seconds" });
    expect(await sweep(ports())).toMatchObject({ completed: 0 });
    expect((await rowOf(id))?.queued_at).toBeNull();
  });

  it("fails an upload whose object is gone, once", async () => {
    storedBytes = null;
    const id = await createUpload({ storedAgo: "5 minutes" });
    await sweep(ports());
    expect(await rowOf(id)).toMatchObject({ status: "failed", error: { code: "conflict" } });
  });

  it("ends a file whose sending the server did not survive, in words that fit, and keeps no bytes of it", async () => {
    storedBytes = 7;
    const id = await createUpload({ storedAgo: "5 minutes" });
    await set(id, "source = 'api', sha256 = null");
    await sweep(ports());
    const row = await rowOf(id);
    expect(row).toMatchObject({ status: "failed", error: { code: "unprocessable" } });
    expect(row?.error.message).toContain("The server ended while this file was sent");
    expect(removed).toEqual([expect.stringContaining(id)]);
  });

  it("ends an upload that never arrived within a day", async () => {
    const old = await createUpload({ createdAgo: "25 hours" });
    const young = await createUpload({ createdAgo: "23 hours" });
    expect(await sweep(ports())).toMatchObject({ abandoned: 1 });
    expect((await rowOf(old))?.status).toBe("failed");
    expect((await rowOf(young))?.status).toBe("pending");
  });

  it("takes over a run that gives no sign of life, under a new dispatch", async () => {
    const { id } = await createRunningFile(sql, team);
    await set(id, "dispatched_at = now() - interval '10 minutes'");
    await sweep(ports());
    expect(started).toMatchObject([{ fileId: id, dispatch: 2 }]);
    expect(await rowOf(id)).toMatchObject({ status: "processing", attempts: 2 });
  });

  it("fails a file that stalled too often", async () => {
    const { id } = await createRunningFile(sql, team);
    await set(id, "dispatched_at = now() - interval '10 minutes', attempts = 5");
    await sweep(ports());
    expect(await rowOf(id)).toMatchObject({ status: "failed" });
    expect(started).toEqual([]);
  });

  it("starts a waiting file whose alarm was lost", async () => {
    const { id } = await createFile(sql, team, { queuedAtMs: Date.now() - 60_000 });
    await sweep(ports());
    expect(started).toMatchObject([{ fileId: id, dispatch: 1 }]);
  });
});

describe("the sweep of objects without a row", () => {
  beforeEach(() => forgetObjects());
  afterAll(() => forgetObjects());

  /** An object in storage that no row knows. */
  async function createObject(
    key: string,
    {
      age = "5 minutes",
      ownerId = null,
      sizeBytes = 1,
    }: { age?: string; ownerId?: string | null; sizeBytes?: number } = {},
  ): Promise<void> {
    await sql`
      insert into storage.objects (bucket_id, name, owner_id, metadata, created_at)
      values ('deployment-logs', ${key}, ${ownerId}, ${sql.json({ size: sizeBytes, eTag: '"e"' })},
        now() - ${age}::text::interval)`;
  }

  it("takes an object in again under its old id and completes it", async () => {
    const fileId = randomUUID();
    await createObject(`${team.id}/${fileId}/setup.log`, { ownerId: team.ownerId });
    expect(await sweep(ports())).toMatchObject({ takenIn: 1, completed: 1 });
    expect(started).toMatchObject([{ fileId }]);
    const [row] = await sql`select * from public.log_files where id = ${fileId}`;
    expect(row).toMatchObject({ name: "setup.log", size_bytes: 1, source: "upload", created_by: team.ownerId });
    expect(row).toMatchObject({ status: "processing", sha256: null, etag: '"e"', bucket: "deployment-logs" });
    const events = await sql`select kind, reason from public.processing_events where file_id = ${fileId} order by id`;
    expect(events[0]).toEqual({ kind: "received", reason: "Found in storage without a row; taken in again." });
    expect(await sweep(ports())).toMatchObject({ takenIn: 0, completed: 0 });
  });

  it("takes it in once when two sweep at the same time", async () => {
    const fileId = randomUUID();
    await createObject(`${team.id}/${fileId}/setup.log`);
    const swept = await Promise.all([sweep(ports()), sweep(ports())]);
    expect(swept.reduce((sum, { takenIn }) => sum + takenIn, 0)).toBe(1);
    const events = await sql`
      select kind from public.processing_events where file_id = ${fileId} and kind in ('received', 'queued')`;
    expect(events.length).toBe(2);
  });

  it("takes it in without an owner whose account is gone", async () => {
    const fileId = randomUUID();
    await createObject(`${team.id}/${fileId}/setup.log`, { ownerId: randomUUID() });
    expect(await sweep(ports())).toMatchObject({ takenIn: 1 });
    const [row] = await sql`select created_by from public.log_files where id = ${fileId}`;
    expect(row).toEqual({ created_by: null });
  });

  it("leaves an object alone whose row may be about to commit", async () => {
    await createObject(`${team.id}/${randomUUID()}/setup.log`, { age: "50 seconds" });
    expect(await sweep(ports())).toMatchObject({ takenIn: 0 });
  });

  it("deletes nothing, and says once how many objects are not its own", async () => {
    const known = await createFile(sql, team);
    const keys = [
      "readme.txt",
      `${randomUUID()}/${randomUUID()}/other-team.log`,
      `${team.id}/${randomUUID()}/folder/deeper.log`,
      `${team.id}/${known.id}/second-object.log`,
    ];
    for (const key of keys) await createObject(key);
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(await sweep(ports())).toMatchObject({ takenIn: 0 });
    expect(warned.mock.calls).toEqual([[expect.stringMatching(/^4 objects in storage belong to no file/)]]);
    warned.mockRestore();
    const left = await sql`select name from storage.objects where bucket_id = 'deployment-logs'`;
    expect(left.map(({ name }) => name).sort()).toEqual([...keys].sort());
  });
});

describe("failRun", () => {
  it("ends the file as a dead letter with the last error, and gives the slot to the next one", async () => {
    const { id } = await createRunningFile(sql, team);
    const next = await createFile(sql, team);
    await failRun({ fileId: id, dispatch: 1, lastError: "The storage answered 503." }, ports());
    const row = await rowOf(id);
    expect(row).toMatchObject({ status: "failed", error: { details: { isDeadLetter: true, attempts: 1 } } });
    expect(row?.error.message).toContain("The storage answered 503. What was read");
    expect(started).toMatchObject([{ fileId: next.id }]);
  });

  it("changes nothing for a run that was replaced", async () => {
    const { id } = await createRunningFile(sql, team);
    await failRun({ fileId: id, dispatch: 0, lastError: "late" }, ports());
    await failRun({ fileId: await createUser(sql), dispatch: 1, lastError: "no such file" }, ports());
    expect(await rowOf(id)).toMatchObject({ status: "processing", error: null });
  });
});
