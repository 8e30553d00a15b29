import { civilTimeUs } from "./civil-time.ts";

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
  const year = digits(text, 0, 2) * 100 + digits(text, 2, 2);
  const millisecond = digits(text, 20, 2) * 10 + digits(text, 22, 1);
  const clock = { hour: digits(text, 11, 2), minute: digits(text, 14, 2), second: digits(text, 17, 2) };
  const time = { year, month: digits(text, 5, 2), day: digits(text, 8, 2), ...clock, microsecond: millisecond * 1000 };
  return Number.isNaN(year + time.month + time.day + clock.hour + clock.minute + clock.second + millisecond)
    ? null
    : civilTimeUs(time);
}

function digits(text: string, from: number, count: 1 | 2): number {
  const first = text.charCodeAt(from) - 48;
  if (first < 0 || first > 9) return Number.NaN;
  if (count === 1) return first;
  const second = text.charCodeAt(from + 1) - 48;
  return second < 0 || second > 9 ? Number.NaN : first * 10 + second;
}
