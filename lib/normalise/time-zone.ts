import type { TimeZoneDecision } from "#lib/model/log-file.ts";

/** What the file's own content says about the zone of its times; see FormatSettings. */
export interface ZoneEvidence {
  timeZone?: { source: "header" | "bias" | "evidence"; offsetMinutes: number; reason: string };
  hasRecordZone?: boolean;
}

/** The zone for local times, strongest source first: record, header, bias, evidence, the uploader's, UTC as an assumption. */
export function decideTimeZone(evidence: ZoneEvidence, setting: string | null): TimeZoneDecision {
  if (evidence.timeZone !== undefined) {
    const { source, offsetMinutes, reason } = evidence.timeZone;
    return { source, zone: offsetZone(offsetMinutes), reason };
  }
  if (evidence.hasRecordZone === true) {
    return { source: "record", zone: "UTC", reason: "Every record says its own zone; times are shown in UTC." };
  }
  if (setting !== null) {
    return { source: "upload", zone: setting, reason: `The times name no zone; ${setting} was set for this upload.` };
  }
  return { source: "assumed", zone: "UTC", reason: "The times name no zone and none was set, so UTC is assumed." };
}

/** For files without a single local time. */
export const NO_LOCAL_TIMES: TimeZoneDecision = {
  source: "none",
  zone: null,
  reason: "No record has a time that would need a zone.",
};

/** "UTC+01:00" from minutes east of UTC. */
export function offsetZone(offsetMinutes: number): string {
  const minutes = Math.abs(offsetMinutes);
  const hours = String(Math.floor(minutes / 60)).padStart(2, "0");
  return `UTC${offsetMinutes < 0 ? "-" : "+"}${hours}:${String(minutes % 60).padStart(2, "0")}`;
}

/** True for what can be set as a file's zone: an IANA name, "UTC" or an offset like "UTC+01:00" or "+01:00". */
export function isTimeZone(zone: string): boolean {
  return zoneClock(zone) !== null;
}

/** Turns a wall clock (microseconds as if it were UTC) into UTC microseconds. */
export type ZoneClock = (localUs: number) => number;

/** The clock of a zone, or null when there is no such zone. A time that a change of clocks repeats is taken as the earlier one. */
export function zoneClock(zone: string): ZoneClock | null {
  const offset = zone.match(/^(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})$/);
  if (offset !== null) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3]);
    if (minutes > 18 * 60) return null;
    const offsetUs = (offset[1] === "-" ? -minutes : minutes) * 60_000_000;
    return (localUs) => localUs - offsetUs;
  }
  if (zone === "UTC" || zone === "GMT" || zone === "Z") return (localUs) => localUs;
  return namedZoneClock(zone);
}

const QUARTER_US = 15 * 60 * 1_000_000;
const MAX_CACHED_QUARTERS = 10_000;

function namedZoneClock(zone: string): ZoneClock | null {
  const format = zoneFormat(zone);
  if (format === null) return null;
  // Clocks change on quarters of an hour, so one answer serves for all times in a quarter.
  const known = new Map<number, number>();
  return (localUs) => {
    const quarter = Math.floor(localUs / QUARTER_US);
    let offsetUs = known.get(quarter);
    if (offsetUs === undefined) {
      if (known.size >= MAX_CACHED_QUARTERS) known.clear();
      offsetUs = offsetAtLocal(format, quarter * QUARTER_US);
      known.set(quarter, offsetUs);
    }
    return localUs - offsetUs;
  };
}

function zoneFormat(zone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    return null;
  }
}

/** Of the offsets in force a day before and a day after, the earlier result that reads back as the same wall clock. */
function offsetAtLocal(format: Intl.DateTimeFormat, localUs: number): number {
  const dayUs = 86_400_000_000;
  const before = offsetAt(format, localUs - dayUs);
  const after = offsetAt(format, localUs + dayUs);
  if (offsetAt(format, localUs - before) === before) return before;
  return offsetAt(format, localUs - after) === after ? after : before;
}

function offsetAt(format: Intl.DateTimeFormat, utcUs: number): number {
  const parts = new Map(format.formatToParts(utcUs / 1000).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
  const wall = new Date(0);
  wall.setUTCFullYear(parts.get("era") === "BC" ? 1 - part("year") : part("year"), part("month") - 1, part("day"));
  wall.setUTCHours(part("hour"), part("minute"), part("second"));
  return wall.getTime() * 1000 - Math.floor(utcUs / 1_000_000) * 1_000_000;
}
