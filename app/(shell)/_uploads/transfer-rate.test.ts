import { expect, it } from "vitest";
import { createTransferRate } from "./transfer-rate.ts";

it("knows no speed from one sample", () => {
  expect(createTransferRate()(1000, 0)).toBeNull();
});

it("measures over the last five seconds, so that a change of speed shows", () => {
  const rate = createTransferRate();
  for (let second = 0; second <= 10; second++) rate(second * 1000, second * 1000);
  let last: number | null = null;
  for (let second = 11; second <= 20; second++) last = rate(10_000 + (second - 10) * 5000, second * 1000);
  expect(last).toBe(5000);
});

it("does not count bytes that were kept from an earlier try as speed", () => {
  const rate = createTransferRate();
  rate(50_000_000, 0);
  expect(rate(50_001_000, 1000)).toBe(1000);
});

it("starts over when the count falls back", () => {
  const rate = createTransferRate();
  rate(0, 0);
  rate(6_000_000, 1000);
  expect(rate(1000, 2000)).toBeNull();
});
