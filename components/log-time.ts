const US_PER_MS = 1000;
const FIXED_OFFSET = /^UTC(?:([+-])(\d{2}):(\d{2}))?$/;

/**
 * Clock of a log record, to the millisecond: "14:03:41.226". Times are microseconds since 1970; `zone` is an IANA name
 * or "UTC+01:00". Log clocks say 1601 and 2099, so every year is possible.
 */
export function logClock(timeUs: number, zone: string): string {
  return localIso(timeUs, zone).slice(11, 23);
}

/** Day of a log record: "2026-03-12". */
export function logDay(timeUs: number, zone: string): string {
  return localIso(timeUs, zone).slice(0, 10);
}

/** Full ISO 8601 with microseconds and offset: "2026-03-12T14:03:41.226000+01:00". */
export function logIso(timeUs: number, zone: string): string {
  const offset = offsetMinutes(zone, timeUs);
  const sign = offset < 0 ? "-" : "+";
  const minutes = Math.abs(offset);
  const pad = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const suffix = offset === 0 ? "Z" : `${sign}${pad(minutes / 60)}:${pad(minutes % 60)}`;
  return localIso(timeUs, zone) + suffix;
}

/** "2026-03-12 14:03:41.226". */
export function logDayAndClock(timeUs: number, zone: string): string {
  return `${logDay(timeUs, zone)} ${logClock(timeUs, zone)}`;
}

/** The wall clock of a zone as "YYYY-MM-DDTHH:MM:SS.ffffff", years beyond 9999 cut to their last four digits. */
function localIso(timeUs: number, zone: string): string {
  const wholeMs = Math.floor(timeUs / US_PER_MS);
  const restUs = timeUs - wholeMs * US_PER_MS;
  const local = new Date(wholeMs + offsetMinutes(zone, timeUs) * 60_000);
  const iso = Number.isNaN(local.getTime()) ? new Date(0).toISOString() : local.toISOString();
  return iso.slice(iso.length - 24, -1) + String(restUs).padStart(3, "0");
}

const formats = new Map<string, Intl.DateTimeFormat | null>();

/** Minutes east of UTC; 0 for a zone this runtime does not know. */
function offsetMinutes(zone: string, timeUs: number): number {
  const fixed = FIXED_OFFSET.exec(zone);
  if (fixed) return (fixed[1] === "-" ? -1 : 1) * (Number(fixed[2] ?? 0) * 60 + Number(fixed[3] ?? 0));
  const text = formatFor(zone)
    ?.formatToParts(Math.floor(timeUs / US_PER_MS))
    .find((part) => part.type === "timeZoneName")?.value;
  // "GMT+01:00", or with seconds before zones were agreed on: "GMT-00:01:15".
  const parts = /([+-])(\d{2}):(\d{2})/.exec(text ?? "");
  return parts ? (parts[1] === "-" ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3])) : 0;
}

function formatFor(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  let made: Intl.DateTimeFormat | null = null;
  try {
    made = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "longOffset" });
  } catch {
    // A zone of a newer tz database than this runtime's: shown as UTC.
  }
  formats.set(zone, made);
  return made;
}
