import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Role } from "#lib/model/role.ts";
import { parseSourceDefinition } from "#lib/model/source.ts";
import { asCaller, connect, type TransactionSql } from "#lib/platform/database.ts";
import { createFile, createOrganization, createUser, type TestOrganization } from "#lib/store/store.test-kit.ts";
import { deleteSource, pauseSource, runSource, type SourceChange, saveSource } from "./change-source.ts";
import { listSourceObjects } from "./list-source-objects.ts";
import { listSourceRuns } from "./list-source-runs.ts";
import { listSources } from "./list-sources.ts";
import { readFile } from "./read-file.ts";
import { readJobDetail } from "./read-job-detail.ts";
import { readSource } from "./read-source.ts";

// The key is read from the environment, which is complete or none.
Object.assign(process.env, {
  DATABASE_URL: inject("databaseUrl"),
  SUPABASE_URL: "http://127.0.0.1:1",
  SUPABASE_PUBLISHABLE_KEY: "p",
  SUPABASE_SECRET_KEY: "s",
  INNGEST_DEV: "1",
  SLUICE_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
});

const sql = connect({ url: inject("databaseUrl"), maxConnections: 4 });
let team: TestOrganization;
let organizationId: string;
let people: Record<Role | "stranger", string>;

beforeAll(async () => {
  team = await createOrganization(sql);
  organizationId = team.id;
  const member = async (role: Role) => {
    const id = await createUser(sql);
    await sql`insert into public.memberships (organization_id, user_id, role) values (${team.id}, ${id}, ${role})`;
    return id;
  };
  people = {
    owner: team.ownerId,
    admin: await member("admin"),
    operator: await member("operator"),
    viewer: await member("viewer"),
    stranger: (await createOrganization(sql)).ownerId,
  };
});
afterAll(() => sql.end());

const as = <T>(who: keyof typeof people, work: (tx: TransactionSql) => Promise<T>) =>
  asCaller({ sub: people[who] }, work, { sql });
const FOLDER = parseSourceDefinition("folder", { connection: { path: "/logs" } });

async function save(change: Partial<SourceChange> = {}, who: keyof typeof people = "admin"): Promise<string> {
  const id = change.id ?? randomUUID();
  const whole = {
    organizationId,
    id,
    name: `Folder ${id}`,
    definition: FOLDER,
    secret: null,
    isSecretKept: false,
    basedOn: 0,
    ...change,
  };
  await as(who, (tx) => saveSource(tx, whole));
  return id;
}

const stateOf = async (id: string) => (await as("viewer", (tx) => readSource(tx, { organizationId, id }))).state;

async function addRun(id: string, run: { status: string; message?: string; agoS?: number; taken?: number }) {
  const { status, message = null, agoS = 60, taken = 0 } = run;
  await sql`
    insert into public.source_runs (organization_id, source_id, trigger, instance, started_at, finished_at, status,
      message, listed_count, taken_count)
    values (${team.id}, ${id}, 'interval', 'i', now() - ${agoS} * interval '1 second',
      ${status === "running" ? null : sql`now()`}, ${status}, ${message}, 9, ${taken})`;
}

async function addObject(
  id: string,
  object: { key: string; status: string; etag?: string; version?: number; fileId?: string },
) {
  const { key, status, etag = "e", version = 1, fileId = null } = object;
  await sql`
    insert into public.source_objects (organization_id, source_id, store, object_key, etag, size_bytes, sort_at, status,
      reason, version, file_id)
    values (${team.id}, ${id}, 'folder:/logs', ${`${id}/${key}`}, ${etag}, 5, now(), ${status},
      ${status === "failed" ? "It can't be read." : null}, ${version}, ${fileId})`;
}

describe("listSources", () => {
  test("begins with the inbox that a team has from its start, due at once", async () => {
    const [inbox] = await as("viewer", (tx) => listSources(tx, organizationId));
    expect(inbox).toMatchObject({
      name: "Inbox",
      kind: "bucket",
      definition: { kind: "bucket", prefix: `${team.id}/inbox/`, intervalS: 300 },
      hasSecret: false,
      counts: { pending: 0, taken: 0, skipped: 0, failed: 0 },
      lastRun: null,
      changedBy: null,
    });
    expect(inbox?.state.kind).toBe("due");
  });

  test("tells a source that runs only when it is asked to", async () => {
    const id = await save();
    await sql`update public.sources set next_run_at = 'infinity' where id = ${id}`;
    expect(await stateOf(id)).toEqual({ kind: "waiting", nextRunAtMs: null });
    await sql`delete from public.sources where id = ${id}`;
  });

  test("counts objects by their states and gives the last run", async () => {
    const id = await save();
    for (const [index, status] of ["pending", "taken", "taken", "skipped", "failed"].entries()) {
      await addObject(id, { key: `${index}.log`, status });
    }
    await addRun(id, { status: "completed", taken: 1 });
    await addRun(id, { status: "completed", taken: 2 });
    const found = (await as("viewer", (tx) => listSources(tx, organizationId))).find((source) => source.id === id);
    expect(found?.counts).toEqual({ pending: 1, taken: 2, skipped: 1, failed: 1 });
    expect(found?.lastRun).toMatchObject({ status: "completed", taken: 2, listed: 9 });
    expect(found?.changedBy).toBe(`${people.admin}@example.com`);
  });

  test("shows another team nothing", async () => {
    await save();
    expect(await as("stranger", (tx) => listSources(tx, organizationId))).toEqual([]);
  });

  test("survives a definition that was saved past the app", async () => {
    const id = await save();
    await sql`update public.sources set definition = '{"colour": "red"}' where id = ${id}`;
    expect(await as("viewer", (tx) => readSource(tx, { organizationId, id }))).toMatchObject({ definition: null });
  });
});

