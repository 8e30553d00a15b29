/** A wall clock reading. */
export interface CivilTime {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour?: number;
  minute?: number;
  /** 60 is allowed: leap seconds are written. */
  second?: number;
  microsecond?: number;
}

/** Microseconds since 1970 of a wall clock read as UTC, or null when there is no such time (31 February, 25:00). */
export function civilTimeUs(time: CivilTime): number | null {
  const { year, month, day, hour = 0, minute = 0, second = 0, microsecond = 0 } = time;
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  if (hour > 23 || minute > 59 || second > 60 || year < 1 || year > 9999) return null;
  const days = daysSince1970(year, month, day);
  return ((days * 24 + hour) * 60 + minute) * 60_000_000 + second * 1_000_000 + microsecond;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days from 1 January 1970 to a date that exists; counts in years that begin in March, so that the leap day comes last. */
export function daysSince1970(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const marchMonth = month > 2 ? month - 3 : month + 9;
  const dayOfYear = Math.floor((153 * marchMonth + 2) / 5) + day - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + dayOfYear - 719_468;
}
