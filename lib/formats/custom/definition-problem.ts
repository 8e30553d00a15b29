import { formatById } from "#lib/formats/formats.ts";
import type { FormatDefinition } from "#lib/model/format-definition.ts";
import { fieldPattern, linearRegex } from "./field-pattern.ts";
import { timeLayout } from "./time-layout.ts";

export interface DefinitionProblem {
  /** Path of the field in the definition. */
  field: string;
  /** For people. */
  problem: string;
}

/** The first thing that makes a definition unusable, beyond its schema; null = it can be used. */
export function definitionProblem(definition: FormatDefinition): DefinitionProblem | null {
  const { id, pattern, time, multiLine, fileNames, isNameRequired } = definition;
  if (formatById(id) !== undefined) {
    return { field: "id", problem: `"${id}" is a built-in format. Choose another id.` };
  }
  if (isNameRequired && fileNames.length === 0) {
    return { field: "fileNames", problem: "Names are required, but none is given." };
  }
  const attempts: [field: string, what: string, attempt: () => unknown][] = [
    ["pattern.text", "The pattern", () => fieldPattern(pattern)],
    ["time.layout", "The time layout", () => time !== null && timeLayout(time.layout, 0)],
    ["time.zone", "The zone", () => requireZone(time?.zone ?? null)],
    ["multiLine.pattern", "The multi-line pattern", () => "pattern" in multiLine && linearRegex(multiLine.pattern)],
  ];
  for (const [field, what, attempt] of attempts) {
    const problem = failure(attempt);
    if (problem !== null) return { field, problem: `${what} ${problem.replace(/\.?$/, ".")}` };
  }
  return null;
}

function failure(attempt: () => unknown): string | null {
  try {
    attempt();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function requireZone(zone: string | null): void {
  if (zone === null || /^(?:UTC|GMT)?[+-]\d\d:?\d\d$/.test(zone)) return;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
  } catch {
    throw new Error(`"${zone}" is no time zone; use a name such as Europe/Berlin or an offset such as UTC+01:00`);
  }
}
