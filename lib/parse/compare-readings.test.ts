import { describe, expect, test } from "vitest";
import { bytesSource } from "#lib/streams/byte-source.ts";
import { compareReadings } from "./compare-readings.ts";
import { openReader } from "./open-reader.ts";
import { RECEIVED_AT_MS } from "./read-all.test-kit.ts";

interface Way {
  format?: string;
  timeZoneSetting?: string;
}

async function compare(
  text: string,
  now: Way,
  next: Way,
  budget: { budgetMs: number; clock: () => number } | null = null,
) {
  const open = (way: Way) =>
    openReader({
      source: bytesSource(new TextEncoder().encode(text)),
      fileName: "till.log",
      receivedAtMs: RECEIVED_AT_MS,
      ...way,
    });
  const readers = { now: await open(now), next: await open(next) };
  return compareReadings({ ...readers, fileName: "till.log", ...(budget ?? { budgetMs: 60_000, clock: () => 0 }) });
}

const cmtrace = (message: string, type = 1) =>
  `<![LOG[${message}]LOG]!><time="14:03:00.120" date="03-12-2026" component="Till" context="" type="${type}" thread="12" file="">\r\n`;
const HOUR_US = 3_600_000_000;

describe("two readings of the same bytes", () => {
  test("that are equal have no difference, and both have the totals", async () => {
    const text = cmtrace("Opening the till") + cmtrace("The drawer is stuck", 3);
    const found = await compare(text, {}, { format: "cmtrace" });
    expect(found).toMatchObject({
      differing: 0,
      groups: [],
      samples: [],
      comparedBytes: text.length,
      isComplete: true,
    });
    expect(found.now).toMatchObject({ records: 2, rejects: 0, withoutTime: 0, severities: { error: 1 } });
    expect(found.next.firstTimestampUs).toBe(found.now.firstTimestampUs);
  });

  test("with another zone move every time by the same", async () => {
    const found = await compare(cmtrace("a").repeat(30), {}, { timeZoneSetting: "UTC+02:00" });
    expect(found.differing).toBe(30);
    expect(found.groups).toEqual([
      { change: { kind: "time-moves", shiftUs: -2 * HOUR_US }, count: 30, firstRecordNumber: 1, byteOffset: 0 },
    ]);
    expect(found.samples).toHaveLength(20);
    expect(found.next.reading.timeZone).toMatchObject({ source: "upload", zone: "UTC+02:00" });
  });

  test("as text and as records tell level, time, text and fields apart", async () => {
    const found = await compare(cmtrace("The drawer is stuck", 3), { format: "plain" }, {});
    expect(found.groups.map(({ change }) => change.kind)).toEqual(
      expect.arrayContaining(["time-gained", "severity", "text", "fields"]),
    );
    expect(found.samples[0]).toMatchObject({
      recordNumber: 1,
      nowCount: 1,
      nextCount: 1,
      next: [{ isReject: false, level: "error", text: "The drawer is stuck", reason: null }],
      fields: expect.arrayContaining([{ name: "logger", now: null, next: "Till" }]),
    });
  });

  test("of which one joins what the other one splits line up again behind it", async () => {
    const text = `${cmtrace("first\r\nsecond\r\nthird")}${cmtrace("after")}`;
    const found = await compare(text, {}, { format: "logfmt" });
    const [sample] = found.samples;
    expect(sample).toMatchObject({ recordNumber: 1, nowCount: 1, nextCount: 3, changes: [{ kind: "split" }] });
    expect(sample?.next).toHaveLength(3);
    expect(found.samples[1]).toMatchObject({
      nowCount: 1,
      nextCount: 1,
      byteOffset: cmtrace("first\r\nsecond\r\nthird").length,
    });
    const back = await compare(text, { format: "logfmt" }, {});
    expect(back.groups).toContainEqual({ change: { kind: "joined" }, count: 3, firstRecordNumber: 1, byteOffset: 0 });
  });

  test("of which one can't parse a line count it as kept as text", async () => {
    const found = await compare('{"level":30,"time":1780000000000,"msg":"sold"}\n', {}, { format: "cmtrace" });
    expect(found.next).toMatchObject({ records: 0, rejects: 1 });
    expect(found.groups).toMatchObject([{ change: { kind: "unparsed" }, count: 1 }]);
    expect(found.samples[0]?.next[0]?.reason).toEqual(expect.any(String));
  });

  test("keep at most 50 samples and name at most 24 kinds of change, the rest together", async () => {
    const day = (n: number) => `2026-03-${String((n % 28) + 1).padStart(2, "0")}`;
    const text = Array.from({ length: 400 }, (_, n) => `time=${day(n)}T14:03:00Z level=info msg=a${n}\n`).join("");
    const found = await compare(text, { format: "logfmt" }, { format: "plain" });
    expect(found.samples.length).toBeLessThanOrEqual(50);
    expect(found.groups.length).toBeLessThanOrEqual(24);
    expect(found.differing).toBe(400);
  });

  test("end when their time is over, and say so", async () => {
    let now = 0;
    const found = await compare(cmtrace("a").repeat(500), {}, {}, { budgetMs: 2, clock: () => now++ });
    expect(found.isComplete).toBe(false);
    expect(found.now.records).toBe(found.next.records);
    expect(found.now.records).toBeLessThan(500);
  });
});