describe("the state of a source", () => {
  test("fails since the first of the runs that failed in a row", async () => {
    const id = await save();
    await addRun(id, { status: "failed", message: "old", agoS: 900 });
    await addRun(id, { status: "completed", agoS: 600 });
    await addRun(id, { status: "failed", message: "no such folder", agoS: 300 });
    await addRun(id, { status: "failed", message: "no such folder", agoS: 200 });
    await sql`update public.sources set last_error = '{"code": "not_found", "message": "no such folder"}' where id = ${id}`;
    const state = await stateOf(id);
    expect(state).toMatchObject({ kind: "failing", message: "no such folder" });
    const agoS = state.kind === "failing" ? (Date.now() - state.sinceMs) / 1000 : 0;
    expect(agoS).toBeGreaterThan(290);
    expect(agoS).toBeLessThan(400);
  });

  test("is held for the reason of its last run, and not any more after a run that went well", async () => {
    const id = await save();
    await addRun(id, { status: "held", message: "1000 files wait." });
    expect(await stateOf(id)).toMatchObject({ kind: "held", message: "1000 files wait." });
    await addRun(id, { status: "completed" });
    expect((await stateOf(id)).kind).toBe("due");
  });

  test("runs while an instance has it, and not when the lease of one that died has run out", async () => {
    const id = await save();
    await sql`update public.sources set leased_by = 'i', leased_until = now() + interval '1 minute', last_run_at = now() where id = ${id}`;
    expect((await stateOf(id)).kind).toBe("running");
    await sql`update public.sources set leased_until = now() - interval '1 second' where id = ${id}`;
    expect((await stateOf(id)).kind).toBe("due");
  });

  test("is paused and resumed by admins", async () => {
    const id = await save();
    const pause = (who: keyof typeof people, isPaused: boolean) =>
      as(who, (tx) => pauseSource(tx, { organizationId, id, isPaused }));
    await expect(pause("operator", true)).rejects.toMatchObject({ code: "forbidden" });
    await expect(pause("stranger", true)).rejects.toMatchObject({ code: "not_found" });
    await pause("admin", true);
    expect((await stateOf(id)).kind).toBe("paused");
    await expect(as("operator", (tx) => runSource(tx, { organizationId, id }))).rejects.toMatchObject({
      code: "conflict",
    });
    await pause("admin", false);
    expect((await stateOf(id)).kind).toBe("due");
  });
});

describe("saveSource", () => {
  const ciphertexts = async (id: string) =>
    (
      await sql<{ ciphertext: Uint8Array }[]>`select ciphertext from private.source_secrets where source_id = ${id}`
    ).map(({ ciphertext }) => Buffer.from(ciphertext).toString("hex"));
  const S3 = parseSourceDefinition("s3", { connection: { bucket: "logs" } });
  const KEYS = { accessKeyId: "AK-FIRST", secretAccessKey: "sk-first", sessionToken: null };

  test("is for admins and owners of the team", async () => {
    await expect(save({}, "operator")).rejects.toMatchObject({ code: "forbidden" });
    await expect(save({}, "viewer")).rejects.toMatchObject({ code: "forbidden" });
    await expect(save({}, "stranger")).rejects.toMatchObject({ code: "not_found" });
  });

  test("keeps keys encrypted, replaces them when others are given, and takes them away", async () => {
    const id = await save({ definition: S3, secret: KEYS, name: "Keys" });
    const [first = ""] = await ciphertexts(id);
    expect(first.length).toBeGreaterThan(60);
    for (const part of ["AK-FIRST", "sk-first"]) expect(first).not.toContain(Buffer.from(part).toString("hex"));
    const again = { id, definition: S3, name: "Keys" };
    await save({ ...again, isSecretKept: true, basedOn: 1 });
    expect(await ciphertexts(id)).toEqual([first]);
    await save({ ...again, secret: { ...KEYS, secretAccessKey: "sk-second" }, basedOn: 2 });
    expect(await ciphertexts(id)).not.toEqual([first]);
    const shown = await as("admin", (tx) => readSource(tx, { organizationId, id }));
    expect(shown.hasSecret).toBe(true);
    expect(JSON.stringify(shown)).not.toMatch(/AK-FIRST|sk-/);
    await save({ ...again, secret: null, basedOn: 3 });
    expect(await ciphertexts(id)).toEqual([]);
  });

  test("tells the second of two who started from the same version to look again", async () => {
    const id = await save({ name: "Raced" });
    await save({ id, name: "Raced", basedOn: 1 });
    await expect(save({ id, name: "Raced", basedOn: 1 })).rejects.toMatchObject({ code: "conflict" });
  });

  test("refuses a name that is taken", async () => {
    await save({ name: "Taken" });
    await expect(save({ name: "Taken" })).rejects.toMatchObject({ code: "conflict" });
  });
});

