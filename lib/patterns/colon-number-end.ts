import { DIGIT, HEX, kindOf, WORD } from "./character-kinds.ts";

const COLON = 58;

/**
 * Where a number in hexadecimal groups with two colons or more ends that starts at `start`, or -1: times, MAC and IPv6
 * addresses.
 */
export function colonNumberEnd(text: string, start: number, end: number): number {
  let colons = 0;
  let group = 0;
  let hasDigit = false;
  let i = start;
  for (; i < end; i++) {
    const code = text.charCodeAt(i);
    const kind = kindOf(code);
    if (code === COLON) {
      colons++;
      group = 0;
    } else if ((kind & HEX) !== 0 && group < 4) {
      group++;
      if ((kind & DIGIT) !== 0) hasDigit = true;
    } else break;
  }
  if (colons < 2 || !hasDigit || (i < end && isPartOfWord(text.charCodeAt(i)))) return -1;
  while (i > start && text.charCodeAt(i - 1) === COLON) i--;
  return i;
}

/** Fractions of a second, zones of addresses and lengths of prefixes may follow. */
function isPartOfWord(code: number): boolean {
  return code !== 46 && code !== 37 && code !== 45 && (kindOf(code) & WORD) !== 0;
}
