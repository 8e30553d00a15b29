import { describe, expect, it } from "vitest";
import { backoffMs, retryAfterMs } from "./backoff.ts";
import { DEFAULT_SETTINGS } from "./engine-settings.ts";

const NOW_MS = Date.parse("2026-11-22T10:00:00Z");

describe("backoffMs", () => {
  const table = DEFAULT_SETTINGS.retryBackoffMs;

  it.each([
    [0, 15_000],
    [1, 30_000],
    [4, 300_000],
    [9, 7_200_000],
    [19, 7_200_000],
  ])("waits after attempt %i for %i ms", (attempt, expected) => {
    expect(backoffMs({ attempt, table, jitterMs: 30_000, random: 0 })).toBe(expected);
  });

  it("adds less than the jitter", () => {
    expect(backoffMs({ attempt: 0, table, jitterMs: 30_000, random: 0.999 })).toBe(15_000 + 29_970);
  });
});

describe("retryAfterMs", () => {
  it.each([
    ["2", 2_000],
    ["0", 0],
    ["2026-11-22T10:00:05.000Z", 5_000],
    ["Sun, 22 Nov 2026 10:01:00 GMT", 60_000],
    ["2020-01-01T00:00:00Z", 0],
  ])("reads %s", (header, expected) => {
    expect(retryAfterMs(header, NOW_MS)).toBe(expected);
  });

  it.each([null, "", "soon", "-5s"])("ignores %s", (header) => {
    expect(retryAfterMs(header, NOW_MS)).toBeNull();
  });
});
