import { expect, test } from "vitest";
import { mapTicks } from "./map-ticks.ts";

test.each([
  ["a file of nothing", 0, null, []],
  ["a short file", 9, null, []],
  ["thousands", 19_611, 18_407, [1, 5000, 10_000, 15_000]],
  ["a million", 1_000_000, null, [1, 500_000]],
  ["a label that would stand on the failing line", 19_611, 10_100, [1, 5000, 15_000]],
  ["a failing line at the very top", 1000, 3, [500]],
])("%s", (_, total, pinned, expected) => {
  expect(mapTicks(total, pinned)).toEqual(expected);
});
