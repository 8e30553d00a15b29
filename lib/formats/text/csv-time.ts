import { type DayOrder, readDay } from "#lib/formats/day-order.ts";
import { isoTime } from "#lib/formats/iso-time.ts";
import { findTime, TIME_LAYOUTS } from "./plain-times.ts";

export interface CsvTime {
  timeUs: number;
  isLocal: boolean;
}

/** 10/9/2025 8:53:20.417 PM, 9.10.2025 20:53, 10/9/2025. */
const DAY_AND_CLOCK =
  /^(\d{1,4}[./-]\d{1,2}[./-]\d{1,4})(?:[,T ] ?(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?([AaPp])\.?[Mm]\.?)?)?(?: ?(Z|UTC|GMT|[A-Z]{3,4}))?$/;
const EPOCH = /^\d{10}(?:\d{3}|\d{6}|\d{9})?(?:\.\d{1,9})?$/;
/** Layouts of plain text that may stand alone in a field. */
const LAYOUTS = TIME_LAYOUTS.filter(
  ({ id }) => id === "syslog" || id === "asctime" || id === "rfc2822" || id === "iso",
);

/** Reads a field that holds a date, a date and a time, or an epoch number; null when it holds none. */
export function csvTime(text: string, order: DayOrder): CsvTime | null {
  const iso = isoTime(text);
  if (iso !== null) return iso;
  if (EPOCH.test(text)) return epochTime(text);
  return dayTime(text, order) ?? writtenTime(text);
}

/** True for what `csvTime` reads, in whatever order of day and month; years and counts are none. */
export function isTimeText(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.length >= 8 && (csvTime(trimmed, "dmy") !== null || csvTime(trimmed, "mdy") !== null);
}

function epochTime(text: string): CsvTime {
  const [digits = "", fraction = ""] = text.split(".");
  const unitUs = { 10: 1_000_000, 13: 1000, 16: 1, 19: 0.001 }[digits.length] ?? 1;
  return { timeUs: Math.round(Number(digits) * unitUs + Number(`0.${fraction || "0"}`) * unitUs), isLocal: false };
}

function dayTime(text: string, order: DayOrder): CsvTime | null {
  const match = DAY_AND_CLOCK.exec(text);
  if (match === null) return null;
  const [, day = "", hourText = "0", minute = "0", second = "0", fraction = "", meridiem, zone] = match;
  const dayMs = readDay(day, order) ?? readDay(day, order === "dmy" ? "mdy" : "dmy");
  const hour = meridiem === undefined ? Number(hourText) : (Number(hourText) % 12) + (/p/i.test(meridiem) ? 12 : 0);
  if (dayMs === null || hour > 23 || Number(minute) > 59 || Number(second) > 60) return null;
  const seconds = (hour * 60 + Number(minute)) * 60 + Number(second);
  const microsecond = Number(fraction.slice(0, 6).padEnd(6, "0"));
  return { timeUs: dayMs * 1000 + seconds * 1_000_000 + microsecond, isLocal: !isUtc(zone) };
}

/** Other abbreviations name no zone for certain. */
function isUtc(zone: string | undefined): boolean {
  return zone === "Z" || zone === "UTC" || zone === "GMT";
}

/** Dates with the name of a month; a year must be in them. */
function writtenTime(text: string): CsvTime | null {
  if (text.length > 64 || !/\d{4}/.test(text)) return null;
  const found = findTime(text, LAYOUTS, { dayOrder: "day-first", latestUs: Number.MAX_SAFE_INTEGER });
  return found === null || found.timeUs === null || found.endsAt < text.length - 6
    ? null
    : { timeUs: found.timeUs, isLocal: found.isLocal };
}
