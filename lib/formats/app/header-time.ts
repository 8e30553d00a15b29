import { civilTimeUs } from "#lib/formats/civil-time.ts";
import { isoTime } from "#lib/formats/iso-time.ts";

/** English names of months, as alternatives of a pattern. */
export const MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec";

/** Microseconds of a header's time; `isLocal` when it names no zone. Null for an impossible one or a bare time of day. */
export function headerTime(text: string): { timeUs: number; isLocal: boolean } | null {
  const iso = isoTime(text.replace(/ (?=[Z+-])/, ""));
  if (iso !== null) return iso;
  const slashed = /^(\d{2,4})\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d)(?:[.,](\d{1,6}))?$/.exec(text);
  const named = /^(\d\d?)[ -](\w{3})[ -](\d{4}) (\d\d):(\d\d):(\d\d)(?:[.,](\d{1,6}))?$/.exec(text);
  const [, a = "", b = "", c = "", hour, minute, second, fraction = ""] = slashed ?? named ?? [];
  if (slashed === null && named === null) return null;
  const year = slashed === null ? Number(c) : Number(a) + (a.length === 2 ? 2000 : 0);
  const month = slashed === null ? MONTHS.split("|").indexOf(b) + 1 : Number(b);
  const timeUs = civilTimeUs({
    year,
    month,
    day: Number(slashed === null ? a : c),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    microsecond: Number(fraction.padEnd(6, "0")),
  });
  return timeUs === null ? null : { timeUs, isLocal: true };
}
