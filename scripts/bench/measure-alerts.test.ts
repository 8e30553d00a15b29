import { expect, test } from "vitest";
import { percentile } from "./measure-alerts.ts";

const upTo = (count: number) => Array.from({ length: count }, (_, i) => count - i);

test.each([
  ["the middle of five", upTo(5), 0.5, 3],
  ["the second longest of a hundred", upTo(100), 0.99, 99],
  ["the longest of twenty, of which none is left out", upTo(20), 0.99, 20],
  ["the only one", [7.4], 0.99, 7],
])("a percentile is %s", (_, values, share, expected) => {
  expect(percentile(values, share)).toBe(expected);
});
