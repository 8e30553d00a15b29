import { afterAll, describe, expect, inject, test } from "vitest";
import type { FileRecord, LogRecord } from "#lib/model/log-record.ts";
import { connect } from "#lib/platform/database.ts";
import { internAttributeSets } from "./attribute-sets.ts";
import { copyEntries } from "./entries-copy.ts";
import { unnestEntries } from "./entries-unnest.ts";
import type { WriteEntries } from "./entry-batch.ts";

const sql = connect({ url: inject("databaseUrl") });
afterAll(() => sql.end());

let nextFileNo = 900_000;

const BASE: LogRecord = {
  kind: "record",
  recordNumber: 1,
  byteOffset: 0,
  byteLength: 10,
  timestampUs: null,
  severityNumber: 9,
  body: "plain",
};

const COLUMNS = sql`
  record_no, byte_offset, byte_length, severity_number, (extract(epoch from time) * 1000000)::text as time_us,
  time::text as time, last_updated::text as last_updated, process_id, remote_port, processing_time_ms, document_count,
  http_status_code, is_cache_hit, severity_text, http_method, url, client_address, remote_address, host_name, logger,
  user_id, request_id, body, reject_reason, attributes::text as attributes, chunk_no, organization_no, attribute_set_id`;

async function written(write: WriteEntries, records: FileRecord[], attributeSetIds?: Int32Array) {
  const fileNo = nextFileNo++;
  const ids = attributeSetIds ?? new Int32Array(records.length);
  await sql.begin((tx) => write(tx, { organizationNo: 77, fileNo, chunkNo: 3, records, attributeSetIds: ids }));
  return await sql`select ${COLUMNS} from logs.log_entries where file_no = ${fileNo} order by record_no`;
}

async function bothWriters(records: FileRecord[]) {
  const copied = await written(copyEntries, records);
  const inserted = await written(unnestEntries, records);
  expect(inserted).toEqual(copied);
  return copied;
}

const HOSTILE_TEXTS: [string, string, string][] = [
  ["tabs and line ends", "a\tb\r\nc\u2028d", "a\tb\r\nc\u2028d"],
  ["backslashes and what COPY's text form would take for commands", "\\.\n\\N \\x41 \\\\", "\\.\n\\N \\x41 \\\\"],
  ["quotes, braces and commas of an array literal", `{"a",NULL,'b'}`, `{"a",NULL,'b'}`],
  ["the word NULL", "NULL", "NULL"],
  ["an empty text, which is not null", "", ""],
  ["NUL, which Postgres can't hold and shows as U+2400", "a\0b\0", "a\u2400b\u2400"],
  ["lone surrogates, which become U+FFFD", "a\ud800b\udc00", "a\ufffdb\ufffd"],
  ["text beyond the basic plane", "𝔘😀é", "𝔘😀é"],
  ["a text longer than the short path, with a NUL at its end", `${"x".repeat(5000)}\0`, `${"x".repeat(5000)}\u2400`],
  ["formulas and markup, untouched", `=cmd|'/c calc'!A0<script>`, `=cmd|'/c calc'!A0<script>`],
];

describe("both writers store the same row", () => {
  test.each(HOSTILE_TEXTS)("for %s", async (_, text, stored) => {
    const [row] = await bothWriters([
      {
        ...BASE,
        body: text,
        url: text,
        hostName: text,
        logger: text,
        attributes: { [`k${text}`]: [text, { n: text }] },
      },
    ]);
    expect(row).toMatchObject({ body: stored, url: stored, host_name: stored, logger: stored });
    expect(JSON.parse(row?.attributes)).toEqual({ [`k${stored}`]: [stored, { n: stored }] });
  });

  const TIMES: [string, number | null, string | null][] = [
    ["a time with microseconds", 1_795_305_600_123_457, "1795305600123457"],
    ["the year 1601", -11_644_473_600_000_000, "-11644473600000000"],
    ["the year 2099", 4_070_908_800_000_001, "4070908800000001"],
    ["the first microsecond before 1970", -1, "-1"],
    ["no time", null, null],
    ["a time before what Postgres holds", -3e17, null],
    ["a time after what JavaScript holds", 9e18, null],
    ["not a number", Number.NaN, null],
  ];
  test.each(TIMES)("for %s", async (_, timestampUs, stored) => {
    const [row] = await bothWriters([{ ...BASE, timestampUs, lastUpdatedUs: timestampUs ?? undefined }]);
    expect(row?.time_us === null ? null : String(Number(row?.time_us))).toBe(stored);
    expect(row?.last_updated).toBe(row?.time);
  });

  test("with every field set, and with none", async () => {
    const [full, bare] = await bothWriters([
      {
        ...BASE,
        byteOffset: 5_000_000_000_123,
        severityText: "notice",
        httpMethod: "GET",
        httpStatusCode: 503,
        clientAddress: "192.0.2.1",
        remoteAddress: "::ffff:10.0.0.1",
        remotePort: 65_535,
        processId: 4_242,
        userId: "1102",
        requestId: "r-1",
        processingTimeMs: 0.1,
        isCacheHit: false,
        documentCount: 0,
      },
      { ...BASE, recordNumber: 2 },
    ]);
    expect(full).toMatchObject({
      byte_offset: 5_000_000_000_123,
      severity_text: "notice",
      http_status_code: 503,
      remote_port: 65_535,
      processing_time_ms: 0.1,
      is_cache_hit: false,
      document_count: 0,
      chunk_no: 3,
      organization_no: 77,
    });
    expect(bare).toMatchObject({ severity_text: null, is_cache_hit: null, document_count: null, attributes: null });
  });

  test("with null for numbers their column can't hold", async () => {
    const [row] = await bothWriters([
      {
        ...BASE,
        processId: 1e12,
        remotePort: 1.5,
        httpStatusCode: 40_000,
        processingTimeMs: 1e300,
        documentCount: Number.NaN,
      },
    ]);
    expect(row).toMatchObject({
      process_id: null,
      remote_port: null,
      http_status_code: null,
      processing_time_ms: null,
      document_count: null,
    });
  });

  test("for a reject, with its reason and text", async () => {
    const [row] = await bothWriters([
      { kind: "reject", recordNumber: 7, byteOffset: 12, byteLength: 3, reason: "Not JSON.", body: "{\0" },
    ]);
    expect(row).toMatchObject({ record_no: 7, reject_reason: "Not JSON.", body: "{\u2400", severity_number: 0 });
  });

  test("for a batch of a few thousand records, in order", async () => {
    const records = Array.from({ length: 3000 }, (_, i) => ({ ...BASE, recordNumber: i + 1, body: `line ${i}` }));
    const rows = await bothWriters(records);
    expect(rows.map((row) => row.body)).toEqual(records.map((record) => record.body));
  });
});

