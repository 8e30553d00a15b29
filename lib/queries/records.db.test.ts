import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { connect } from "#lib/platform/database.ts";
import { findError } from "./find-error.ts";
import { listRecords } from "./list-records.ts";
import { readOutline } from "./read-outline.ts";
import { readRecord } from "./read-record.ts";
import { createFile, createTeam, storeRecords, type TestTeam } from "./stored-file.test-kit.ts";

const sql = connect({ url: inject("databaseUrl") });
afterAll(() => sql.end());

let team: TestTeam;
let others: TestTeam;
let fileId: string;
const ERRORS = [7, 12, 13, 25];

beforeAll(async () => {
  team = await createTeam(sql, "Readers");
  others = await createTeam(sql, "Others");
  const file = await createFile(sql, team, { format: "pino", encoding: "utf-8" });
  fileId = file.id;
  const [set] = await sql<{ id: number }[]>`
    insert into logs.attribute_sets (organization_no, hash, attributes)
    values (${team.organizationNo}, decode('aa', 'hex'), ${sql.json({ headers: { host: "shop", accept: "*/*" }, region: "eu" })})
    returning id`;
  const records = Array.from({ length: 25 }, (_, index) => ({
    raw: `{"msg":"record ${index + 1} é"}\r\n`,
    body: index === 4 ? "x".repeat(5000) : `record ${index + 1} é`,
    severityNumber: ERRORS.includes(index + 1) ? 17 : 9,
    timeUs: 1_700_000_000_000_000 + index,
    ...(index === 2 ? { attributes: { headers: { accept: "text/html" }, page: 3 }, attributeSetId: set?.id } : {}),
  }));
  await storeRecords(sql, { team, fileNo: file.no, records, chunkRecords: 10 });
});

describe("a window of records", () => {
  test("comes in the order of the file, across chunks, with the number of all that is stored", async () => {
    const page = await team.asMember((tx) => listRecords(tx, { fileId, from: 9, count: 4 }));
    expect(page.total).toBe(25);
    expect(page.records.map((row) => [row.recordNumber, row.severityNumber])).toEqual([
      [9, 9],
      [10, 9],
      [11, 9],
      [12, 17],
    ]);
    expect(page.records[0]).toMatchObject({ text: "record 9 é", timeUs: 1_700_000_000_000_008, isCut: false });
  });

  test("ends where the file ends, and is empty beyond", async () => {
    const end = await team.asMember((tx) => listRecords(tx, { fileId, from: 24, count: 100 }));
    expect(end.records).toHaveLength(2);
    const beyond = await team.asMember((tx) => listRecords(tx, { fileId, from: 26, count: 100 }));
    expect(beyond.records).toEqual([]);
  });

  test("carries the beginning of a long text only", async () => {
    const page = await team.asMember((tx) => listRecords(tx, { fileId, from: 5, count: 1 }));
    expect(page.records[0]?.text).toHaveLength(2000);
    expect(page.records[0]?.isCut).toBe(true);
  });

  test.each([
    [0, 10],
    [1, 501],
    [1.5, 10],
  ])("from %d, %d of them is refused", async (from, count) => {
    await expect(team.asMember((tx) => listRecords(tx, { fileId, from, count }))).rejects.toMatchObject({
      code: "bad_request",
    });
  });
});

describe("one record", () => {
  test("comes with its exact bytes, whatever stands around them", async () => {
    const record = await team.asMember((tx) => readRecord(tx, { fileId, recordNumber: 12 }));
    expect(Buffer.from(record.raw.base64, "base64").toString("utf8")).toBe('{"msg":"record 12 é"}\r\n');
    expect(record.raw.text).toBe('{"msg":"record 12 é"}\r\n');
    expect(record.rawData).toEqual({ msg: "record 12 é" });
    expect(record.lineage).toMatchObject({ chunkNumber: 1, byteLength: 24, encoding: "utf-8" });
  });

  test("has its own attributes over those it shares with others", async () => {
    const record = await team.asMember((tx) => readRecord(tx, { fileId, recordNumber: 3 }));
    expect(record.attributes).toEqual({ headers: { host: "shop", accept: "text/html" }, region: "eu", page: 3 });
  });

  test("stands among five lines before and after, fewer at the ends", async () => {
    const record = await team.asMember((tx) => readRecord(tx, { fileId, recordNumber: 23 }));
    expect(record.context.before.map((row) => row.recordNumber)).toEqual([18, 19, 20, 21, 22]);
    expect(record.context.after.map((row) => row.recordNumber)).toEqual([24, 25]);
  });

  test.each([0, 26, -1, 1.5, Number.NaN, 2 ** 40])("number %d is not found", async (recordNumber) => {
    await expect(team.asMember((tx) => readRecord(tx, { fileId, recordNumber }))).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("from error to error", () => {
  const find = (direction: "next" | "previous" | "first" | "last", from = 0) =>
    team.asMember((tx) => findError(tx, { fileId, from, direction }));

  test.each([
    ["the first of all", "first", 0, 7, 1],
    ["the last of all", "last", 0, 25, 4],
    ["the next in the same chunk", "next", 12, 13, 3],
    ["the next in a later chunk", "next", 13, 25, 4],
    ["the next after a chunk's last error", "next", 8, 12, 2],
    ["the one before, in an earlier chunk", "previous", 12, 7, 1],
    ["the one before, in the same chunk", "previous", 13, 12, 2],
  ] as const)("%s", async (_, direction, from, recordNumber, index) => {
    expect(await find(direction, from)).toEqual({ recordNumber, index, total: 4 });
  });

  test("there is none after the last or before the first", async () => {
    expect(await find("next", 25)).toEqual({ recordNumber: null, index: null, total: 4 });
    expect(await find("previous", 7)).toEqual({ recordNumber: null, index: null, total: 4 });
  });
});

test("the outline says where the errors are", async () => {
  const outline = await team.asMember((tx) => readOutline(tx, fileId));
  expect(outline.total).toBe(25);
  expect(outline.buckets.filter((bucket) => bucket.errors > 0).map((bucket) => bucket.firstRecordNumber)).toEqual(
    ERRORS,
  );
});

describe("another team", () => {
  test.each([
    ["its records", (tx: Parameters<typeof listRecords>[0]) => listRecords(tx, { fileId, from: 1, count: 10 })],
    ["a record", (tx: Parameters<typeof listRecords>[0]) => readRecord(tx, { fileId, recordNumber: 1 })],
    ["its errors", (tx: Parameters<typeof listRecords>[0]) => findError(tx, { fileId, from: 0, direction: "first" })],
    ["its outline", (tx: Parameters<typeof listRecords>[0]) => readOutline(tx, fileId)],
  ])("does not find %s", async (_, read) => {
    await expect(others.asMember<unknown>(read)).rejects.toMatchObject({ code: "not_found" });
  });

  test("sees no row of it even when it knows the number of the file", async () => {
    const rows = await others.asMember(
      (tx) => tx`select 1 from logs.log_chunks union all select 1 from logs.log_entries`,
    );
    expect(rows).toHaveLength(0);
  });
});
