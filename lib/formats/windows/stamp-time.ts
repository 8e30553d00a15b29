import { daysInMonth, daysSince1970 } from "#lib/formats/civil-time.ts";

/** Characters of "2026-11-18 08:14:02". */
export const STAMP_LENGTH = 19;

const ZERO = 48;
const PLACES = [0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18] as const;

/** Whether `text` has the shape of "2026-11-18 08:14:02" at `from`, whatever single characters stand between the numbers. */
export function isStamp(text: string, from = 0): boolean {
  for (const place of PLACES) {
    const digit = text.charCodeAt(from + place) - ZERO;
    // NaN, behind the end of the text, is neither.
    if (!(digit >= 0 && digit <= 9)) return false;
  }
  return !isDigit(text.charCodeAt(from + 4)) && !isDigit(text.charCodeAt(from + 10));
}

/** Microseconds since 1970 of a stamp at `from`, the wall clock read as UTC; null when there is no such day or time. */
export function stampUs(text: string, from = 0): number | null {
  const year = pair(text, from) * 100 + pair(text, from + 2);
  const month = pair(text, from + 5);
  const day = pair(text, from + 8);
  const hour = pair(text, from + 11);
  const minute = pair(text, from + 14);
  const second = pair(text, from + 17);
  if (hour > 23 || minute > 59 || second > 59 || month < 1 || month > 12) return null;
  if (year < 1 || day < 1 || day > daysInMonth(year, month)) return null;
  return (((daysSince1970(year, month, day) * 24 + hour) * 60 + minute) * 60 + second) * 1_000_000;
}

/** Microseconds of a fraction's digits: "5" and "500" are half a second. */
export function fractionUs(digits: string): number {
  return Number(digits.slice(0, 6).padEnd(6, "0"));
}

function pair(text: string, at: number): number {
  return (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= 57;
}
