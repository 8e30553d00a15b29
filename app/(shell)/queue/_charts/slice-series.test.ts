import { expect, test } from "vitest";
import type { LaneSlice } from "#lib/model/job.ts";
import { sliceSeries, sliceTotals } from "./slice-series.ts";

function slice(changes: Partial<LaneSlice>): LaneSlice {
  return {
    lane: "high",
    atMs: 0,
    started: 0,
    completed: 0,
    failed: 0,
    records: 0,
    bytes: 0,
    waitP50Ms: null,
    waitP95Ms: null,
    processingP50Ms: null,
    processingP95Ms: null,
    ...changes,
  };
}

const SLICES = [
  slice({ atMs: 0, completed: 2, waitP95Ms: 40 }),
  slice({ atMs: 60, completed: 3, waitP95Ms: 50, lane: "low" }),
  slice({ atMs: 180, completed: 5, failed: 1 }),
];

test("counts are 0 where there is no slice, also between the first and the last", () => {
  expect(sliceSeries(SLICES, "completed")).toEqual([
    { atMs: 0, high: 2, medium: 0, low: 0 },
    { atMs: 60, high: 0, medium: 0, low: 3 },
    { atMs: 120, high: 0, medium: 0, low: 0 },
    { atMs: 180, high: 5, medium: 0, low: 0 },
  ]);
});

test("what is measured is nothing where there is no slice", () => {
  expect(sliceSeries(SLICES, "waitP95Ms")[1]).toEqual({ atMs: 60, high: null, medium: null, low: 50 });
});

test("no slices make no points, one makes one", () => {
  expect(sliceSeries([], "failed")).toEqual([]);
  expect(sliceSeries([slice({ failed: 4 })], "failed")).toEqual([{ atMs: 0, high: 4, medium: 0, low: 0 }]);
});

test("totals are by lane", () => {
  expect(sliceTotals(SLICES, "completed")).toEqual({ high: 7, medium: 0, low: 3 });
});
