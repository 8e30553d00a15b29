import { describe, expect, it } from "vitest";
import type { Json } from "#lib/model/json.ts";
import { frameJson, type TextGroups } from "./frame-json.ts";
import { textBlock } from "./text-block.ts";

const ROOM = { batchBytes: 10_000, maxPieceBytes: 10_000, isLast: true, lineSeparator: 10 as const };

function frame(text: string, room: Partial<typeof ROOM> = {}) {
  const bytes = new TextEncoder().encode(text);
  const framed = frameJson()(textBlock(bytes, "utf-8"), null, { ...ROOM, ...room });
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return {
    texts: framed.pieces.map((piece) => piece.text),
    raw: framed.pieces.map(({ startByte, endByte }) => decoder.decode(bytes.subarray(startByte, endByte))),
    state: framed.state,
  };
}

describe("frameJson with groups of text", () => {
  const groups: TextGroups = {
    begins: (line) => line.startsWith("Crash"),
    goesOn: (line, { before, isIndented }) => isIndented || (before.isIndented && line === "end"),
  };
  const framed = (text: string, room = {}) =>
    frameJson(groups)(textBlock(new TextEncoder().encode(text), "utf-8"), null, { ...ROOM, ...room });

  it.each([
    [
      "puts the lines that go on to the first",
      'Crash\n  a\n\n\tb\nend\nend\n{"n":1}\n',
      ["Crash\n  a\n\n\tb\nend", "end", '{"n":1}'],
    ],
    ["leaves other text by lines", '{"n":1}\nx\n  a\nCrash\n', ['{"n":1}', "x", "a", "Crash"]],
    ["ends before a value, indented too", 'Crash\n  {"n":1}\n', ["Crash", '{"n":1}']],
  ])("%s", (_name, text, pieces) => {
    expect(framed(text).pieces.map((piece) => piece.text)).toEqual(pieces);
  });

  it("waits for a line that the block does not show whole", () => {
    for (const text of ["x\nCrash\n", "x\nCrash\n  a\n", "x\nCrash\n  a\nen"]) {
      expect(framed(text, { isLast: false }).pieces.map((piece) => piece.text)).toEqual(["x"]);
    }
  });
});

describe("frameJson", () => {
  it.each([
    ["lines", '{"a":1}\n{"b":2}\n', ['{"a":1}', '{"b":2}']],
    ["lines with text between", '{"a":1}\nnot json\n\n{"b":2}', ['{"a":1}', "not json", '{"b":2}']],
    ["an array on one line", '[{"a":1},{"b":[{"c":2}]}]', ['{"a":1}', '{"b":[{"c":2}]}']],
    ["an array over lines", '[\n  {\n    "a": 1\n  },\n  {"b":2}\n]\n', ['{\n    "a": 1\n  }', '{"b":2}']],
    [
      "arrays one after the other",
      '[{"a":1}]\n[{"b":2},\n{"c":3}]\n{"d":4}\n',
      ['{"a":1}', '{"b":2}', '{"c":3}', '{"d":4}'],
    ],
    ["an object over lines", '{\n  "a": 1\n}\n{"b":2}\n', ['{\n  "a": 1\n}', '{"b":2}']],
    ["brackets and quotes inside strings", '[{"a":"]},{\\""},{"b":"\\\\"}]', ['{"a":"]},{\\""}', '{"b":"\\\\"}']],
    [
      "characters of several bytes",
      '[{"a":"Größe"}, {"b":"日本"}]\n{"c":"ü"}\n',
      ['{"a":"Größe"}', '{"b":"日本"}', '{"c":"ü"}'],
    ],
    ["a byte order mark", '\ufeff[{"a":1},{"b":2}]', ['{"a":1}', '{"b":2}']],
    ["a log line that starts with a bracket", '[nodemon] starting\n{"a":1}\n', ["[nodemon] starting", '{"a":1}']],
    [
      "objects joined on one line",
      '{"a":"}{"}{"b":{"c":2}} {"d":4}\n{"e":5}',
      ['{"a":"}{"}', '{"b":{"c":2}}', '{"d":4}', '{"e":5}'],
    ],
    ["objects with NUL behind each", '{"a":1}\0{"b":2}\0', ['{"a":1}', '{"b":2}']],
    ["a record separator before each line", '\u001e{"a":1}\n\u001e{"b":2}\n', ['{"a":1}', '{"b":2}']],
    ["reserved space around lines", '\0\0\0{"a":1}\n{"b":2}\n\0\0\0', ['{"a":1}', '{"b":2}']],
    ["an array cut off", '[{"a":1},{"b":', ['{"a":1}', '{"b":']],
    ["an element with an open string", '[{"a":"x},\n{"b":2},\n{"c":3}]', ['{"a":"x},', '{"b":2}', '{"c":3}']],
    ["an element without its end", '[{"a":{"x":1},\n{"b":2},\n{"c":3}]', ['{"a":{"x":1},', '{"b":2}', '{"c":3}']],
  ])("cuts %s", (_name, text, texts) => {
    const framed = frame(text);
    expect(framed.texts).toEqual(texts);
    expect(framed.raw.join("")).toBe(text);
  });

  it("gives brackets and commas to their pieces, so that nothing lies between two", () => {
    expect(frame('[ {"a":1} , {"b":2} ]\n').raw).toEqual(['[ {"a":1} , ', '{"b":2} ]\n']);
  });

  it("takes no piece whose end does not show yet", () => {
    expect(frame('[{"a":1},{"b":2}', { isLast: false }).texts).toEqual(['{"a":1}']);
    expect(frame('{"a":1}\n', { isLast: false }).texts).toEqual([]);
  });

  it.each([1, 3, 8, 20])("finds joined objects when %i bytes arrive at a time", (size) => {
    const bytes = new TextEncoder().encode('{"a":1}{"b":"}{"}{"c":3}\0{"d":4}\n');
    const texts: string[] = [];
    let state: Json = null;
    for (let from = 0, to = size; from < bytes.length; to += size) {
      const framed = frameJson()(textBlock(bytes.subarray(from, to), "utf-8"), state, {
        ...ROOM,
        isLast: to >= bytes.length,
      });
      texts.push(...framed.pieces.map((piece) => piece.text));
      from += framed.pieces.at(-1)?.endByte ?? 0;
      state = framed.state;
    }
    expect(texts).toEqual(['{"a":1}', '{"b":"}{"}', '{"c":3}', '{"d":4}']);
  });

  it("goes on inside the array it stopped in", () => {
    const text = '[{"a":1},{"b":2},{"c":3}]';
    const first = frame(text, { batchBytes: 10, isLast: false });
    const rest = new TextEncoder().encode(text.slice(first.raw.join("").length));
    const { pieces } = frameJson()(textBlock(rest, "utf-8"), first.state, ROOM);
    expect([...first.texts, ...pieces.map((piece) => piece.text)]).toEqual(['{"a":1}', '{"b":2}', '{"c":3}']);
  });
});
