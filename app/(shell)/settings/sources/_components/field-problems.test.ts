import { expect, it } from "vitest";
import { InvalidInputError } from "#lib/errors.ts";
import { sourceSaveSchema } from "#lib/model/source-body.ts";
import { newDraft, saveBodyOf } from "./draft.ts";
import { problemsOf, problemsOfError } from "./field-problems.ts";

const draft = { ...newDraft("folder", "t"), name: "Logs", path: "/logs" };

it("finds nothing wrong with a body that can be sent", () => {
  expect(problemsOf(saveBodyOf(draft, 0), sourceSaveSchema)).toEqual({});
});

it("names each field with what is wrong, a list as a whole", () => {
  const wrong = { ...draft, name: "", path: "", include: `${"x".repeat(300)}, *.log` };
  expect(problemsOf(saveBodyOf(wrong, 0), sourceSaveSchema)).toEqual({
    name: "Give it a name.",
    "definition.connection.path": "Name a folder of the server.",
    "definition.include": "A pattern has at most 200 characters.",
  });
});

it("takes what the server says of fields, and nothing from other refusals", () => {
  const details = { fields: [{ field: "secret", problem: "Enter the keys." }, "noise"] };
  expect(problemsOfError(new InvalidInputError("Enter the keys.", { details }))).toEqual({ secret: "Enter the keys." });
  expect(problemsOfError(new InvalidInputError("The name is taken."))).toEqual({});
  expect(problemsOfError(new Error("no answer"))).toEqual({});
  expect(problemsOfError(null)).toEqual({});
});
