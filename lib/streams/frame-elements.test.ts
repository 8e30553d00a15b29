import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frameElements } from "./frame-elements.ts";
import type { Piece } from "./framer.ts";
import { textBlock } from "./text-block.ts";

const frame = frameElements("Event");

/** All pieces of a text, cut with windows of the given size as a reader would. */
function framed(bytes: Buffer, limits = { batchBytes: 1 << 20, maxPieceBytes: 1 << 20 }) {
  const pieces: Piece[] = [];
  let at = 0;
  let state = null as ReturnType<typeof frame>["state"];
  while (at < bytes.length) {
    const window = bytes.subarray(at, at + Math.max(limits.batchBytes, limits.maxPieceBytes) + 256);
    const isLast = at + window.length >= bytes.length;
    const block = textBlock(window, "utf-8");
    const result = frame(block, state, { ...limits, isLast, lineSeparator: 10 });
    if (result.pieces.length === 0) throw new Error("No piece.");
    for (const piece of result.pieces) {
      pieces.push({ ...piece, startByte: piece.startByte + at, endByte: piece.endByte + at });
    }
    at += result.pieces.at(-1)?.endByte ?? 0;
    state = JSON.parse(JSON.stringify(result.state));
  }
  return pieces;
}

const texts = (text: string) => framed(Buffer.from(text)).map((piece) => piece.rejectReason ?? piece.text);

describe("frameElements", () => {
  it.each([
    ["several on one line", "<Event>a</Event><Event>b</Event>", ["<Event>a</Event>", "<Event>b</Event>"]],
    ["one over many lines", "<Event x='1'>\n a\n</Event>\n", ["<Event x='1'>\n a\n</Event>"]],
    ["a wrapper", '<?xml version="1.0"?>\n<Events>\n<Event>a</Event>\n</Events>\n', ["<Event>a</Event>"]],
    ["an element without content", "<Event/><Event />\n", ["<Event/>", "<Event />"]],
    ["the dashes of a tree view", "- <Event>a</Event>\n- <Event>b</Event>", ["<Event>a</Event>", "<Event>b</Event>"]],
    [
      "elements whose names go on",
      "<Event><EventData>a</EventData></Event>",
      ["<Event><EventData>a</EventData></Event>"],
    ],
    ["CDATA", "<Event><![CDATA[</Event>]]></Event>", ["<Event><![CDATA[</Event>]]></Event>"]],
    ["a comment", "<Event><!-- <Event> --></Event>", ["<Event><!-- <Event> --></Event>"]],
    ["text between two", "<Event>a</Event> oh\n<Event>b</Event>", ["<Event>a</Event>", "oh", "<Event>b</Event>"]],
    ["one without end before another", "<Event>a\n<Event>b</Event>", ["<Event>a", "<Event>b</Event>"]],
    ["one without end at the end", "<Event>a</Event><Event>b", ["<Event>a</Event>", "<Event>b"]],
    ["more than ASCII", "<Event>Größe 😀</Event><Event>b</Event>", ["<Event>Größe 😀</Event>", "<Event>b</Event>"]],
    ["CDATA without end", "<Event><![CDATA[</Event><Event>b</Event>", ["<Event><![CDATA[</Event>", "<Event>b</Event>"]],
    ["a closing tag without end", "<Event>a</Event></Events", ["<Event>a</Event>", "</Events"]],
    ["blank text", " \n", ["Only blank lines."]],
  ])("cuts %s", (_name, text, expected) => {
    expect(texts(text)).toEqual(expected);
  });

  it("cuts an element that is too long into parts and goes on behind it", () => {
    const text = `<Event>${"x".repeat(1000)}</Event><Event>b</Event>`;
    const pieces = framed(Buffer.from(text), { batchBytes: 300, maxPieceBytes: 400 });
    expect(pieces.map(({ rejectReason, text: piece }) => rejectReason?.slice(0, 6) ?? piece)).toEqual([
      "Part 1",
      "Part 2",
      "Part 3",
      "<Event>b</Event>",
    ]);
  });

  it.each([
    ["starts of elements", "<Event "],
    ["CDATA", "<Event><![CDATA[</Event>"],
    ["comments", "<Event><!--"],
    ["closing tags", "<Event/></"],
    ["tags", "< <Event/>"],
  ])("takes time in proportion to the length of %s without end", (_name, part) => {
    const timeOf = (count: number) => {
      const bytes = Buffer.from(part.repeat(count));
      // Of the processor: the machine may be busy with something else.
      const before = process.cpuUsage();
      framed(bytes, { batchBytes: bytes.length, maxPieceBytes: bytes.length });
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    const best = (count: number) => Math.min(timeOf(count), timeOf(count), timeOf(count));
    timeOf(2000);
    expect(best(64_000)).toBeLessThan(100 * Math.max(2, best(4000)));
  });

  it("covers every byte of any text, whatever the limits", () => {
    const part = fc.constantFrom(
      "<Event>",
      "</Event>",
      "<Events>",
      "<Event/>",
      "a",
      "\n",
      "é",
      "<![CDATA[",
      "]]>",
      "<",
      ">",
    );
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 20, max: 400 }),
        (parts, size) => {
          const bytes = Buffer.from(parts.join(""));
          const pieces = framed(bytes, { batchBytes: size, maxPieceBytes: size });
          let at = 0;
          for (const piece of pieces) {
            expect(piece.startByte).toBe(at);
            expect(piece.endByte).toBeGreaterThan(at);
            at = piece.endByte;
          }
          expect(at).toBe(bytes.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});
