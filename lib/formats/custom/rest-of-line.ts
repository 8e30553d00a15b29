import { patternParts } from "./pattern-parts.ts";

const REST = [/%\{GREEDYDATA:([^{}:]+)\}\$?$/, /\(\?P?<([A-Za-z_][A-Za-z0-9_]*)>\.\*\)\$?$/];
/** Flags that change what a point, an end or a repetition means. */
const FLAGS = /\(\?[a-zA-Z-]*[mUs]/;

/**
 * A pattern that ends with a field for whatever the line still has, without that field: what comes before it decides
 * whether a line fits, and lines are mostly such texts. Null = the pattern is not of this kind.
 */
export function restOfLine(text: string): { head: string; field: string } | null {
  for (const ending of REST) {
    const [whole, field] = ending.exec(text) ?? [];
    if (whole === undefined || field === undefined) continue;
    const head = text.slice(0, -whole.length);
    const isWhole = head !== "" && !FLAGS.test(head) && patternParts(head) !== null;
    return isWhole ? { head, field } : null;
  }
  return null;
}
