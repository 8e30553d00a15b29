import { zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { readAll } from "#lib/parse/read-all.test-kit.ts";
import { connect } from "#lib/platform/database.ts";
import { bytesSource } from "#lib/streams/byte-source.ts";
import { previewReparse, readReparse } from "./preview-reparse.ts";
import { readStoredContent } from "./read-stored-content.ts";
import { createFile, createTeam, type TestTeam } from "./stored-file.test-kit.ts";

const sql = connect({ url: inject("databaseUrl") });
afterAll(() => sql.end());

const HOUR_US = 3_600_000_000;
let team: TestTeam;
let others: TestTeam;
beforeAll(async () => {
  team = await createTeam(sql, "Re-readers");
  others = await createTeam(sql, "Other re-readers");
});

const line = (n: number) =>
  `<![LOG[Step ${n}]LOG]!><time="14:03:${String(n % 60).padStart(2, "0")}.120" date="03-12-2026" component="Till" context="" type="1" thread="12" file="">\r\n`;
const LINES = Array.from({ length: 40 }, (_, n) => line(n)).join("");

/** Stores the text as ingest does, a chunk a batch. */
async function storeFile(text: string, columns: object = {}, batchBytes = 1024): Promise<{ id: string; no: number }> {
  const file = await createFile(sql, team, {
    format: "cmtrace",
    format_version: 1,
    encoding: "utf-8",
    finished_at: new Date("2026-03-12T15:00:00.123Z"),
    ...columns,
  });
  const { batches } = await readAll({
    source: bytesSource(new TextEncoder().encode(text)),
    limits: { batchBytes },
  });
  for (const [chunkNo, { records, bytes, byteOffset, firstRecordNumber }] of batches.entries()) {
    await sql`
      insert into logs.log_chunks (file_no, chunk_no, organization_no, first_record_no, record_count, byte_offset,
        byte_length, level_counts, bytes)
      values (${file.no}, ${chunkNo}, ${team.organizationNo}, ${firstRecordNumber}, ${records.length}, ${byteOffset},
        ${bytes.length}, ${[0, 0, 0, records.length, 0, 0, 0, 0]}, ${zstdCompressSync(bytes)})`;
  }
  return file;
}

const preview = async (fileId: string, choice: { format?: string | null; timeZone?: string | null }, as = team) =>
  previewReparse(await as.asMember((tx) => readReparse(tx, { fileId, choice })), () => performance.now());

describe("what reading a file again would change", () => {
  test("is nothing when nothing is chosen anew", async () => {
    const { id } = await storeFile(LINES);
    expect(await preview(id, {})).toMatchObject({
      differing: 0,
      settings: { format: null, timeZone: null },
      readAtMs: Date.parse("2026-03-12T15:00:00.123Z"),
      totalBytes: LINES.length,
      comparedBytes: LINES.length,
      gap: null,
      now: { records: 40, reading: { format: "cmtrace" } },
      next: { records: 40, reading: { format: "cmtrace" } },
    });
  });

  test("with another zone is every time, even to a viewer", async () => {
    const { id } = await storeFile(LINES);
    const found = await preview(id, { timeZone: "UTC+02:00" });
    expect(found.groups).toMatchObject([{ change: { kind: "time-moves", shiftUs: -2 * HOUR_US }, count: 40 }]);
  });

  test("starts from what was chosen before, and null gives that up", async () => {
    const { id } = await storeFile(LINES, { time_zone_setting: "UTC+02:00", format_setting: "cmtrace" });
    expect(await preview(id, {})).toMatchObject({ differing: 0, settings: { timeZone: "UTC+02:00" } });
    const found = await preview(id, { timeZone: null });
    expect(found.groups).toMatchObject([{ change: { kind: "time-moves", shiftUs: 2 * HOUR_US }, count: 40 }]);
  });

  test("compares with the version of a team's format that the file was read with", async () => {
    const definition = (pattern: string, version: number) => sql`
      insert into public.format_definitions (organization_id, slug, version, definition)
      values (${team.organizationId}, 'till-feed', ${version}, ${sql.json({
        id: "till-feed",
        name: "Till feed",
        fileNames: [],
        lane: null,
        pattern: { kind: "regex", text: pattern },
        time: null,
        levels: {},
      })})`;
    await definition("^(?<message>TILL .*)$", 1);
    await definition("^TILL (?<message>.*)$", 2);
    const text = "TILL opened\nTILL closed\n";
    const { id } = await storeFile(text, { format: "till-feed", format_setting: "till-feed" });
    const found = await preview(id, {});
    expect(found.now.reading).toMatchObject({ format: "till-feed", formatVersion: 1 });
    expect(found.next.reading).toMatchObject({ format: "till-feed", formatVersion: 2 });
    expect(found.samples[0]).toMatchObject({ now: [{ text: "TILL opened" }], next: [{ text: "opened" }] });
  });

  test.each([
    ["a format that nobody has", { format: "no-such" }, "unprocessable", /not a log format/],
    ["a zone that does not exist", { timeZone: "Mars/Olympus" }, "bad_request", /no time zone/],
  ])("refuses %s", async (_, choice, code, message) => {
    const { id } = await storeFile(LINES);
    await expect(preview(id, choice)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  test.each([
    ["an archive", { archive_kind: "zip" }, /Re-parse the files that were in it/],
    ["a file that waits", { status: "pending", finished_at: null }, /not read to its end yet/],
    ["a file that was never read", { format: null }, /Nothing of this file is stored/],
  ])("says of %s why there is nothing", async (_, columns, message) => {
    const { id } = await createFile(sql, team, { format: "cmtrace", finished_at: new Date(), ...columns });
    await expect(preview(id, {})).rejects.toThrow(message);
  });

  test("sends to the first file of a duplicate", async () => {
    const first = await storeFile(LINES);
    const { id } = await createFile(sql, team, { duplicate_of: first.id });
    await expect(preview(id, {})).rejects.toMatchObject({ code: "conflict", details: { duplicateOf: first.id } });
  });

  test("is not told to another team", async () => {
    const { id } = await storeFile(LINES);
    await expect(preview(id, {}, others)).rejects.toMatchObject({ code: "not_found" });
  });
});

test("of a long file the start and the end are taken, in whole chunks, with what lies between", async () => {
  const file = await storeFile(LINES);
  const content = await team.asMember((tx) => readStoredContent(tx, file, { headBytes: 2000, tailBytes: 1500 }));
  if (!content?.gap) throw new Error("Nothing was left out.");
  const { bytes, gap, totalBytes } = content;
  expect(totalBytes).toBe(LINES.length);
  expect(gap.records).toBeGreaterThan(5);
  const text = new TextDecoder().decode(bytes);
  expect(text).toBe(LINES.slice(0, gap.atByte) + LINES.slice(gap.atByte + gap.byteLength));
  expect(bytes.length).toBeLessThan(2000 + 1500 + 2 * 1024);
  expect(text.match(/LOG\[/g)).toHaveLength(40 - gap.records);
  const none = await others.asMember((tx) => readStoredContent(tx, file, { headBytes: 2000, tailBytes: 1500 }));
  expect(none).toBeNull();
});
