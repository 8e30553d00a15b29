import { civilTimeUs } from "#lib/formats/civil-time.ts";
import type { Json } from "#lib/model/json.ts";
import { type SyslogStamp, syslogStampUs } from "./syslog-stamp.ts";

const DAY_US = 86_400_000_000;
/** Logs are in order but for moments: a date so many days back is one of the next year. */
const NEXT_YEAR_DAYS = 60;
/** So near to New Year, an older date is one of the year before. */
const NEW_YEAR_DAYS = 3;
/** 29 February may be up to eight years back. */
const MAX_YEARS_BACK = 12;

/** Where a walk through dates without a year stands. */
interface YearPosition {
  year: number;
  /** About the day of the year, from 0; null before the first date. */
  day: number | null;
}

function follow(position: YearPosition, stamp: SyslogStamp): YearPosition {
  if (stamp.month === 0) return position;
  const day = aboutDay(stamp.month, stamp.day);
  if (position.day === null) return { year: position.year, day };
  const passed = day - position.day;
  if (passed < -NEXT_YEAR_DAYS) return { year: position.year + 1, day };
  const isYearBefore = passed > 0 && 366 - passed <= NEW_YEAR_DAYS * 2;
  return { year: isYearBefore ? position.year - 1 : position.year, day };
}

function aboutDay(month: number, day: number): number {
  return (month - 1) * 30.5 + day;
}

/** The latest year for the first of these dates with which all of them exist and none is after `latestUs`. */
export function firstSyslogYear(stamps: readonly SyslogStamp[], latestUs: number): number {
  const latestYear = new Date(latestUs / 1000).getUTCFullYear();
  const years: number[] = [];
  let position: YearPosition = { year: 0, day: null };
  for (const stamp of stamps) {
    position = follow(position, stamp);
    years.push(position.year);
  }
  const known = stamps.map((stamp, index) => ({ stamp, years: years[index] ?? 0 }));
  const exists = known.filter(({ stamp }) => civilTimeUs({ ...stamp, year: 2024 }) !== null);
  for (let year = latestYear; year > latestYear - MAX_YEARS_BACK; year--) {
    const times = exists.map(({ stamp, years: later }) => syslogStampUs(stamp, year + later));
    if (times.every((timeUs) => timeUs !== null && timeUs <= latestUs)) return year;
  }
  return latestYear - Math.max(position.year, 0);
}

/** Gives dates without a year theirs, across New Year in both directions. */
export class SyslogYears {
  private position: YearPosition;
  private readonly latestUs: number;

  constructor(options: { firstYear: number; latestUs: number; state?: Json }) {
    this.position = parsePosition(options.state) ?? { year: options.firstYear, day: null };
    this.latestUs = options.latestUs;
  }

  /** Microseconds of a stamp, or null when there is no such time. */
  timeUs(stamp: SyslogStamp): number | null {
    if (stamp.year !== null) return syslogStampUs(stamp, stamp.year);
    this.position = follow(this.position, stamp);
    const { year } = this.position;
    const timeUs = syslogStampUs(stamp, year);
    // What the sample did not show: nothing is later than the file's arrival.
    return timeUs !== null && timeUs > this.latestUs ? syslogStampUs(stamp, year - 1) : timeUs;
  }

  /** Goes on from a time whose year is known. */
  anchor(timeUs: number): void {
    const time = new Date(timeUs / 1000);
    this.position = { year: time.getUTCFullYear(), day: aboutDay(time.getUTCMonth() + 1, time.getUTCDate()) };
  }

  state(): Json {
    return { year: this.position.year, day: this.position.day };
  }
}

function parsePosition(state: Json | undefined): YearPosition | null {
  if (typeof state !== "object" || state === null || Array.isArray(state)) return null;
  const { year, day } = state;
  return typeof year === "number" ? { year, day: typeof day === "number" ? day : null } : null;
}

/** A day more than the file's arrival: its local time may be ahead of ours. */
export function latestSyslogUs(receivedAtMs: number): number {
  return receivedAtMs * 1000 + DAY_US;
}
