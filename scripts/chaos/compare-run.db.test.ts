import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { ingestStep } from "#lib/ingest/ingest-step.ts";
import { connect } from "#lib/platform/database.ts";
import { localFile } from "#lib/sources/local-file.ts";
import {
  createOrganization,
  createRunningFile,
  type TestFile,
  type TestOrganization,
} from "#lib/store/store.test-kit.ts";
import { compareRun, type RunDifference } from "./compare-run.ts";
import { type ChaosFile, makeFile } from "./make-file.ts";

const sql = connect({ url: inject("databaseUrl") });
let folder: string;
let file: ChaosFile;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "sluice-compare-"));
  // An installation that fails, and so an alert.
  file = { ...(await makeFile({ seed: 3, index: 4, folder })), device: null };
});
afterAll(async () => {
  await sql.end();
  rmSync(folder, { recursive: true, force: true });
});

let organization: TestOrganization;
let stored: TestFile;
beforeEach(async () => {
  organization = await createOrganization(sql);
  stored = await ingest();
});

async function ingest(): Promise<TestFile> {
  const { name, sizeBytes, sha256, path } = file;
  const made = await createRunningFile(sql, organization, { name, sizeBytes, sha256 });
  const source = await localFile(path);
  await ingestStep(
    { fileId: made.id, dispatch: 1, budgetMs: 600_000 },
    { sql, openSource: () => source, now: Date.now },
  );
  return made;
}

const compare = (): Promise<RunDifference> => compareRun(sql, { organizationId: organization.id, files: [file] });

test("a file that was read once differs in nothing", async () => {
  const difference = await compare();
  expect(difference).toMatchObject({
    lost: 0,
    duplicated: 0,
    wrong: 0,
    problems: [],
    alertsExpected: 1,
    alertsFound: 1,
  });
  expect(difference.rowsExpected).toBeGreaterThan(10);
  expect(difference.rowsFound).toBe(difference.rowsExpected);
});

test("a missing row is lost", async () => {
  await sql`delete from logs.log_entries where file_no = ${stored.no} and record_no in (1, 4)`;
  expect(await compare()).toMatchObject({ lost: 2, duplicated: 0, wrong: 0 });
});

test("a row stored twice is a duplicate", async () => {
  await sql`
    insert into logs.log_entries select * from logs.log_entries where file_no = ${stored.no} and record_no in (2, 9)`;
  expect(await compare()).toMatchObject({ lost: 0, duplicated: 2, wrong: 0 });
});

test.each([
  ["another text", "body = body || 'x'"],
  ["another place", "byte_offset = byte_offset + 1"],
  ["another time", "time = time + interval '1 microsecond'"],
  ["another severity", "severity_number = 24 - severity_number"],
  ["another kind", "reject_reason = 'no'"],
])("a row with %s is wrong", async (_, change) => {
  await sql.unsafe(`update logs.log_entries set ${change} where file_no = ${stored.no} and record_no = 3`);
  expect(await compare()).toMatchObject({ lost: 0, duplicated: 0, wrong: 1 });
});

test("a chunk with other bytes is wrong", async () => {
  await sql`update logs.log_chunks set byte_offset = byte_offset + 1 where file_no = ${stored.no}`;
  expect(await compare()).toMatchObject({ wrong: 1 });
});

test("a missing alert and one too many are told", async () => {
  await sql`delete from public.alerts where file_id = ${stored.id}`;
  expect(await compare()).toMatchObject({ alertsExpected: 1, alertsFound: 0, wrong: 1 });
});

test("the same content read twice is rows and alerts too many", async () => {
  await ingest();
  const difference = await compare();
  expect(difference.duplicated).toBe(difference.rowsExpected);
  expect(difference).toMatchObject({ alertsExpected: 1, alertsFound: 2 });
});

test("a file that was never read is lost as a whole", async () => {
  await sql`update public.log_files set queued_at = null where id = ${stored.id}`;
  const difference = await compare();
  expect(difference.lost).toBe(difference.rowsExpected);
});
