import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { connect, type TransactionSql } from "#lib/platform/database.ts";
import { findError } from "./find-error.ts";
import { listRecords } from "./list-records.ts";
import { readOutline } from "./read-outline.ts";
import { createFile, createTeam, type TestTeam } from "./stored-file.test-kit.ts";

const sql = connect({ url: inject("databaseUrl") });
afterAll(() => sql.end());

const RECORDS = 200_000;
const CHUNK = 4000;
let team: TestTeam;
let file: { id: string; no: number };

beforeAll(async () => {
  team = await createTeam(sql, "Big file");
  file = await createFile(sql, team, { format: "plain" });
  await sql`
    insert into logs.log_entries (time, byte_offset, organization_no, file_no, chunk_no, record_no, byte_length, severity_number, body)
    select to_timestamp(1700000000 + n), n * 40, ${team.organizationNo}, ${file.no}, (n - 1) / ${CHUNK}::int, n, 40,
      case when n = 150001 then 17 else 9 end, 'record ' || n
    from generate_series(1, ${RECORDS}::int) n`;
  await sql`
    insert into logs.log_chunks (file_no, chunk_no, organization_no, first_record_no, record_count, byte_offset, byte_length,
      level_counts, bytes)
    select ${file.no}, c, ${team.organizationNo}, c * ${CHUNK}::int + 1, ${CHUNK}, c * 160000, 160000,
      array[0, 0, 0, ${CHUNK}::int, 0, case when c = 37 then 1 else 0 end, 0, 0], '\\x00'
    from generate_series(0, ${RECORDS / CHUNK - 1}::int) c`;
  await sql`analyze logs.log_entries, logs.log_chunks`;
}, 120_000);

/** Rows of log_entries that the reads of this transaction came to without an index, and by one. */
async function rowsRead(tx: TransactionSql): Promise<{ withoutIndex: number; byIndex: number }> {
  const [row] = await tx<{ withoutIndex: number; byIndex: number }[]>`
    select sum(seq_tup_read)::int as "withoutIndex", sum(idx_tup_fetch)::int as "byIndex"
    from pg_stat_xact_user_tables where schemaname = 'logs' and relname like 'log_entries%'`;
  return row ?? { withoutIndex: -1, byIndex: -1 };
}

test("a window in the middle reads its own chunks by index and nothing else", async () => {
  const read = await team.asMember(async (tx) => {
    await listRecords(tx, { fileId: file.id, from: 99_950, count: 200 });
    return rowsRead(tx);
  });
  expect(read.withoutIndex).toBe(0);
  expect(read.byIndex).toBeGreaterThanOrEqual(200);
  expect(read.byIndex).toBeLessThanOrEqual(2 * CHUNK);
});

test("the next error is found by the chunks' counts, not by reading what lies between", async () => {
  const read = await team.asMember(async (tx) => {
    await findError(tx, { fileId: file.id, from: 5, direction: "next" });
    return rowsRead(tx);
  });
  expect(read.withoutIndex).toBe(0);
  expect(read.byIndex).toBeLessThanOrEqual(3 * CHUNK);
});

test("any window of 200,000 records comes back as fast as the first", async () => {
  const timeMs = async (from: number) => {
    const startMs = performance.now();
    const page = await team.asMember((tx) => listRecords(tx, { fileId: file.id, from, count: 200 }));
    expect(page.records[0]).toMatchObject({ recordNumber: from, text: `record ${from}` });
    return performance.now() - startMs;
  };
  const firstMs = Math.min(await timeMs(1), await timeMs(1), await timeMs(1));
  for (const from of [99_950, 123_456, 199_900]) {
    expect(Math.min(await timeMs(from), await timeMs(from), await timeMs(from))).toBeLessThan((firstMs + 10) * 5);
  }
});

test("the one error among them is found and counted", async () => {
  expect(await team.asMember((tx) => findError(tx, { fileId: file.id, from: 1, direction: "next" }))).toEqual({
    recordNumber: 150_001,
    index: 1,
    total: 1,
  });
});

test("the outline of a long file is made of its chunks", async () => {
  const { total, buckets } = await team.asMember((tx) => readOutline(tx, file.id));
  expect(total).toBe(RECORDS);
  expect(buckets.filter((bucket) => bucket.errors > 0)).toMatchObject([{ firstRecordNumber: 148_001, errors: 1 }]);
});
