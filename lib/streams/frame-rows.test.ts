import { describe, expect, it } from "vitest";
import { expectLinearWork } from "#lib/streams/linear-time.test-kit.ts";
import { frameRows, type RowMarks } from "./frame-rows.ts";
import { textBlock } from "./text-block.ts";

const ROOM = { batchBytes: 1_000_000, maxPieceBytes: 1_000_000, isLast: true, lineSeparator: 10 as const };
const frame = (text: string, marks: RowMarks, room = {}) =>
  frameRows(marks)(textBlock(new TextEncoder().encode(text), "utf-8"), null, { ...ROOM, ...room });
const texts = (text: string, marks: RowMarks) => frame(text, marks).pieces.map((piece) => piece.text);

const comma = { delimiter: "," };

describe("frameRows", () => {
  it.each([
    ["takes a line for a row", comma, "a,b\nc,d\n", ["a,b", "c,d"]],
    ["goes on over lines while a quote is open", comma, 'a,"b\n\nc"\nd\n', ['a,"b\n\nc"', "d"]],
    ["knows doubled quotes", comma, 'a,"b""\nc"\nd\n', ['a,"b""\nc"', "d"]],
    ["takes a quote inside a field for a quote", comma, 'a,5" disk\nd\n', ['a,5" disk', "d"]],
    ["ends a row whose quote never closes with its line", comma, 'a,"b\nc\nd\n', ['a,"b', "c", "d"]],
    ["opens no quotes where a row is a line", { delimiter: null }, 'a "b\nc"\n', ['a "b', 'c"']],
    [
      "puts headings to the first row",
      { ...comma, leadRows: 2 },
      'sep=,\n"x\ny",z\n1,2\n3,4\n',
      ['sep=,\n"x\ny",z\n1,2', "3,4"],
    ],
    [
      "puts marked lines to the row under them",
      { delimiter: null, leadMark: "#" },
      "#a\n\n#b\n1\n2\n#c\n3\n#d\n",
      ["#a\n\n#b\n1", "2", "#c\n3", "#d"],
    ],
    ["sees a quote behind a byte order mark", comma, '\ufeff"a\nb",c\nd\n', ['"a\nb",c', "d"]],
  ])("%s", (_name, marks, text, pieces) => {
    expect(texts(text, marks)).toEqual(pieces);
  });

  it("waits for the end of a row that the block does not show", () => {
    expect(frame('a,b\nc,"d\n', comma, { isLast: false }).pieces.map((piece) => piece.text)).toEqual(["a,b"]);
  });

  it("gives up on an open quote after 64 KiB, and not before", () => {
    const lines = (count: number) => `a,"b\n${"x".repeat(1023)}\n`.padEnd(0) + `${"x".repeat(1023)}\n`.repeat(count);
    expect(texts(`${lines(40)}c"\nd\n`, comma)).toHaveLength(2);
    expect(texts(`${lines(70)}c"\nd\n`, comma)).toHaveLength(74);
  });

  it("takes headings only at the start of the file", () => {
    const marks = { ...comma, leadRows: 1 };
    const { state } = frame("h\n1\n", marks);
    const again = frameRows(marks)(textBlock(new TextEncoder().encode("2\n3\n"), "utf-8"), state, ROOM);
    expect(again.pieces.map((piece) => piece.text)).toEqual(["2", "3"]);
  });

  it("costs no more than its length, whatever the quotes", () => {
    const hostile = ['"\n'.repeat(50_000), ',""\n'.repeat(50_000), 'x,"a\n'.repeat(50_000), 'x","y\n'.repeat(50_000)];
    expectLinearWork([...hostile, hostile.join("")], (text) => {
      expect(frame(text, comma).pieces.at(-1)?.endByte).toBeGreaterThan(0);
    });
  });
});
