import { expect, it } from "vitest";
import { topOfScale } from "./chart-scale.ts";

it.each([
  [0, 2],
  [1, 2],
  [7, 8],
  [99, 100],
  [143, 160],
  [1204, 1400],
  [48_900, 50_000],
])("draws up to %d lines under %d", (largest, top) => {
  expect(topOfScale(largest)).toBe(top);
});
