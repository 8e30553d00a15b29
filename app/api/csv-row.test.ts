import { describe, expect, it } from "vitest";
import { csvRow } from "./csv-row.ts";

describe("a line of CSV", () => {
  it.each([
    ["a formula", "=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0\r\n"],
    ["a plus", "+1", "'+1\r\n"],
    ["a minus", "-2+3", "'-2+3\r\n"],
    ["an at", "@SUM(A1)", "'@SUM(A1)\r\n"],
    ["a tab", "\t=1", '"\'\t=1"\r\n'],
    ["a carriage return", "\r=1", '"\'\r=1"\r\n'],
    ["a formula with quotes and commas", '=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"\r\n'],
    ["quotes", 'say "hi"', '"say ""hi"""\r\n'],
    ["a line break", "a\nb", '"a\nb"\r\n'],
    ["an equals sign further in", "a=b", "a=b\r\n"],
    ["nothing", null, "\r\n"],
    ["a negative number of ours", -5, "-5\r\n"],
  ])("keeps %s harmless and whole", (_, cell, line) => {
    expect(csvRow([cell])).toBe(line);
  });

  it("has a comma between its cells", () => {
    expect(csvRow(["a", 1, null, "d"])).toBe("a,1,,d\r\n");
  });
});
