import { BLANK, kindOf } from "./character-kinds.ts";

/** Where the closing quotation mark of a single word stands, the opening one standing at `at`, or -1. */
export function quotedWordEnd(text: string, at: number, end: number): number {
  for (let i = at + 1; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) return i === at + 1 ? -1 : i;
    if ((kindOf(code) & BLANK) !== 0) return -1;
  }
  return -1;
}
