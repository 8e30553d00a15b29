import { describe, expect, it } from "vitest";
import { EGIS_DEFINITION } from "#lib/formats/custom/egis.ts";
import { exportedDefinition, importedDefinition } from "./imported-definition.ts";

const TILLS = { id: "tills", name: "Tills", pattern: { kind: "grok", text: "%{WORD:level} %{GREEDYDATA:message}" } };
const own = { ...EGIS_DEFINITION, id: "egis-copy" };

describe("importing a definition", () => {
  it("takes what was exported, whole", () => {
    expect(importedDefinition(exportedDefinition(own))).toEqual({ definition: own, problem: null });
  });

  it.each([
    ["with a byte order mark", `\ufeff${JSON.stringify(TILLS)}`],
    ["as the API gives a version", JSON.stringify({ version: 3, definition: TILLS })],
  ])("takes one %s", (_name, text) => {
    expect(importedDefinition(text).definition).toMatchObject({ id: "tills", multiLine: { kind: "none" } });
  });

  it.each([
    ["no JSON", "id: tills", "The file is not JSON"],
    ["a list", "[]", "holds no definition"],
    ["an unknown key", JSON.stringify({ ...TILLS, colour: "red" }), "colour"],
    ["a wrong level", JSON.stringify({ ...TILLS, levels: { STOP: "loud" } }), "levels.STOP"],
    [
      "a pattern without an end",
      JSON.stringify({ ...TILLS, pattern: { kind: "regex", text: "(?<a>" } }),
      "pattern.text",
    ],
    ["the id of a built-in format", JSON.stringify({ ...TILLS, id: "msi" }), "built-in"],
  ])("says what is wrong with %s", (_name, text, words) => {
    expect(importedDefinition(text)).toMatchObject({ definition: null, problem: expect.stringContaining(words) });
  });
});
