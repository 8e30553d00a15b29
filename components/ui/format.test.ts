import { describe, expect, it } from "vitest";
import { formatBytes } from "./format-bytes.ts";
import { formatPlural, formatShare } from "./format-count.ts";
import { formatDuration } from "./format-duration.ts";
import { timeText } from "./time.tsx";
import { knownZone, zoneOffsetText } from "./zone-text.ts";

describe("formatBytes", () => {
  it.each([
    [0, "0 B"],
    [1023, "1,023 B"],
    [1024, "1 KB"],
    [2.44 * 1024 ** 2, "2.4 MB"],
    [9.96 * 1024 ** 2, "10 MB"],
    [684.3 * 1024 ** 2, "684 MB"],
    [1023.7 * 1024, "1 MB"],
    [5 * 1024 ** 3, "5 GB"],
  ])("%d bytes reads %s", (sizeBytes, text) => {
    expect(formatBytes(sizeBytes)).toBe(text);
  });
});

describe("formatShare", () => {
  it.each([
    [0, 10, "0%"],
    [38, 18902, "0.2%"],
    [1, 1_000_000, "under 0.1%"],
    [999_999, 1_000_000, "99.9%"],
    [41, 300, "14%"],
    [10, 10, "100%"],
  ])("%d of %d reads %s", (part, whole, text) => {
    expect(formatShare(part, whole)).toBe(text);
  });
});

describe("formatPlural", () => {
  it("keeps one in the singular and separates thousands", () => {
    expect([formatPlural(1, "file"), formatPlural(0, "file"), formatPlural(1204, "entry", "entries")]).toEqual([
      "1 file",
      "0 files",
      "1,204 entries",
    ]);
  });
});

describe("formatDuration", () => {
  it.each([
    [400, "0.4 s"],
    [8000, "8 s"],
    [59_700, "1 min"],
    [125_000, "2 min 5 s"],
    [3_840_000, "1 h 4 min"],
    [3 * 86_400_000, "3 days"],
  ])("%d ms reads %s", (durationMs, text) => {
    expect(formatDuration(durationMs)).toBe(text);
  });
});

describe("timeText", () => {
  const nowMs = Date.UTC(2026, 2, 12, 15, 0, 0);
  it.each([
    ["today as the clock alone", Date.UTC(2026, 2, 12, 13, 3, 41, 226), "UTC", "13:03:41"],
    ["another day with its date", Date.UTC(2026, 2, 9, 16, 40, 0), "UTC", "9 Mar, 16:40:00"],
    ["another year with the year", Date.UTC(1601, 0, 1, 0, 0, 0), "UTC", "1 Jan 1601, 00:00:00"],
    [
      "in the zone of the page, where the day may differ",
      Date.UTC(2026, 2, 11, 23, 30, 0),
      "Europe/Berlin",
      "00:30:00",
    ],
  ])("shows %s", (_name, atMs, zone, text) => {
    expect(timeText(new Date(atMs), { zone, nowMs })).toBe(text);
  });

  it("shows milliseconds when asked", () => {
    expect(timeText(new Date(nowMs + 7), { zone: "UTC", nowMs, precision: "ms" })).toBe("15:00:00.007");
  });
});

describe("zones", () => {
  it("takes UTC for a cookie that names no zone", () => {
    expect([knownZone(undefined), knownZone("<script>"), knownZone("Europe/Berlin")]).toEqual([
      "UTC",
      "UTC",
      "Europe/Berlin",
    ]);
  });

  it("writes the offset of a zone at a point in time", () => {
    expect([zoneOffsetText("UTC", 0), zoneOffsetText("Europe/Berlin", Date.UTC(2026, 6, 1))]).toEqual([
      "UTC",
      "UTC+02:00",
    ]);
  });
});
