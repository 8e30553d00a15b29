import { expect, it } from "vitest";
import { EGIS_DEFINITION } from "#lib/formats/custom/egis.ts";
import { formatDefinitionSchema } from "#lib/model/format-definition.ts";
import { definitionOf, draftOf, NEW_DRAFT } from "./draft.ts";

it("gives back the definition that it was made of", () => {
  const definition = formatDefinitionSchema.parse({
    ...EGIS_DEFINITION,
    levels: { "a = b": "error", Hinweis: "info" },
    multiLine: { kind: "starts", pattern: "^x" },
    time: { layout: "iso", zone: "UTC" },
    lane: null,
  });
  for (const one of [definition, EGIS_DEFINITION]) {
    expect(formatDefinitionSchema.parse(definitionOf(draftOf(one)))).toEqual(one);
  }
});

it("lets the schema say what is missing in a level", () => {
  const parsed = formatDefinitionSchema.safeParse(definitionOf({ ...NEW_DRAFT, id: "a", name: "A", levels: "STOP" }));
  expect(parsed.error?.issues[0]?.path).toEqual(["levels", "STOP"]);
});
