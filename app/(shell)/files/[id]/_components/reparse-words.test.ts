import { describe, expect, test } from "vitest";
import type { ReadingTotals } from "#lib/model/reading-difference.ts";
import { emptySeverityCounts } from "#lib/model/severity.ts";
import type { ReparsePreview } from "#lib/queries/preview-reparse.ts";
import { changeWords, comparedText, reparseSummary, totalsRows } from "./reparse-words.ts";

const HOUR_US = 3_600_000_000;

function totals(some: Partial<ReadingTotals> = {}): ReadingTotals {
  return {
    reading: {
      format: "plain",
      formatVersion: 1,
      confidence: 1,
      runnerUp: null,
      container: "none",
      encoding: "utf-8",
      timeZone: { source: "assumed", zone: "UTC", reason: "No zone." },
      notes: [],
    },
    records: 100,
    rejects: 0,
    severities: emptySeverityCounts(),
    withoutTime: 0,
    firstTimestampUs: null,
    lastTimestampUs: null,
    failingLine: null,
    problem: null,
    ...some,
  };
}

function preview(some: Partial<ReparsePreview> = {}): ReparsePreview {
  return {
    now: totals(),
    next: totals(),
    differing: 12,
    groups: [],
    samples: [],
    comparedBytes: 5000,
    isComplete: true,
    settings: { format: null, timeZone: null },
    nextSettings: { format: null, timeZone: null },
    readAtMs: 1,
    totalBytes: 5000,
    gap: null,
    ...some,
  };
}

const group = (shiftUs: number) => ({
  change: { kind: "time-moves" as const, shiftUs },
  count: 6,
  firstRecordNumber: 1,
  byteOffset: 0,
});
const line = (byteOffset: number) => ({ byteOffset, text: "error" });

describe("the summary", () => {
  test.each([
    ["no difference", preview({ differing: 0 }), "Nothing would be read differently.", ""],
    [
      "more records, fewer kept as text",
      preview({ now: totals({ records: 88, rejects: 15 }), next: totals({ records: 100, rejects: 3 }) }),
      "12 of 103 records would be read differently.",
      "12 records more, 12 kept as text fewer.",
    ],
    [
      "times that are lost",
      preview({ next: totals({ withoutTime: 12 }) }),
      "12 of 100 records would be read differently.",
      "12 without a time more.",
    ],
    [
      "one shift",
      preview({ groups: [group(2 * HOUR_US)] }),
      "12 of 100 records would be read differently.",
      "Times move 2 h later.",
    ],
    [
      "shifts over a change of clocks",
      preview({ groups: [group(-HOUR_US), group(-2 * HOUR_US)] }),
      "12 of 100 records would be read differently.",
      "Times move, not all by the same.",
    ],
    [
      "a failing line that stays",
      preview({ now: totals({ failingLine: line(9) }), next: totals({ failingLine: line(9), records: 99 }) }),
      "12 of 100 records would be read differently.",
      "1 record fewer, the first failing line stays.",
    ],
    [
      "a failing line that is lost",
      preview({ now: totals({ failingLine: line(9) }) }),
      "12 of 100 records would be read differently.",
      "No first failing line is found any more.",
    ],
  ])("of %s", (_, made, title, facts) => {
    expect(reparseSummary(made)).toEqual({ title, facts });
  });
});

test.each([
  [{ kind: "parsed" } as const, "kept as text", "become records"],
  [{ kind: "severity", from: "info", to: "warn" } as const, "Info", "become Warning"],
  [{ kind: "time-moves", shiftUs: -HOUR_US / 2 } as const, "times as they are", "times 30 min earlier"],
])("%j: %s → %s", (change, now, next) => {
  expect(changeWords(change)).toEqual({ now, next });
});

test("the numbers name a team's format and say which zone is assumed", () => {
  const rows = totalsRows(preview({ next: totals({ rejects: 1, firstTimestampUs: 0 }) }), () => "Till feed");
  expect(rows[0]).toEqual({ name: "Format", now: "Till feed, parser 1", next: "Till feed, parser 1" });
  expect(rows[1]).toMatchObject({ name: "Time zone", now: "UTC, assumed" });
  expect(rows).toContainEqual({ name: "Kept as text", now: "0", next: "1, 1%" });
  expect(rows).toContainEqual({ name: "First time", now: "None", next: "1970-01-01 00:00:00.000 UTC" });
});

test("what was not compared is said", () => {
  expect(comparedText(preview())).toBe("");
  const gap = { atByte: 8_000_000, byteLength: 3_000_000, records: 21_000 };
  expect(comparedText(preview({ gap, totalBytes: 12_000_000 }))).toMatch(/first .+ and the last .+; 21,000 records/);
  expect(comparedText(preview({ isComplete: false }))).toMatch(/ended after 10 s/);
});
