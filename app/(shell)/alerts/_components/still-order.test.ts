import { expect, it } from "vitest";
import { stillOrder } from "./still-order.ts";

const items = (text: string) => text.split(" ").map((part) => ({ key: part.slice(0, 1), no: Number(part.slice(1)) }));

it.each([
  ["leaves what is shown where it is", "c3 b2 a1", { order: ["c", "b", "a"], waiting: 0 }],
  ["lets what is new wait", "e5 d4 c3 b2 a1", { order: ["c", "b", "a"], waiting: 2 }],
  ["keeps the place of what fired again", "a6 c3 b2", { order: ["c", "b", "a"], waiting: 0 }],
  ["takes away what is gone", "c3 a1", { order: ["c", "a"], waiting: 0 }],
  ["adds an older page at the end", "d4 c3 b2 a1 z0", { order: ["c", "b", "a", "z"], waiting: 1 }],
])("%s", (_name, current, expected) => {
  expect(stillOrder(["c", "b", "a"], items(current))).toEqual(expected);
});

it("shows nothing by itself when all that was shown is gone", () => {
  expect(stillOrder(["a"], items("c3 b2"))).toEqual({ order: ["c", "b"], waiting: 0 });
});
