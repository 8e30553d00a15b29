import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { asCaller, connect, type TransactionSql } from "#lib/platform/database.ts";
import { createFile, createOrganization, type TestFile, type TestOrganization } from "#lib/store/store.test-kit.ts";
import { countUnparsed, groupUnparsed, listUnparsed } from "./list-unparsed.ts";

const sql = connect({ url: inject("databaseUrl"), maxConnections: 4 });
let ours: TestOrganization;
let theirs: TestOrganization;
let first: TestFile;
let second: TestFile;

beforeAll(async () => {
  ours = await createOrganization(sql);
  theirs = await createOrganization(sql);
  first = await createFile(sql, ours);
  second = await createFile(sql, ours);
  await sql`update public.log_files set format = 'pino' where id = ${first.id}`;
  await sql`update public.log_files set format = 'msi' where id = ${second.id}`;
  for (const [fileId, recordNo, reason] of [
    [first.id, 1, "no JSON"],
    [first.id, 2, "no JSON"],
    [second.id, 7, "no JSON"],
    [first.id, 3, "cut"],
  ] as const) {
    await sql`insert into public.error_tracking (organization_id, file_id, kind, record_no, byte_offset, byte_length, text, reason)
      values (${ours.id}, ${fileId}, 'reject', ${recordNo}, 0, 400, ${`line ${recordNo} ${"x".repeat(390)}`}, ${reason})`;
  }
  await sql`insert into public.error_tracking (organization_id, file_id, kind, reason)
    values (${ours.id}, ${second.id}, 'exception', 'the archive is damaged')`;
});
afterAll(() => sql.end());

const as = <T>(who: TestOrganization, work: (tx: TransactionSql) => Promise<T>) =>
  asCaller({ sub: who.ownerId }, work, { sql });
const groups = (more: object = {}, who = ours) =>
  as(who, (tx) => groupUnparsed(tx, { organizationId: ours.id, limit: 100, ...more }));

describe("what could not be parsed", () => {
  test("is counted by reason and format, the most frequent first, with its newest example", async () => {
    const found = await groups();
    expect(found.map(({ reason, format, count, files }) => [reason, format, count, files])).toEqual([
      ["no JSON", "pino", 2, 1],
      ["the archive is damaged", "msi", 1, 1],
      ["cut", "pino", 1, 1],
      ["no JSON", "msi", 1, 1],
    ]);
    expect(found[0]?.example).toMatchObject({ fileId: first.id, recordNumber: 2 });
    expect(found[0]?.example.text).toHaveLength(300);
  });

  test.each([
    [{ kind: "exception" }, 1],
    [{ format: "pino" }, 2],
    [{ reason: "no JSON" }, 2],
    [{ reason: "no JSON", format: "msi" }, 1],
    [{ format: "cbs" }, 0],
  ])("is narrowed by %j to %d groups", async (filter, count) => {
    expect(await groups(filter)).toHaveLength(count);
  });

  test("is counted no further than asked, and not another team's", async () => {
    const count = (limit: number, who = ours) => as(who, (tx) => countUnparsed(tx, { organizationId: ours.id, limit }));
    expect([await count(100), await count(3), await count(100, theirs)]).toEqual([5, 3, 0]);
  });

  test("is listed page by page, newest first", async () => {
    const page = (before?: number) =>
      as(ours, (tx) => listUnparsed(tx, { organizationId: ours.id, kind: "reject", limit: 3, before }));
    const start = await page();
    expect(start.rows.map(({ recordNumber }) => recordNumber)).toEqual([3, 7, 2]);
    expect(start.rows[0]).toMatchObject({ fileId: first.id, format: "pino", isCut: true, byteLength: 400 });
    const end = await page(start.nextCursor ?? 0);
    expect(end).toMatchObject({ rows: [{ recordNumber: 1 }], nextCursor: null });
  });

  test("is another team's never", async () => {
    expect(await groups({}, theirs)).toEqual([]);
    const rows = await as(theirs, (tx) => listUnparsed(tx, { organizationId: ours.id, limit: 10 }));
    expect(rows).toEqual({ rows: [], nextCursor: null });
  });
});
