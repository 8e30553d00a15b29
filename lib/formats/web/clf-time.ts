import { civilTimeUs } from "#lib/formats/civil-time.ts";

/** Characters of 09/Oct/2025:08:53:20 +0200. */
export const CLF_TIME_LENGTH = 26;
/** Characters of 09/Oct/2025:08:53:20. */
const CLOCK_LENGTH = 20;
const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

/**
 * Microseconds of the time at `at` in the Common Log Format (Apache's %t, nginx's $time_local), in UTC. Null when there
 * is no such time (31 February), undefined when no time of this form stands there.
 */
export function clfTimeUs(text: string, at: number): number | null | undefined {
  const localUs = clfClockUs(text, at);
  if (localUs === undefined || text.charCodeAt(at + CLOCK_LENGTH) !== 0x20) return undefined;
  const sign = text.charCodeAt(at + CLOCK_LENGTH + 1);
  if (sign !== 0x2b && sign !== 0x2d) return undefined;
  const minutes = digits(text, at + 22, 2) * 60 + digits(text, at + 24, 2);
  if (!(minutes >= 0)) return undefined;
  return localUs === null ? null : localUs - (sign === 0x2d ? -minutes : minutes) * 60_000_000;
}

/** As `clfTimeUs`, without the offset: the wall clock read as UTC. */
export function clfClockUs(text: string, at: number): number | null | undefined {
  if (text.charCodeAt(at + 2) !== 0x2f || text.charCodeAt(at + 6) !== 0x2f) return undefined;
  if (text.charCodeAt(at + 11) !== 0x3a || text.charCodeAt(at + 14) !== 0x3a) return undefined;
  if (text.charCodeAt(at + 17) !== 0x3a) return undefined;
  const month = MONTHS.indexOf(text.slice(at + 3, at + 6));
  const day = digits(text, at, 2);
  const year = digits(text, at + 7, 4);
  const hour = digits(text, at + 12, 2);
  const minute = digits(text, at + 15, 2);
  const second = digits(text, at + 18, 2);
  if (!(day + year + hour + minute + second >= 0)) return undefined;
  if (month < 0 || month % 3 !== 0 || minute > 59) return null;
  return civilTimeUs({ year, month: month / 3 + 1, day, hour, minute, second });
}

/** NaN where there is anything but digits. */
function digits(text: string, at: number, count: number): number {
  let value = 0;
  for (let index = at; index < at + count; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}
