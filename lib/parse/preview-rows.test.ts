import { describe, expect, it } from "vitest";
import type { FileRecord } from "#lib/model/log-record.ts";
import { PREVIEW_ROWS, PreviewRows, rowsAround } from "./preview-rows.ts";

const record = (recordNumber: number, severityNumber = 9): FileRecord => ({
  kind: "record",
  recordNumber,
  byteOffset: 0,
  byteLength: 1,
  timestampUs: null,
  severityNumber,
  body: `line ${recordNumber}`,
});

function observed(count: number, errors: readonly number[]): PreviewRows {
  const rows = new PreviewRows();
  for (let n = 1; n <= count; n++) rows.observe(record(n, errors.includes(n) ? 17 : 9));
  return rows;
}

const span = (rows: readonly { recordNumber: number }[]) => [rows[0]?.recordNumber, rows.at(-1)?.recordNumber];

describe("rowsAround", () => {
  it.each([
    ["seven rows before an error and twelve after it", 1000, [500], 500, [493, 512]],
    ["more after an error near the start", 1000, [3], 3, [1, 20]],
    ["more before an error at the end", 1000, [1000], 1000, [981, 1000]],
    ["the rows between two errors as one stretch", 1000, [500, 520], 500, [493, 512]],
    ["the first rows of a file without errors", 1000, [], null, [1, 20]],
    ["all rows of a short file", 5, [2], 2, [1, 5]],
  ] as const)("gives %s", (_name, count, errors, at, expected) => {
    const kept = observed(count, errors).rows();
    expect(span(rowsAround(kept, at))).toEqual(expected);
  });

  it("gives nothing for nothing", () => {
    expect(rowsAround([], null)).toEqual([]);
  });
});

describe("PreviewRows", () => {
  it("keeps little of a file that is all errors", () => {
    const rows = new PreviewRows();
    for (let n = 1; n <= 100_000; n++) rows.observe(record(n, 17));
    expect(rows.errors().length).toBe(40);
    expect(rows.rows().length).toBeLessThan(40 + 2 * PREVIEW_ROWS);
  });

  it("cuts long text", () => {
    const rows = new PreviewRows();
    rows.observe({ ...record(1), body: "x".repeat(100_000) });
    expect(rows.rows()[0]?.text.length).toBeLessThan(1000);
  });
});