test("runs come newest first, page by page, for the team alone", async () => {
  const id = await save();
  for (const taken of [1, 2, 3]) await addRun(id, { status: "completed", taken });
  const page = (who: keyof typeof people, before: number | null) =>
    as(who, (tx) => listSourceRuns(tx, { organizationId, sourceId: id, before, limit: 2 }));
  const first = await page("viewer", null);
  expect(first.runs.map(({ taken }) => taken)).toEqual([3, 2]);
  const second = await page("viewer", first.nextCursor);
  expect(second).toMatchObject({ runs: [{ taken: 1 }], nextCursor: null });
  expect((await page("stranger", null)).runs).toEqual([]);
});

test("objects come with reason, version and file, by state and page, for the team alone", async () => {
  const id = await save();
  const file = await createFile(sql, team, { name: "a.log" });
  await sql`update public.log_files set status = 'completed', finished_at = now() where id = ${file.id}`;
  await addObject(id, { key: "a.log", status: "taken" });
  await addObject(id, { key: "a.log", etag: "f", status: "taken", version: 2, fileId: file.id });
  await addObject(id, { key: "b.log", status: "failed" });
  const list = (who: keyof typeof people, more: object = {}) =>
    as(who, (tx) => listSourceObjects(tx, { organizationId, sourceId: id, limit: 2, ...more }));
  const first = await list("viewer");
  expect(first.objects).toMatchObject([
    { key: `${id}/b.log`, status: "failed", reason: "It can't be read.", file: null },
    { key: `${id}/a.log`, version: 2, file: { id: file.id, name: "a.log" } },
  ]);
  expect((await list("viewer", { before: first.nextCursor })).objects).toMatchObject([{ version: 1 }]);
  expect((await list("viewer", { status: "failed" })).objects).toHaveLength(1);
  expect((await list("stranger")).objects).toEqual([]);
});

test("a file says which source found it, as what, until the source is gone", async () => {
  const id = await save({ name: "Finder" });
  const file = await createFile(sql, team);
  await addObject(id, { key: "a.log", status: "taken", version: 2, fileId: file.id });
  await sql`
    update public.log_files set source = 'folder', status = 'completed', finished_at = now(),
      source_object_id = (select o.id from public.source_objects o where o.file_id = log_files.id)
    where id = ${file.id}`;
  const foundIn = async () => (await as("viewer", (tx) => readFile(tx, file.id))).foundIn;
  expect(await foundIn()).toEqual({ sourceId: id, name: "Finder", key: `${id}/a.log`, version: 2 });
  const job = await readJobDetail({ claims: { sub: people.viewer } }, file.id, sql);
  expect(job.foundIn).toEqual(await foundIn());
  await as("admin", (tx) => deleteSource(tx, { organizationId, id }));
  expect(await foundIn()).toBeNull();
});

test("a source goes when none of its files is on its way; its files stay", async () => {
  const id = await save();
  const file = await createFile(sql, team);
  await addObject(id, { key: "a.log", status: "taken", fileId: file.id });
  const remove = (who: keyof typeof people) => as(who, (tx) => deleteSource(tx, { organizationId, id }));
  await expect(remove("operator")).rejects.toMatchObject({ code: "forbidden" });
  await expect(remove("admin")).rejects.toMatchObject({ code: "conflict" });
  await sql`update public.log_files set status = 'completed', finished_at = now() where id = ${file.id}`;
  await remove("admin");
  await expect(as("admin", (tx) => readSource(tx, { organizationId, id }))).rejects.toMatchObject({
    code: "not_found",
  });
  expect(await sql`select id from public.log_files where id = ${file.id}`).toHaveLength(1);
});
