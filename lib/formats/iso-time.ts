import { civilTimeUs, daysInMonth, daysSince1970 } from "./civil-time.ts";

export interface IsoTime {
  /** Microseconds since 1970; when `isLocal`, the wall clock read as UTC. */
  timeUs: number;
  isLocal: boolean;
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d\d(?::?\d\d)?)?)?$/;

/** Reads an ISO 8601 date and time, whole; null when it is none or impossible. */
export function isoTime(text: string): IsoTime | null {
  const fast = isoMillisecondsUtc(text);
  if (fast !== null) return { timeUs: fast, isLocal: false };
  const match = ISO.exec(text);
  if (match === null) return null;
  const localUs = civilTimeUs({
    year: Number(match[1]),
    month: Number(match[2]),
    day: Number(match[3]),
    hour: Number(match[4] ?? 0),
    minute: Number(match[5] ?? 0),
    second: Number(match[6] ?? 0),
    microsecond: Number((match[7] ?? "").slice(0, 6).padEnd(6, "0")),
  });
  if (localUs === null) return null;
  const zone = match[8];
  return { timeUs: localUs - (zone === undefined ? 0 : zoneOffsetUs(zone)), isLocal: zone === undefined };
}

/** Microseconds east of UTC of "Z", "+01:00", "-0730" or "+02". */
export function zoneOffsetUs(zone: string): number {
  if (zone === "Z" || zone === "UTC" || zone === "GMT") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)) * (zone.length > 3 ? 1 : 0);
  return (zone.startsWith("-") ? -minutes : minutes) * 60_000_000;
}

/** What `Date.toISOString` writes, 2024-01-01T00:00:00.000Z, without a pattern: most JSON logs hold nothing else. */
function isoMillisecondsUtc(text: string): number | null {
  if (text.length !== 24 || text.charCodeAt(23) !== 0x5a || text.charCodeAt(10) !== 0x54) return null;
  if (text.charCodeAt(4) !== 0x2d || text.charCodeAt(7) !== 0x2d || text.charCodeAt(19) !== 0x2e) return null;
  if (text.charCodeAt(13) !== 0x3a || text.charCodeAt(16) !== 0x3a) return null;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  const millisecond = twoDigits(text, 20) * 10 + text.charCodeAt(22) - 48;
  // NOT_DIGITS makes any of them negative.
  if (year < 1 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return null;
  if (millisecond < 0 || millisecond > 999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
    return null;
  const minutes = (daysSince1970(year, month, day) * 24 + hour) * 60 + minute;
  return (minutes * 60_000 + second * 1000 + millisecond) * 1000;
}

const NOT_DIGITS = -1_000_000;

function twoDigits(text: string, from: number): number {
  const tens = text.charCodeAt(from) - 48;
  const ones = text.charCodeAt(from + 1) - 48;
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? NOT_DIGITS : tens * 10 + ones;
}
