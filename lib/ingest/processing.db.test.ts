import { createHash, randomUUID } from "node:crypto";
import { zstdDecompressSync } from "node:zlib";
import { afterAll, afterEach, describe, expect, inject, test } from "vitest";
import type { RecordProcessor } from "#lib/model/record-processor.ts";
import { connect } from "#lib/platform/database.ts";
import { listRecords } from "#lib/queries/list-records.ts";
import { readOutline } from "#lib/queries/read-outline.ts";
import { readRecord } from "#lib/queries/read-record.ts";
import { createTeam } from "#lib/queries/stored-file.test-kit.ts";
import { createRunningFile } from "#lib/store/store.test-kit.ts";
import { bytesSource } from "#lib/streams/byte-source.ts";
import { ingestStep } from "./ingest-step.ts";
import { closeWarmSessions } from "./warm-sessions.ts";

const sql = connect({ url: inject("databaseUrl") });
const team = await createTeam(sql, "Processors");
afterEach(() => closeWarmSessions());
afterAll(() => sql.end());

/** Of ten records the first is dropped, the second is made two of, on the third it fails. */
const mixed: RecordProcessor = {
  name: "team-items",
  version: 3,
  formats: ["pino"],
  process(record) {
    switch (Number(record.attributes?.n) % 10) {
      case 0:
        return [];
      case 1:
        return [record, { ...record, severityNumber: 17, body: "twin", attributes: { password: "S3cretvalue9" } }];
      case 2:
        throw new Error("no such team");
      default:
        return [record];
    }
  },
};

const lines = (count: number, filler = 40) =>
  Buffer.from(
    Array.from(
      { length: count },
      (_, n) =>
        `${JSON.stringify({ level: 30, time: 1_795_305_600_000 + n, pid: 7, hostname: "host", msg: `line ${n}`, n, filler: "x".repeat(filler) })}\n`,
    ).join(""),
  );

async function ingest(bytes: Buffer, processors: readonly RecordProcessor[]) {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const owner = { id: team.organizationId, no: team.organizationNo, ownerId: team.userId };
  const file = await createRunningFile(sql, owner, { sizeBytes: bytes.length, sha256 });
  const ports = { sql, openSource: () => bytesSource(bytes), now: Date.now, processors };
  for (let steps = 1; ; steps++) {
    const result = await ingestStep({ fileId: file.id, dispatch: 1, budgetMs: 0 }, ports);
    // Each step opens the file anew, at the checkpoint.
    closeWarmSessions();
    if (result.status !== "continue") {
      const [row] = await sql`
        select status, error, record_count::int as records, reject_count::int as rejects, reading_notes as notes
        from public.log_files where id = ${file.id}`;
      return { file, row, steps };
    }
  }
}

describe("ingestStep with a processor", () => {
  test("stores and counts what it made, over many cold steps, and keeps all bytes", async () => {
    const bytes = lines(30_000);
    const { file, row, steps } = await ingest(bytes, [mixed]);
    expect(steps).toBeGreaterThan(2);
    expect(row).toEqual({
      status: "completed",
      error: null,
      records: 27_000,
      rejects: 3000,
      notes: [
        "The processor team-items (version 3) went over the records: 3000 dropped, 3000 split into 6000, 3000 kept as text because it failed on them.",
      ],
    });
    const [numbers] = await sql`
      select count(*)::int as count, count(distinct record_no)::int as distinct, min(record_no) as first, max(record_no) as last
      from logs.log_entries where file_no = ${file.no}`;
    expect(numbers).toEqual({ count: 30_000, distinct: 30_000, first: 1, last: 30_000 });
    const chunks = await sql`select bytes from logs.log_chunks where file_no = ${file.no} order by chunk_no`;
    expect(Buffer.concat(chunks.map((chunk) => zstdDecompressSync(chunk.bytes))).equals(bytes)).toBe(true);
  });

  test("leads both parts of a split record, and one it failed on, to their original bytes", async () => {
    const bytes = lines(20);
    const { file } = await ingest(bytes, [mixed]);
    const line = (n: number) => bytes.toString().split("\n")[n];
    const read = (recordNumber: number) => team.asMember((tx) => readRecord(tx, { fileId: file.id, recordNumber }));
    for (const [recordNumber, n] of [
      [1, 1],
      [2, 1],
      [3, 2],
      [4, 3],
      [11, 11],
      [12, 11],
    ] as const) {
      expect((await read(recordNumber)).raw.text.trimEnd()).toBe(line(n));
    }
    expect(await read(2)).toMatchObject({ body: "twin", severityNumber: 17, attributes: { password: "*password***" } });
    expect((await read(3)).rejectReason).toBe("Kept as text by the processor team-items: it failed: no such team.");
    const rejects =
      await sql`select record_no::int as no, reason from public.error_tracking where file_id = ${file.id} order by 1`;
    expect(rejects).toEqual([3, 13].map((no) => ({ no, reason: expect.stringContaining("processor team-items") })));
    const [event] =
      await sql`select details from public.processing_events where file_id = ${file.id} and kind = 'completed'`;
    expect(event?.details.processors).toBe("team-items (version 3)");
  });

  test("finds records behind stretches of which all were dropped", async () => {
    const late: RecordProcessor = {
      ...mixed,
      process: (record) => (Number(record.attributes?.n) < 29_000 ? [] : [record]),
    };
    const { file, row } = await ingest(lines(30_000), [late]);
    expect(row).toMatchObject({ status: "completed", records: 1000 });
    const chunks =
      await sql`select record_count as n from logs.log_chunks where file_no = ${file.no} order by chunk_no`;
    expect(chunks.map(({ n }) => n === 0).slice(0, 2)).toEqual([true, true]);
    // As rows lie that came back from a backup in another order.
    await sql`
      with taken as (delete from logs.log_chunks where file_no = ${file.no} and chunk_no = 0 returning *)
      insert into logs.log_chunks select * from taken`;
    const page = await team.asMember((tx) => listRecords(tx, { fileId: file.id, from: 1, count: 2 }));
    expect(page).toMatchObject({
      total: 1000,
      records: [{ recordNumber: 1, text: "line 29000" }, { recordNumber: 2 }],
    });
    expect((await team.asMember((tx) => readRecord(tx, { fileId: file.id, recordNumber: 1 }))).raw.text).toContain(
      '"n":29000',
    );
    expect((await team.asMember((tx) => readOutline(tx, file.id))).total).toBe(1000);
  });

  test("completes a file of which it dropped everything, and says so", async () => {
    const { row } = await ingest(lines(12), [{ ...mixed, process: () => [] }]);
    expect(row).toMatchObject({
      status: "completed",
      records: 0,
      rejects: 0,
      notes: [expect.stringContaining("12 dropped")],
    });
  });

  test("leaves the files of other organisations alone", async () => {
    const { row } = await ingest(lines(12), [{ ...mixed, organizationId: randomUUID() }]);
    expect(row).toMatchObject({ status: "completed", records: 12, notes: [] });
    const own = await ingest(lines(11), [{ ...mixed, organizationId: team.organizationId }]);
    expect(own.row).toMatchObject({ status: "completed", records: 9, rejects: 1 });
  });
});
