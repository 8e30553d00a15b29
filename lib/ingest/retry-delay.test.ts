import { expect, it } from "vitest";
import { SWEEP_LIMITS } from "#lib/store/sweep.ts";
import { RETRIES, retryDelayMs } from "./retry-delay.ts";

const delays = Array.from({ length: RETRIES }, (_, attempt) => retryDelayMs(attempt));

it("tries again after seconds at first, then less and less often", () => {
  expect(delays.slice(0, 3)).toEqual([2000, 3000, 5000]);
  expect(delays).toEqual(delays.toSorted((a, b) => a - b));
});

it("survives an outage of ten minutes", () => {
  expect(delays.reduce((sum, delay) => sum + delay, 0)).toBeGreaterThan(600_000);
});

it("loses little time when several parts are away one after the other", () => {
  expect(Math.max(...delays.slice(0, 7))).toBeLessThanOrEqual(15_000);
});

it("never waits so long that the sweep takes the file for stalled", () => {
  // A step may try a silent storage for three minutes before it gives up.
  expect(Math.max(...delays) + 180_000).toBeLessThanOrEqual(SWEEP_LIMITS.stalledMs);
});

it("goes on with the longest delay beyond the last retry", () => {
  expect(retryDelayMs(RETRIES + 5)).toBe(retryDelayMs(RETRIES - 1));
});
