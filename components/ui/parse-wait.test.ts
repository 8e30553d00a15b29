import { expect, it } from "vitest";
import { parseWait } from "./parse-wait.ts";

it.each([
  ["500 ms", 500],
  ["2", 2000],
  ["0.5 s", 500],
  ["30 min", 1_800_000],
  ["1h", 3_600_000],
  ["none", null],
  ["", null],
  ["soon", undefined],
  ["5 days", undefined],
  ["-1 s", undefined],
])("reads %j as %j", (text, expected) => {
  expect(parseWait(text)).toBe(expected);
});
