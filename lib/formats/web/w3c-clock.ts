import { isoTime } from "#lib/formats/iso-time.ts";

/** Midnights of written dates, of which a file has few: the last one is remembered. */
export class W3cDays {
  private date = "";
  private midnightUs: number | null = null;

  /** Microseconds of 2025-10-09 at 00:00, or null when there is no such day. */
  us(date: string): number | null {
    if (date !== this.date) {
      this.date = date;
      this.midnightUs = date.length === 10 ? (isoTime(date)?.timeUs ?? null) : null;
    }
    return this.midnightUs;
  }
}

/** Microseconds since midnight of hh:mm:ss; null for everything else, fractions too. */
export function plainClockUs(clock: string): number | null {
  if (clock.length !== 8 || clock.charCodeAt(2) !== 0x3a || clock.charCodeAt(5) !== 0x3a) return null;
  const hour = twoDigits(clock, 0);
  const minute = twoDigits(clock, 3);
  const second = twoDigits(clock, 6);
  // What is no digit is NaN and fails every comparison.
  return hour < 24 && minute < 60 && second < 60 ? ((hour * 60 + minute) * 60 + second) * 1_000_000 : null;
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}
