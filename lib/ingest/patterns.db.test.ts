import { createHash } from "node:crypto";
import { afterAll, afterEach, describe, expect, inject, test } from "vitest";
import { patternHash } from "#lib/patterns/pattern-hash.ts";
import { connect } from "#lib/platform/database.ts";
import { reingestJobs } from "#lib/store/reingest-jobs.ts";
import {
  createOrganization,
  createRunningFile,
  type TestFile,
  type TestOrganization,
} from "#lib/store/store.test-kit.ts";
import { bytesSource } from "#lib/streams/byte-source.ts";
import { ingestStep, type StepResult } from "./ingest-step.ts";
import { closeWarmSessions } from "./warm-sessions.ts";

const sql = connect({ url: inject("databaseUrl") });
const organizations: string[] = [];
afterEach(() => closeWarmSessions());
afterAll(async () => {
  await sql`
    update public.log_files set status = 'failed', finished_at = now()
    where organization_id in ${sql(organizations)} and status in ('pending', 'processing')`;
  await sql.end();
});

const USERS = ["avery", "blake", "casey", "devon", "ellis", "frankie"];
const MERGED = "door opened for user <*> at the gate";
const FIXED = "cache emptied after <*>";

/** Every third line is of a second kind and an error. */
function logOf(count: number, users: readonly string[]): Uint8Array {
  const line = (i: number) => {
    const msg =
      i % 3 === 2 ? `cache emptied after ${i} ms` : `door opened for user ${users[i % users.length]} at the gate`;
    return JSON.stringify({ level: i % 3 === 2 ? 50 : 30, time: 1_795_305_600_000 + i, msg, pad: "x".repeat(60) });
  };
  return new TextEncoder().encode(`${Array.from({ length: count }, (_, i) => line(i)).join("\n")}\n`);
}

async function team(): Promise<TestOrganization> {
  const organization = await createOrganization(sql);
  organizations.push(organization.id);
  return organization;
}

async function given(organization: TestOrganization, bytes: Uint8Array): Promise<TestFile> {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return await createRunningFile(sql, organization, { sizeBytes: bytes.length, sha256 });
}

async function ingest(file: TestFile, bytes: Uint8Array, { isCold = false, dispatch = 1 } = {}): Promise<StepResult> {
  const ports = { sql, openSource: () => bytesSource(bytes), now: Date.now };
  for (;;) {
    const result = await ingestStep({ fileId: file.id, dispatch, budgetMs: isCold ? 0 : 60_000 }, ports);
    if (result.status !== "continue") return result;
    if (isCold) closeWarmSessions();
  }
}

async function patternsOf(file: TestFile) {
  const rows = await sql`
    select t.template, encode(t.hash, 'hex') as hash, sum(f.count)::int as count, max(f.level) as level,
      min(f.first_record_no) as first, max(f.last_record_no) as last
    from logs.file_patterns f join logs.log_patterns p on p.id = f.pattern_id
    join logs.log_patterns t on t.id = coalesce(p.merged_into, p.id)
    where f.file_no = ${file.no} group by 1, 2 order by 1`;
  return [...rows];
}

const expected = (count: number) => [
  { template: FIXED, hash: patternHash(FIXED), count: Math.floor(count / 3), level: 17, first: 3, last: count },
  { template: MERGED, hash: patternHash(MERGED), count: (count * 2) / 3, level: 9, first: 1, last: count - 1 },
];

describe("the patterns of a file", () => {
  test("are counted exactly over many batches", async () => {
    const bytes = logOf(30_000, USERS);
    const file = await given(await team(), bytes);
    expect((await ingest(file, bytes)).status).toBe("completed");
    expect(await patternsOf(file)).toEqual(expected(30_000));
  });

  test("are the same when every batch is read by another process", async () => {
    const bytes = logOf(30_000, USERS);
    const file = await given(await team(), bytes);
    await ingest(file, bytes, { isCold: true });
    expect(await patternsOf(file)).toEqual(expected(30_000));
  });

  test("are counted once when two workers read the same file at once", async () => {
    const bytes = logOf(30_000, USERS);
    const file = await given(await team(), bytes);
    await Promise.all([ingest(file, bytes, { isCold: true }), ingest(file, bytes, { isCold: true })]);
    expect(await patternsOf(file)).toEqual(expected(30_000));
  });

  test("are counted anew when the file is read again, and go with the file", async () => {
    const organization = await team();
    const bytes = logOf(3000, USERS);
    const file = await given(organization, bytes);
    await ingest(file, bytes);
    await sql`insert into storage.objects (bucket_id, name) select bucket, object_key from public.log_files where id = ${file.id}`;
    const change = { fileIds: [file.id], actor: organization.ownerId, reason: "Read again", note: "" };
    const reingested = await sql.begin((tx) => reingestJobs(tx, change));
    expect(reingested).toEqual([file.id]);
    expect(await patternsOf(file)).toEqual([]);
    await sql`update public.log_files set status = 'processing', dispatch = 2, dispatched_at = now() where id = ${file.id}`;
    await ingest(file, bytes, { dispatch: 2 });
    expect(await patternsOf(file)).toEqual(expected(3000));
    await sql`delete from public.log_files where id = ${file.id}`;
    expect(await patternsOf(file)).toEqual([]);
  });

  test("have the same ids in two files that are read at once, whoever finds out first", async () => {
    const organization = await team();
    const logs = [logOf(30_000, USERS.slice(0, 4)), logOf(30_000, USERS.slice(2))];
    const files = await Promise.all(logs.map((bytes) => given(organization, bytes)));
    await Promise.all(files.map((file, i) => ingest(file, logs[i] ?? new Uint8Array(), { isCold: true })));
    for (const file of files) expect(await patternsOf(file)).toEqual(expected(30_000));
  });

  test("have the same ids in either order of files, though one alone shows too few words to know the variable", async () => {
    const few = logOf(300, USERS.slice(0, 2));
    const many = logOf(300, USERS.slice(1, 6));
    const found = [];
    for (const order of [
      [few, many],
      [many, few],
    ]) {
      const organization = await team();
      for (const bytes of order) {
        const file = await given(organization, bytes);
        await ingest(file, bytes);
        if (bytes === few) found.push(file);
      }
    }
    for (const file of found) expect(await patternsOf(file)).toEqual(expected(300));
  });
});
