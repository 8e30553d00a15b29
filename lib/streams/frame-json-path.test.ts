import { describe, expect, it } from "vitest";
import type { Json } from "#lib/model/json.ts";
import { frameJsonPath } from "./frame-json-path.ts";
import { textBlock } from "./text-block.ts";

const frame = frameJsonPath(["groups", "items"]);

function framed(
  text: string,
  { batchBytes = 10_000, maxPieceBytes = 10_000, state = null as Json, isLast = true } = {},
) {
  const bytes = new TextEncoder().encode(text);
  return frame(textBlock(bytes, "utf-8"), state, { batchBytes, maxPieceBytes, isLast, lineSeparator: 10 });
}

const texts = (text: string) => framed(text).pieces.map((piece) => piece.text);

it("goes through objects on the path", () => {
  const through = frameJsonPath(["a{}", "b{}", "items"]);
  const text =
    '{"a":{"x":1,"b":{"items":[{"n":1},{"n":2}],"y":[2]},"z":3},"a2":{}}\n{"a":[{"b":{"items":[{"n":3}]}}]}\n';
  const { pieces } = through(textBlock(new TextEncoder().encode(text), "utf-8"), null, {
    batchBytes: 10_000,
    maxPieceBytes: 10_000,
    isLast: true,
    lineSeparator: 10,
  });
  expect(pieces.map((piece) => piece.text)).toEqual([
    '{"a":{"x":1,"b":{"items":[{"n":1}',
    '{"n":2}',
    '{"a":[{"b":{"items":[{"n":3}]}}]}',
  ]);
});

describe("frameJsonPath", () => {
  it.each([
    [
      "begins a record's text with what was opened for it",
      '{"a":1,"groups":[{"name":"g","items":[{"n":1},{"n":2}],"x":0},{"name":"h","items":[{"n":3}]}],"z":[]}',
      ['{"a":1,"groups":[{"name":"g","items":[{"n":1}', '{"n":2}', '{"name":"h","items":[{"n":3}'],
    ],
    [
      "reads documents one after the other",
      '{"groups":[{"items":[{"n":1}]}]}\n{"groups":[{"items":[{"n":2}]}]}\n',
      ['{"groups":[{"items":[{"n":1}', '{"groups":[{"items":[{"n":2}'],
    ],
    [
      "is not misled by keys and brackets in text",
      '{"t":"]}\\"groups\\":[","groups":[{"items":[{"n":"}]"}]}]}',
      ['{"t":"]}\\"groups\\":[","groups":[{"items":[{"n":"}]"}'],
    ],
    [
      "gives a document without records as a whole",
      '{"other":[1,2]}\n{"groups":[]}',
      ['{"other":[1,2]}', '{"groups":[]}'],
    ],
    [
      "gives text that is no JSON by lines",
      'hello\nworld\n{"groups":[{"items":[{}]}]}',
      ["hello", "world", '{"groups":[{"items":[{}'],
    ],
    [
      "takes the same keys elsewhere for what they are",
      '{"meta":{"groups":[{"items":[{"n":0}]}]},"groups":[{"items":[{"n":1}]}]}',
      ['{"meta":{"groups":[{"items":[{"n":0}]}]},"groups":[{"items":[{"n":1}'],
    ],
    [
      "skips what is no object",
      '{"groups":[1,null,{"items":["x",{"n":1},2]}]}',
      ['{"groups":[1,null,{"items":["x",{"n":1}'],
    ],
    [
      "goes on in the line behind a document that breaks off",
      '{"groups":[{"items":[{"n":"cut\n{"groups":[{"items":[{"n":2}]}]}',
      ['{"groups":[{"items":[{"n":"cut', '{"groups":[{"items":[{"n":2}'],
    ],
    ["knows nothing in nothing", "", []],
  ])("%s", (_, text, expected) => {
    expect(texts(text)).toEqual(expected);
    const { pieces } = framed(text);
    expect(pieces.reduce((at, piece) => (piece.startByte === at ? piece.endByte : -1), 0)).toBe(text.length);
  });

  it("goes on from its state in another block as in one", () => {
    const text = '{"groups":[{"name":"g","items":[{"n":1},{"n":2}]},{"items":[{"n":3}]}]}\n{"x":1}\n';
    const whole = framed(text).pieces.map((piece) => text.slice(piece.startByte, piece.endByte));
    let state: Json = null;
    const apart: string[] = [];
    for (let at = 0; at < text.length; ) {
      const { pieces, state: next } = framed(text.slice(at), { state, batchBytes: 1 });
      state = JSON.parse(JSON.stringify(next));
      const end = at + (pieces[0]?.endByte ?? 0);
      apart.push(text.slice(at, end));
      at = end;
    }
    expect(apart).toEqual(whole);
  });

  it("waits for the rest of a record unless it is too long, and then cuts it", () => {
    const text = `{"groups":[{"items":[{"n":"${"x".repeat(100)}`;
    expect(framed(text, { isLast: false }).pieces).toEqual([]);
    const cut = framed(text, { isLast: false, maxPieceBytes: 50 });
    expect(cut.pieces).toMatchObject([{ startByte: 0, endByte: 50, rejectReason: expect.stringContaining("Part 1") }]);
    const rest = framed(`${text.slice(50)}"}]}]}\n{"groups":[{"items":[{"n":2}]}]}`, { state: cut.state });
    expect(rest.pieces.map((piece) => piece.rejectReason)).toEqual([expect.stringContaining("Part 2")]);
    expect(rest.state).toEqual({ in: "top", level: 0 });
  });
});
