import { expect, test } from "vitest";
import { formatDuration } from "#components/ui/format-duration.ts";
import { durationScale } from "./duration-scale.ts";

test.each([
  [0, ["0.1 s", "0.2 s"]],
  [350, ["0.2 s", "0.4 s"]],
  [61_000, ["1 min", "2 min"]],
  [25 * 60_000, ["20 min", "40 min"]],
  [3 * 86_400_000, ["2 days", "4 days"]],
])("%d ms are drawn between grid lines people can read", (largestMs, ticks) => {
  expect(durationScale(largestMs).ticks.map(formatDuration)).toEqual(ticks);
});
