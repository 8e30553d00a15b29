import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { parseText } from "#lib/formats/parse-text.test-kit.ts";
import {
  type FormatDefinitionInput,
  formatDefinitionSchema,
  MAX_PATTERN_CHARACTERS,
} from "#lib/model/format-definition.ts";
import { createCustomFormat } from "./create-custom-format.ts";
import { definitionProblem } from "./definition-problem.ts";
import { GROK_PATTERNS } from "./grok-patterns.ts";

const base: FormatDefinitionInput = {
  id: "mine",
  name: "Mine",
  pattern: { kind: "grok", text: "%{GREEDYDATA:message}" },
};
const problemOf = (changes: Partial<FormatDefinitionInput>) =>
  definitionProblem(formatDefinitionSchema.parse({ ...base, ...changes }));
const grok = (text: string) => ({ pattern: { kind: "grok" as const, text } });
const regex = (text: string) => ({ pattern: { kind: "regex" as const, text } });

describe("definitionProblem", () => {
  it("finds nothing wrong with a simple definition", () => expect(problemOf({})).toBeNull());

  it.each<[string, Partial<FormatDefinitionInput>, string, string]>([
    ["the id of a built-in format", { id: "msi" }, "id", "built-in"],
    ["required names without a name", { isNameRequired: true }, "fileNames", "none is given"],
    ["an unknown grok name", grok("%{NOPE:message}"), "pattern.text", "%{NOPE}"],
    ["an inherited name", grok("%{constructor:message}"), "pattern.text", "%{constructor}"],
    ["a field name with blanks", grok("%{WORD:a b}"), "pattern.text", '"a b"'],
    ["an unknown field type", grok("%{WORD:a:date}"), "pattern.text", "%{WORD:a:date}"],
    ["no field", grok("%{WORD} x"), "pattern.text", "names no field"],
    ["a field twice", grok("%{WORD:a} %{WORD:a}"), "pattern.text", '"a" twice'],
    ["a broken expression", regex("(?<message>.*"), "pattern.text", "not a usable pattern"],
    ["lookahead", regex("(?=a)(?<message>.*)"), "pattern.text", "Lookahead"],
    ["a backreference", regex(String.raw`(?<message>a)\1`), "pattern.text", "not a usable pattern"],
    ["repetitions of repetitions", regex("(?<message>(?:[a-f]{1,30}x{1,30}){1,30})"), "pattern.text", "pattern"],
    ["an unknown token", { time: { layout: "%Q" } }, "time.layout", "%Q"],
    ["an unquoted letter", { time: { layout: "yyyy-MM-ddTHH:mm" } }, "time.layout", "T"],
    ["a time without a day", { time: { layout: "HH:mm:ss" } }, "time.layout", "month"],
    ["an unknown zone", { time: { layout: "iso", zone: "Mars/Base" } }, "time.zone", "Mars/Base"],
    ["a broken multi-line pattern", { multiLine: { kind: "starts", pattern: "[" } }, "multiLine.pattern", "usable"],
  ])("refuses %s", (_, changes, field, words) => {
    const found = problemOf(changes);
    expect(found?.field).toBe(field);
    expect(found?.problem).toContain(words);
  });

  it("refuses patterns longer than allowed before they are compiled", () => {
    const text = "a".repeat(MAX_PATTERN_CHARACTERS + 1);
    expect(formatDefinitionSchema.safeParse({ ...base, ...regex(text) }).success).toBe(false);
  });

  it.each(Object.keys(GROK_PATTERNS))("accepts %%{%s}", (name) => {
    expect(problemOf(grok(`%{${name}:value}`))).toBeNull();
  });
});

it("accepts the definition that the guide shows, and it reads what the guide says", async () => {
  const guide = await readFile(new URL("../../../docs/formats.md", import.meta.url), "utf8");
  const shown = formatDefinitionSchema.parse(JSON.parse(/```json\n([\s\S]*?)```/.exec(guide)?.[1] ?? ""));
  expect(definitionProblem(shown)).toBeNull();
  const parsed = parseText(
    createCustomFormat({ definition: shown, version: 1 }),
    "18.11.2026 08:14:02 <STOERUNG> pos-3 drawer open",
  ).pieces[0]?.parsed;
  expect(parsed).toMatchObject({
    severityNumber: 17,
    hostName: "pos-3",
    timeUs: Date.UTC(2026, 10, 18, 8, 14, 2) * 1000,
  });
  for (const name of Object.keys(GROK_PATTERNS)) expect(guide).toContain(`\`${name}\``);
});