describe("shared attributes", () => {
  const record = (n: number, sharedAttributes: LogRecord["sharedAttributes"]): LogRecord => ({
    ...BASE,
    recordNumber: n,
    sharedAttributes,
  });

  test("are stored once for equal sets, also across calls", async () => {
    const records = Array.from({ length: 100 }, (_, i) => record(i, { headers: { host: `h${i % 3}` } }));
    const ids = await internAttributeSets(sql, 501, records);
    expect(new Set(ids).size).toBe(3);
    expect(Math.min(...ids)).toBeGreaterThan(0);
    expect(await internAttributeSets(sql, 501, records)).toEqual(ids);
    const [{ count } = { count: -1 }] = await sql`
      select count(*)::int from logs.attribute_sets where organization_no = 501`;
    expect(count).toBe(3);
  });

  test("of another organisation are another row", async () => {
    const records = [record(1, { a: 1 })];
    expect(await internAttributeSets(sql, 502, records)).not.toEqual(await internAttributeSets(sql, 503, records));
  });

  test("found by a second pool have the same id", async () => {
    const other = connect({ url: inject("databaseUrl") });
    const records = [record(1, { a: "shared by two pools" })];
    expect(await internAttributeSets(other, 504, records)).toEqual(await internAttributeSets(sql, 504, records));
    await other.end();
  });

  test("that hardly repeat are stored with their records, merged with the record's own", async () => {
    const records = Array.from({ length: 50 }, (_, i) => ({
      ...record(i, { headers: { id: `${i}` }, zone: "a" }),
      attributes: { headers: { own: 1 }, x: true },
    }));
    const ids = await internAttributeSets(sql, 505, records);
    expect(new Set(ids)).toEqual(new Set([0]));
    const [row] = await bothWriters(records);
    expect(JSON.parse(row?.attributes)).toEqual({ headers: { id: "0", own: 1 }, zone: "a", x: true });
  });

  test("survive hostile keys", async () => {
    const ids = await internAttributeSets(sql, 506, [record(1, { "k\0\\u0000": '"\ud800' })]);
    const [row] = await sql`select attributes from logs.attribute_sets where id = ${ids[0] ?? 0}`;
    expect(row?.attributes).toEqual({ "k\u2400\\u0000": '"\ufffd' });
  });

  test("given to a writer keep their id and leave no copy in the row", async () => {
    const records = [{ ...record(1, { a: 1 }), attributes: { b: 2 } }];
    const ids = await internAttributeSets(sql, 507, records);
    const [row] = await written(copyEntries, records, ids);
    expect(row).toMatchObject({ attribute_set_id: ids[0] });
    expect(JSON.parse(row?.attributes)).toEqual({ b: 2 });
  });
});

test("an error of the database inside COPY reaches the caller and the pool stays usable", async () => {
  const failing = sql.begin(async (tx) => {
    await tx`alter table logs.log_entries add constraint no_boom check (body <> 'boom')`;
    await copyEntries(tx, {
      organizationNo: 1,
      fileNo: nextFileNo++,
      chunkNo: 0,
      records: [{ ...BASE, body: "boom" }],
      attributeSetIds: new Int32Array(1),
    });
  });
  await expect(failing).rejects.toMatchObject({ code: "23514" });
  expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
});
