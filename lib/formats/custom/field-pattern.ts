import { MatcherInput, RE2JS } from "re2js";
import type { FormatDefinition } from "#lib/model/format-definition.ts";
import { GROK_PATTERNS } from "./grok-patterns.ts";
import { restOfLine } from "./rest-of-line.ts";

/** Bigger programs would make every line slow: time is at most the line's length times this. */
const MAX_PROGRAM_SIZE = 2500;
/** Longer lines are not matched: with the cap on programs this bounds the time that one line can take. */
export const MAX_MATCHED_CHARACTERS = 16_384;
const MAX_FIELDS = 60;
const FIELD_NAME = /^[A-Za-z_@][A-Za-z0-9_.@-]{0,59}$/;
const GROK = /%\{([^{}]{0,140})\}/g;
const GENERATED = "grokfield";

export type FieldType = "text" | "int" | "float";

export interface PatternField {
  name: string;
  /** Number of the group in the compiled expression. */
  group: number;
  type: FieldType;
}

export interface FieldPattern {
  fields: readonly PatternField[];
  /** True when the pattern matches the line from its first to its last character. */
  fits(line: string): boolean;
  /** Where each group begins and ends, -1 for those that are not there, after where the match does; null = no match. */
  match(line: string): readonly number[] | null;
}

/**
 * The definition's pattern, compiled to an expression that takes linear time on any text and must match a whole line.
 * @throws Error with a message for people
 */
export function fieldPattern(pattern: FormatDefinition["pattern"]): FieldPattern {
  const whole = namedRegex(pattern);
  const { fields } = whole;
  const twice = fields.find(({ name }, index) => fields.findIndex((field) => field.name === name) !== index);
  if (twice !== undefined) throw new Error(`names the field "${twice.name}" twice`);
  if (fields.length === 0) {
    throw new Error(
      pattern.kind === "grok"
        ? "names no field; write one as %{WORD:level}"
        : "names no field; write one as (?<message>.*)",
    );
  }
  if (fields.length > MAX_FIELDS) throw new Error(`names more than ${MAX_FIELDS} fields`);
  const rest = restOfLine(pattern.text);
  return rest === null ? wholePattern(whole) : headPattern(namedRegex({ ...pattern, text: rest.head }), rest.field);
}

interface NamedRegex {
  regex: RE2JS;
  fields: PatternField[];
}

function namedRegex({ kind, text }: FormatDefinition["pattern"]): NamedRegex {
  const named = new Map<string, { name: string; type: FieldType }>();
  const regex = linearRegex(kind === "grok" ? expandGrok(text, named) : text);
  const fields = Object.entries(regex.namedGroups()).map(([groupName, group]) => ({
    group,
    ...(named.get(groupName) ?? { name: groupName, type: "text" as const }),
  }));
  return { regex, fields };
}

function wholePattern({ regex, fields }: NamedRegex): FieldPattern {
  const groups = 1 + regex.groupCount();
  return {
    fields,
    fits: (line) => run(regex, line, { anchor: WHOLE, groups: 0 }) !== null,
    match: (line) => run(regex, line, { anchor: WHOLE, groups }),
  };
}

/** Only the beginning of a line is looked at; what is left of it is one field more. */
function headPattern({ regex, fields }: NamedRegex, restName: string): FieldPattern {
  const groups = 1 + regex.groupCount();
  return {
    fields: [...fields, { name: restName, group: groups, type: "text" }],
    fits: (line) => run(regex, line, { anchor: START, groups: 0 }) !== null,
    match: (line) => {
      const found = run(regex, line, { anchor: START, groups });
      found?.push(found[1] ?? 0, line.length);
      return found;
    },
  };
}

/** RE2's anchors: its package has no name for them outside. */
const START = 1;
const WHOLE = 2;

/** A Matcher would run the expression twice, first without groups: this is what it calls. */
function run(regex: RE2JS, line: string, { anchor, groups }: { anchor: number; groups: number }): number[] | null {
  const [isFound, found] = regex.re2().matchMachineInput(MatcherInput.utf16(line), 0, line.length, anchor, groups);
  return isFound === true ? found : null;
}

/** @throws Error with a message for people when RE2 does not know the expression or it is too large */
export function linearRegex(source: string): RE2JS {
  const regex = compiled(source);
  if (regex.programSize() > MAX_PROGRAM_SIZE) {
    throw new Error("is too large once its repetitions are written out; use fewer or smaller ones");
  }
  return regex;
}

function compiled(source: string): RE2JS {
  try {
    return RE2JS.compile(source);
  } catch (error) {
    const reason = (error instanceof Error ? error.message : "").replace(/^error parsing regexp: /, "");
    const hint = /\(\?(?:[=!]|<[=!])/.test(source) ? " Lookahead and lookbehind are not available here." : "";
    throw new Error(`is not a usable pattern: ${reason}.${hint}`, { cause: error });
  }
}

function expandGrok(text: string, named: Map<string, { name: string; type: FieldType }>): string {
  return text.replace(GROK, (whole, inner: string) => {
    const [grok = "", name, type, ...rest] = inner.split(":");
    const known = Object.hasOwn(GROK_PATTERNS, grok) ? GROK_PATTERNS[grok] : undefined;
    if (known === undefined) throw new Error(`uses %{${grok}}, a name that is not known here`);
    if (name === undefined) return `(?:${known})`;
    if (!FIELD_NAME.test(name)) throw new Error(`names a field "${name}"; use letters, digits, "_", "." and "-"`);
    if (rest.length > 0 || (type !== undefined && type !== "int" && type !== "float")) {
      throw new Error(`says ${whole}; a field is %{NAME:field}, %{NAME:field:int} or %{NAME:field:float}`);
    }
    const group = `${GENERATED}${named.size}`;
    named.set(group, { name, type: type ?? "text" });
    return `(?P<${group}>${known})`;
  });
}
