import { expect, it } from "vitest";
import { delaySteps } from "./delay-parts.ts";

const line = (atMs: number | null) => ({
  recordNumber: 7,
  byteOffset: 0,
  timestampUs: atMs === null ? null : atMs * 1000,
  text: "",
  code: null,
});
const file = { id: "f", name: "f", format: null, timeZone: null, arrivedAtMs: 10_600, startedAtMs: 11_000 };

it("says what each step took", () => {
  expect(delaySteps({ line: line(10_000), file, createdAtMs: 11_100 })).toEqual([
    { label: "Line written", atMs: 10_000, tookMs: null },
    { label: "Arrived", atMs: 10_600, tookMs: 600 },
    { label: "Reading began", atMs: 11_000, tookMs: 400 },
    { label: "Alert", atMs: 11_100, tookMs: 100 },
  ]);
});

it.each([
  ["the line was written long before it was sent", line(10_600 - 11 * 60_000)],
  ["the clock of the device is ahead", line(10_700)],
])("counts from the arrival when %s", (_case, written) => {
  const [, arrived] = delaySteps({ line: written, file, createdAtMs: 11_100 });
  expect(arrived).toEqual({ label: "Arrived", atMs: 10_600, tookMs: null });
});

it("leaves out what is not known", () => {
  const labels = delaySteps({ line: line(null), file: { ...file, startedAtMs: null }, createdAtMs: 11_100 });
  expect(labels.map(({ label, tookMs }) => [label, tookMs])).toEqual([
    ["Arrived", null],
    ["Alert", 500],
  ]);
});
