import { civilTimeUs } from "#lib/formats/civil-time.ts";
import { isoTime, zoneOffsetUs } from "#lib/formats/iso-time.ts";
import { MONTHS } from "#lib/formats/month-names.ts";
import { clfTimeUs } from "#lib/formats/web/clf-time.ts";
import type { JsonTime } from "./json-time.ts";

/** Go's `Time.String()`: 2006-01-02 15:04:05.999999999 -0700 MST m=+0.01; Ruby's `Time#to_s` is the start of it. */
const GO =
  /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,9})?) ([+-]\d{4}|UTC)(?: [A-Z+-][A-Z\d]{1,5})?(?: m=[+-][\d.]+)?$/;
/** ISO 8601 but for what stands between its parts. */
const NEAR_ISO = /^(\d{4})([/-])(\d\d)\2(\d\d)[T _](\d\d:\d\d:\d\d.{0,20})$/;
/** .NET's serialisers before System.Text.Json, ConvertTo-Json of Windows PowerShell among them. */
const NET = /^\/Date\((-?\d{1,16})(?:[+-]\d{4})?\)\/$/;
/** HTTP and mail: Mon, 02 Nov 2026 08:15:00 GMT; JavaScript's `Date.toString()`: Mon Nov 02 2026 08:15:00 GMT+0100 (CET). */
const NAMED =
  /^(?:[A-Z][a-z]{2},? )?(?:(\d{1,2}) ([A-Z][a-z]{2})|([A-Z][a-z]{2}) (\d{1,2})) (\d{4}) (\d\d):(\d\d):(\d\d)(?: (GMT|UTC|Z)?([+-]\d\d:?\d\d)?)?(?: \([^()]{0,60}\))?$/;

/** Reads a time as languages and servers write it where nobody asked for ISO 8601; null when it is none or impossible. */
export function writtenTime(text: string): JsonTime | null {
  const clf = text.length === 26 ? clfTimeUs(text, 0) : undefined;
  if (clf !== undefined) return clf === null ? null : { timeUs: clf, isLocal: false };
  const [, clock, offset] = GO.exec(text) ?? [];
  if (clock !== undefined) return isoTime(`${clock}${offset === "UTC" ? "Z" : offset}`);
  const [, year, , month, day, rest] = NEAR_ISO.exec(text) ?? [];
  if (year !== undefined) return isoTime(`${year}-${month}-${day}T${rest}`);
  const [, milliseconds] = NET.exec(text) ?? [];
  if (milliseconds !== undefined) return { timeUs: Number(milliseconds) * 1000, isLocal: false };
  return namedTime(text);
}

function namedTime(text: string): JsonTime | null {
  const [, day, month, monthFirst, dayLast, year, hour, minute, second, zone, offset] = NAMED.exec(text) ?? [];
  if (year === undefined) return null;
  const localUs = civilTimeUs({
    year: Number(year),
    month: MONTHS.indexOf(month ?? monthFirst ?? "") + 1,
    day: Number(day ?? dayLast),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  });
  if (localUs === null) return null;
  const timeUs = offset === undefined ? localUs : localUs - zoneOffsetUs(offset);
  return { timeUs, isLocal: zone === undefined && offset === undefined };
}
