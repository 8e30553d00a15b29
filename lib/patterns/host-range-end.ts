import { DIGIT, kindOf } from "./character-kinds.ts";

/** Where "[4-7,12]" behind a name of hosts ends, its bracket standing at `at`, or -1. */
export function hostRangeEnd(text: string, at: number, end: number): number {
  for (let i = at + 1; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 93 && i > at + 1) return i + 1;
    if ((kindOf(code) & DIGIT) === 0 && code !== 44 && code !== 45) return -1;
  }
  return -1;
}
