import { describe, expect, it } from "vitest";
import { durationMs } from "./duration.ts";

const NOW_MS = Date.parse("2026-11-22T10:00:00Z");

describe("durationMs", () => {
  it.each([
    ["1s", 1_000],
    ["1w2d3h4m5s", 604_800_000 + 2 * 86_400_000 + 3 * 3_600_000 + 4 * 60_000 + 5_000],
    ["250ms", 250],
    ["", 0],
    ["2026-11-22T10:00:30.000Z", 30_000],
    ["2026-11-22T09:00:00.000Z", 0],
  ])("reads %s", (text, expected) => {
    expect(durationMs(text, NOW_MS)).toBe(expected);
  });

  it.each(["soon", "5", "1s later", "2026-99-99"])("refuses %s", (text) => {
    expect(durationMs(text, NOW_MS)).toBeNull();
  });
});
