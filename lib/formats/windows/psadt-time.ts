import { type DayOrder, readDay } from "#lib/formats/day-order.ts";
import { isoTime } from "#lib/formats/iso-time.ts";
import { fractionUs } from "./stamp-time.ts";

const CULTURE =
  /^(\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4})\.?,? {1,2}(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?(?:[.,](\d{1,7}))?(?:[ \u00a0\u202f]?([AaPp])\.?[Mm]\.?)?$/;

/**
 * The time of a PSAppDeployToolkit line: ISO with or without offset (4.1, 4.0), MM-dd-yyyy (3), or as a culture writes
 * date and time. Null when it is none, or impossible.
 */
export function psadtTime(text: string, order: DayOrder): { timeUs: number; isLocal: boolean } | null {
  const iso = isoTime(text);
  if (iso !== null) return iso;
  const match = CULTURE.exec(text);
  if (match === null) return null;
  const [, date = "", hours, minutes, seconds = "0", fraction = "", half] = match;
  const dayMs = readDay(date, order) ?? readDay(date, order === "dmy" ? "mdy" : "dmy");
  const hour = hourOfDay(Number(hours), half);
  if (dayMs === null || hour === null || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const wholeMs = dayMs + ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  return { timeUs: wholeMs * 1000 + fractionUs(fraction), isLocal: true };
}

/** The date of a time written in the order of a culture; null for ISO, which needs no order. */
export function cultureDate(text: string): string | null {
  return isoTime(text) === null ? (CULTURE.exec(text)?.[1] ?? null) : null;
}

function hourOfDay(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour > 23 ? null : hour;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
}
