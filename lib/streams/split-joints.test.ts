import { describe, expect, it } from "vitest";
import { frameMultiLine } from "./frame-multi-line.ts";
import { textBlock } from "./text-block.ts";

const marks = {
  starts: (line: string) => line.startsWith("<!"),
  ends: (line: string) => line.endsWith(">"),
  joint: "><!",
};

function framed(text: string, room: { isLast?: boolean; maxPieceBytes?: number } = {}) {
  const bytes = new TextEncoder().encode(text);
  const { pieces } = frameMultiLine(marks)(textBlock(bytes, "utf-8"), null, {
    batchBytes: 10_000,
    maxPieceBytes: 10_000,
    isLast: true,
    lineSeparator: 10,
    ...room,
  });
  return pieces.map(({ text: piece, startByte, endByte }) => [piece, startByte, endByte]);
}

describe("splitJoints", () => {
  it("begins a piece inside a line", () => {
    expect(framed("<!a><!b>\n<!c>\n")).toEqual([
      ["<!a>", 0, 4],
      ["<!b>", 4, 9],
      ["<!c>", 9, 14],
    ]);
  });

  it("counts bytes where characters have several", () => {
    expect(framed("<!ä€>\n<!ß><!😀\nx><!c>")).toEqual([
      ["<!ä€>", 0, 9],
      ["<!ß>", 9, 14],
      ["<!😀\nx>", 14, 23],
      ["<!c>", 23, 27],
    ]);
  });

  it("gives what is complete of a line that has not ended", () => {
    expect(framed("<!a><!b><!c", { isLast: false })).toEqual([["<!a>", 0, 4]]);
  });

  it("leaves lines without a joint alone", () => {
    expect(framed("<!a>\n<!b>\n")).toEqual([
      ["<!a>", 0, 5],
      ["<!b>", 5, 10],
    ]);
  });
});
