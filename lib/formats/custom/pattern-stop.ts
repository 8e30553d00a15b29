import type { FormatDefinition } from "#lib/model/format-definition.ts";
import { fieldPattern, MAX_MATCHED_CHARACTERS } from "./field-pattern.ts";
import { patternParts } from "./pattern-parts.ts";

/** How far a line fits a pattern that does not match it. */
export interface PatternStop {
  /** Beginning of the line that the pattern's first parts match. */
  fits: string;
  /** The part of the pattern that does not go on from there; null = the line goes on where the pattern ends. */
  expected: string | null;
}

/** Where a line stops to fit; null = it fits, or the pattern has no parts that follow each other. */
export function patternStop({ kind, text }: FormatDefinition["pattern"], line: string): PatternStop | null {
  if (line.length > MAX_MATCHED_CHARACTERS || fieldPattern({ kind, text }).fits(line)) return null;
  const parts = patternParts(text);
  if (parts === null) return null;
  let known = 0;
  let end = 0;
  let over = parts.length + 1;
  // What the first parts don't match more parts don't either.
  while (over - known > 1) {
    const tried = Math.floor((known + over) / 2);
    const found = beginning(parts.slice(0, tried).join(""), { kind, line });
    if (found === null) over = tried;
    else {
      known = tried;
      end = found;
    }
  }
  return { fits: line.slice(0, end), expected: parts[known] ?? null };
}

/** Where the match of the pattern's first parts ends; null = they don't match the line's beginning. */
function beginning(text: string, { kind, line }: { kind: "grok" | "regex"; line: string }): number | null {
  try {
    // The rest of the line stands for whatever the pattern still asks for.
    return fieldPattern({ kind, text: `${text}(?P<sluicerest>.*)` }).match(line)?.[1] ?? null;
  } catch {
    return null;
  }
}
