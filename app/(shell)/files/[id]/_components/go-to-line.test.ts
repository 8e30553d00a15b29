import { expect, it } from "vitest";
import { lineNumberOf } from "./go-to-line.tsx";

it.each([
  ["18407", 18_407],
  [" 18,407 ", 18_407],
  ["18.407", 18_407],
  ["1", 1],
  ["20000", 20_000],
  ["20001", null],
  ["0", null],
  ["-5", null],
  ["", null],
  ["12a", null],
])("%j of 20,000 lines is %s", (text, line) => {
  expect(lineNumberOf(text, 20_000)).toBe(line);
});
