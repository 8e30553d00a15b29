import { describe, expect, it } from "vitest";
import { fieldPattern } from "./field-pattern.ts";
import { restOfLine } from "./rest-of-line.ts";

function valuesOf(pattern: { kind: "grok" | "regex"; text: string }, line: string) {
  const { fields, fits, match } = fieldPattern(pattern);
  const found = match(line);
  expect(fits(line)).toBe(found !== null);
  if (found === null) return null;
  return Object.fromEntries(
    fields.flatMap(({ name, group }) => {
      const from = found[2 * group] ?? -1;
      return from < 0 ? [] : [[name, line.slice(from, found[2 * group + 1])]];
    }),
  );
}

describe("a pattern that ends with the rest of the line", () => {
  it.each([
    ["#%{INT:n} %{GREEDYDATA:message}", "#7 drawer open", { n: "7", message: "drawer open" }],
    ["#%{INT:n} %{GREEDYDATA:message}$", "#7 ", { n: "7", message: "" }],
    ["%{DATA:a}: %{GREEDYDATA:message}", "x: y: z", { a: "x", message: "y: z" }],
    ["%{GREEDYDATA:a}: %{GREEDYDATA:message}", "x: y: z", { a: "x: y", message: "z" }],
    ["(?:#%{INT:n} )?%{GREEDYDATA:message}", "drawer open", { message: "drawer open" }],
    ["%{WORD:a}\\b%{GREEDYDATA:message}", "open!", { a: "open", message: "!" }],
    ["%{INT:n}|%{GREEDYDATA:message}", "7 drawers", { message: "7 drawers" }],
    ["%{WORD:a} [|(]%{GREEDYDATA:message}", "open |x", { a: "open", message: "x" }],
    ["#%{INT:n} %{GREEDYDATA:message}", "drawer open", null],
  ])("%s reads %j", (text, line, values) => {
    expect(valuesOf({ kind: "grok", text }, line)).toEqual(values);
  });

  it.each([
    ["#(?<n>[0-9]+) (?<message>.*)", { head: "#(?<n>[0-9]+) ", field: "message" }],
    ["(?P<a>[]|)]x)(?P<m>.*)$", { head: "(?P<a>[]|)]x)", field: "m" }],
    ["(?:a|b) %{GREEDYDATA:m}", { head: "(?:a|b) ", field: "m" }],
    ["a|b %{GREEDYDATA:m}", null],
    ["(a %{GREEDYDATA:m}", null],
    ["[ %{GREEDYDATA:m}", null],
    ["a\\%{GREEDYDATA:m}", null],
    ["(?s)a %{GREEDYDATA:m}", null],
    ["\\Qa|b\\E %{GREEDYDATA:m}", null],
    ["%{GREEDYDATA:m}", null],
    ["a (?<m>.*) b", null],
  ])("%s is cut to %j", (text, cut) => {
    expect(restOfLine(text)).toEqual(cut);
  });
});

it.each([
  ["a %{WORD:x} %{GREEDYDATA:x}", 'the field "x" twice'],
  ["a %{WORD} b", "names no field"],
  ["a) %{GREEDYDATA:x}", "not a usable pattern"],
])("says what is wrong with %s", (text, words) => {
  expect(() => fieldPattern({ kind: "grok", text })).toThrow(words);
});
