import { civilTimeUs } from "#lib/formats/civil-time.ts";
import { isoTime } from "#lib/formats/iso-time.ts";
import { type LayoutPart, layoutParts, type TimeUnit } from "./layout-parts.ts";
import { readZone } from "./read-zone.ts";

export interface LaidOutTime {
  /** Microseconds since 1970; when `isLocal`, the wall clock read as UTC. */
  timeUs: number;
  isLocal: boolean;
}

/** Reads the text of a time; null when it does not fit the layout or there is no such time. */
export type TimeReader = (text: string) => LaidOutTime | null;

export interface TimeLayout {
  read: TimeReader;
  /** False = dates have no year: it is taken from when the file was received. */
  hasYear: boolean;
  hasZone: boolean;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const EPOCHS: Readonly<Record<string, number>> = { epoch_s: 1e6, epoch_ms: 1e3, epoch_us: 1, epoch_ns: 1e-3 };
const DAY_US = 86_400_000_000;

/**
 * The reader of a layout: "iso", "epoch_s" to "epoch_ns", strftime tokens (%Y) or Java's (yyyy).
 * `receivedAtMs` gives dates without a year theirs: the latest that is not after the day that followed.
 * @throws Error with a message for people
 */
export function timeLayout(layout: string, receivedAtMs: number): TimeLayout {
  if (layout === "iso") return { read: isoTime, hasYear: true, hasZone: false };
  const unitUs = Object.hasOwn(EPOCHS, layout) ? EPOCHS[layout] : undefined;
  if (unitUs !== undefined) return { read: epochReader(unitUs), hasYear: true, hasZone: true };
  const parts = layoutParts(layout);
  const units = new Set(parts.flatMap((part) => (part.kind === "unit" ? [part.unit] : [])));
  for (const [unit, what] of [
    ["month", "a month"],
    ["day", "a day"],
    ["hour", "an hour"],
  ] as const) {
    const isThere = units.has(unit) || (unit === "month" && units.has("monthName"));
    if (!isThere) throw new Error(`has no ${what.replace(/^an? /, "")}; a time needs month, day and hour`);
  }
  const hasYear = units.has("year") || units.has("shortYear");
  return { read: (text) => readParts(text, parts, hasYear ? null : receivedAtMs), hasYear, hasZone: units.has("zone") };
}

function epochReader(unitUs: number): TimeReader {
  return (text) => {
    const isNumber = /^-?\d{1,20}(?:\.\d{1,9})?$/.test(text);
    const timeUs = isNumber ? Math.round(Number(text) * unitUs) : Number.NaN;
    return Number.isSafeInteger(timeUs) && Math.abs(timeUs) < 253_402_300_800e6 ? { timeUs, isLocal: false } : null;
  };
}

type Read = Partial<Record<TimeUnit, number>>;

function readParts(text: string, parts: readonly LayoutPart[], receivedAtMs: number | null): LaidOutTime | null {
  const read: Read = {};
  let at = 0;
  for (const part of parts) {
    const end = part.kind === "literal" ? literalEnd(text, at, part.text) : unitEnd(text, at, part, read);
    if (end === null) return null;
    at = end;
  }
  if (at !== text.length) return null;
  const timeUs = receivedAtMs === null ? wallUs(read, yearOf(read)) : yearlessUs(read, receivedAtMs);
  if (timeUs === null) return null;
  return { timeUs: timeUs - (read.zone ?? 0), isLocal: read.zone === undefined };
}

/** Blanks of the layout stand for any number of blanks: days are padded with them. */
function literalEnd(text: string, at: number, literal: string): number | null {
  if (literal !== " ") return text.startsWith(literal, at) ? at + literal.length : null;
  let end = at;
  while (text[end] === " " || text[end] === "\t") end++;
  return end > at ? end : null;
}

function unitEnd(text: string, at: number, part: LayoutPart & { kind: "unit" }, read: Read): number | null {
  switch (part.unit) {
    case "weekday":
      return wordEnd(text, at);
    case "monthName": {
      const end = wordEnd(text, at);
      const month = MONTHS.indexOf(text.slice(at, at + 3).toLowerCase()) + 1;
      read.month = month;
      return end === null || month === 0 ? null : end;
    }
    case "half": {
      const half = text.slice(at, at + 2).toLowerCase();
      read.half = half === "pm" ? 12 : 0;
      return half === "am" || half === "pm" ? at + 2 : null;
    }
    case "zone": {
      const zone = readZone(text, at);
      read.zone = zone?.offsetUs;
      return zone?.end ?? null;
    }
    default:
      return numberEnd(text, at, part, read);
  }
}

function numberEnd(text: string, at: number, part: LayoutPart & { kind: "unit" }, read: Read): number | null {
  let end = at;
  // strftime's day and hour may be padded with a blank.
  while (text[end] === " " && end - at < 1 && part.most === 2) end++;
  const from = end;
  while (end - from < part.most && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end++;
  if (end - from < part.least) return null;
  const digits = text.slice(from, end);
  read[part.unit] = part.unit === "fraction" ? Number(digits.slice(0, 6).padEnd(6, "0")) : Number(digits);
  return end;
}

function wordEnd(text: string, at: number): number | null {
  let end = at;
  while (/[A-Za-z]/.test(text[end] ?? "") && end - at < 12) end++;
  if (end - at < 3) return null;
  return text[end] === "." ? end + 1 : end;
}

function yearOf({ year, shortYear }: Read): number {
  return year ?? (shortYear ?? 0) + ((shortYear ?? 0) < 70 ? 2000 : 1900);
}

function wallUs(read: Read, year: number): number | null {
  const { month = 0, day = 0, minute, second, fraction } = read;
  if (read.half !== undefined && ((read.hour ?? 0) < 1 || (read.hour ?? 0) > 12)) return null;
  const hour = read.half === undefined ? read.hour : ((read.hour ?? 0) % 12) + read.half;
  return civilTimeUs({ year, month, day, hour, minute, second, microsecond: fraction });
}

function yearlessUs(read: Read, receivedAtMs: number): number | null {
  const year = new Date(receivedAtMs).getUTCFullYear();
  const limitUs = receivedAtMs * 1000 + DAY_US;
  // Eight years reach back to a 29 February from any year, also over 1900 and 2100.
  for (let back = 0; back <= 8; back++) {
    const timeUs = wallUs(read, year + 1 - back);
    if (timeUs !== null && timeUs <= limitUs) return timeUs;
  }
  return null;
}
