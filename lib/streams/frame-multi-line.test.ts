import { describe, expect, it } from "vitest";
import { frameMultiLine, type LineMarks } from "./frame-multi-line.ts";
import { textBlock } from "./text-block.ts";

const ROOM = { batchBytes: 10_000, maxPieceBytes: 10_000, isLast: true, lineSeparator: 10 as const };
const starts = (line: string) => line.startsWith("*");
const ends = (line: string) => line.endsWith(";");
const leads = (line: string) => line.startsWith("#");
const opens = (line: string) => line.startsWith("+");
const resumes = (line: string) => line.startsWith("-");

function texts(text: string, marks: LineMarks): string[] {
  return frameMultiLine(marks)(textBlock(new TextEncoder().encode(text), "utf-8"), null, ROOM).pieces.map(
    (piece) => piece.text,
  );
}

describe("frameMultiLine", () => {
  it.each([
    ["runs a piece to the next start", { starts }, "*a\nb\n*c\n", ["*a\nb", "*c"]],
    ["gives lines before the first start pieces of their own", { starts }, "x\ny\n*a\n", ["x", "y", "*a"]],
    [
      "closes a piece at its end, on the same line too",
      { starts, ends },
      "*a;\nx\n*b\nc;\ny\n",
      ["*a;", "x", "*b\nc;", "y"],
    ],
    ["closes an endless piece at the next start", { starts, ends }, "*a\nb\n*c;\n", ["*a\nb", "*c;"]],
    ["keeps blank lines inside and behind a piece", { starts }, "\n*a\n\nb\n\n*c\n", ["*a\n\nb", "*c"]],
    [
      "joins a header to the first piece under it",
      { starts, leads },
      "*a\n#h\nx\n*b\nc\n*d\n",
      ["*a", "#h\nx\n*b\nc", "*d"],
    ],
    [
      "opens a piece above a header and a start, but only where none is open",
      { starts, ends, leads, opens },
      "+o\nx\n#h\n*a\n+p\n#i\n*b;\n+q\n*c\n",
      ["+o\nx\n#h\n*a\n+p", "#i\n*b;", "+q\n*c"],
    ],
    [
      "gathers lines whose start is missing, up to the end or the next piece",
      { starts, ends, leads, resumes },
      "-a\nx\n-b;\ny\n-c\n*d\n-e;\n-f\n#h\n*g\n-i;\n-j;\n",
      ["-a\nx\n-b;", "y", "-c", "*d\n-e;", "-f", "#h\n*g\n-i;", "-j;"],
    ],
    ["keeps a header under which nothing follows", { starts, leads }, "*a\n#h\n#i\n", ["*a", "#h", "#i"]],
  ])("%s", (_name, marks, text, pieces) => {
    expect(texts(text, marks)).toEqual(pieces);
  });
});
