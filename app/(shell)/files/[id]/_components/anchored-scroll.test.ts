import { describe, expect, test } from "vitest";
import {
  anchorAfterScroll,
  anchorAt,
  type ListMetrics,
  MAX_SCROLL_PX,
  moveAnchor,
  scrollLengthPx,
  scrollTopFor,
} from "./anchored-scroll.ts";

const metricsOf = (count: number, heights: Record<number, number> = {}): ListMetrics => ({
  count,
  rowHeightPx: 24,
  viewportPx: 600,
  heightOf: (index) => heights[index],
});

describe("moving", () => {
  test.each([
    ["down within a row", { index: 3, offsetPx: 2 }, 10, {}, { index: 3, offsetPx: 12 }],
    ["down over rows", { index: 3, offsetPx: 0 }, 60, {}, { index: 5, offsetPx: 12 }],
    ["up over rows", { index: 3, offsetPx: 0 }, -30, {}, { index: 1, offsetPx: 18 }],
    ["up to the top and no further", { index: 3, offsetPx: 0 }, -500, {}, { index: 0, offsetPx: 0 }],
    ["down through an open record of 400 px", { index: 3, offsetPx: 0 }, 410, { 3: 400 }, { index: 4, offsetPx: 10 }],
    ["down to the last row and no further", { index: 98, offsetPx: 0 }, 40, {}, { index: 99, offsetPx: 16 }],
  ])("%s", (_, from, deltaPx, heights, expected) => {
    expect(moveAnchor(from, deltaPx, metricsOf(100, heights))).toEqual(expected);
  });

  test("there and back again ends at the same pixel", () => {
    const metrics = metricsOf(5_000_000, { 1000000: 57, 1000001: 300 });
    const there = moveAnchor({ index: 1_000_000, offsetPx: 5 }, 777, metrics);
    expect(moveAnchor(there, -777, metrics)).toEqual({ index: 1_000_000, offsetPx: 5 });
  });
});

describe("the scrollbar", () => {
  test("is as long as the rows while browsers can take it, and capped beyond", () => {
    expect(scrollLengthPx(metricsOf(1000))).toBe(24_000);
    expect(scrollLengthPx(metricsOf(50_000_000))).toBe(MAX_SCROLL_PX);
    expect(scrollLengthPx(metricsOf(0))).toBe(600);
  });

  test.each([1000, 1_000_000, 50_000_000])("a leap to its middle shows the middle of %d rows", (count) => {
    const metrics = metricsOf(count);
    const maximum = scrollLengthPx(metrics) - 600;
    const anchor = anchorAfterScroll({ index: 0, offsetPx: 0 }, { fromPx: 0, toPx: maximum / 2 }, metrics);
    expect(anchor.index).toBe(Math.floor((count - 25) / 2));
  });

  test.each([1000, 1_000_000])("a leap to its end shows the last of %d rows", (count) => {
    const metrics = metricsOf(count);
    const end = scrollLengthPx(metrics) - 600;
    expect(anchorAfterScroll({ index: 0, offsetPx: 0 }, { fromPx: 0, toPx: end - 1 }, metrics).index).toBe(count - 1);
  });

  test("a step moves by its own pixels even where the scrollbar stands for many more", () => {
    const metrics = metricsOf(50_000_000);
    const anchor = anchorAfterScroll({ index: 7, offsetPx: 0 }, { fromPx: 5000, toPx: 5048 }, metrics);
    expect(anchor).toEqual({ index: 9, offsetPx: 0 });
  });

  test("goes back to where the rows are, and to its ends at the ends", () => {
    const metrics = metricsOf(1000);
    expect(scrollTopFor({ index: 0, offsetPx: 0 }, metrics, { isAtEnd: false })).toBe(0);
    expect(scrollTopFor({ index: 100, offsetPx: 12 }, metrics, { isAtEnd: false })).toBeCloseTo(2412);
    expect(scrollTopFor({ index: 980, offsetPx: 0 }, metrics, { isAtEnd: true })).toBe(23_400);
  });

  test("leaves room to scroll on below when an open record makes the list longer than estimated", () => {
    const metrics = metricsOf(1000, { 999: 900 });
    expect(scrollTopFor({ index: 999, offsetPx: 10 }, metrics, { isAtEnd: false })).toBeLessThanOrEqual(23_400 - 96);
  });

  test("leaves room to scroll on above near the top of a list that is longer than the scrollbar", () => {
    expect(scrollTopFor({ index: 50, offsetPx: 0 }, metricsOf(50_000_000), { isAtEnd: false })).toBe(300);
  });
});

test("an empty list has one place", () => {
  expect(anchorAt(0.5, metricsOf(0))).toEqual({ index: 0, offsetPx: 0 });
  expect(moveAnchor({ index: 0, offsetPx: 0 }, 50, metricsOf(0)).index).toBe(0);
});
