import { type DayOrder, readDay } from "#lib/formats/day-order.ts";
import type { Json } from "#lib/model/json.ts";

/** Gives the lines of an MSI log their date: only headers carry one, and a run may pass midnight. */
export interface MsiClock {
  /** A header's date holds from here on. */
  header(date: string, timeOfDayMs: number): number | null;
  /** Local time of a line as microseconds, or null as long as no header has given a date. */
  at(timeOfDayMs: number): number | null;
  state(): Json;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Lines of the client, the service and custom actions overtake each other by seconds, never by hours. */
const BACKWARD_MS = 2 * HOUR_MS;

/** Where a run ended whose beginning is not in the log. */
export interface RunEnd {
  date: string;
  timeOfDayMs: number;
}

/** Lines above the first header have the date of the `end` that is written below them, when there is one. */
export function createMsiClock(order: DayOrder, state?: Json, end: RunEnd | null = null): MsiClock {
  let { dayMs, headerDayMs, lastMs } = readState(state);
  const endDayMs = end === null ? null : dayOf(end.date, order);
  return {
    header(date, timeOfDayMs) {
      dayMs = dayOf(date, order);
      headerDayMs = dayMs;
      lastMs = timeOfDayMs;
      return dayMs === null ? null : (dayMs + timeOfDayMs) * 1000;
    },
    at(timeOfDayMs) {
      if (dayMs === null) return end === null || endDayMs === null ? null : aboveEnd(timeOfDayMs, end, endDayMs);
      const isLateLineOfYesterday = dayMs !== headerDayMs && timeOfDayMs > lastMs + 12 * HOUR_MS;
      if (isLateLineOfYesterday) return (dayMs - DAY_MS + timeOfDayMs) * 1000;
      if (timeOfDayMs < lastMs - BACKWARD_MS) dayMs += DAY_MS;
      lastMs = timeOfDayMs;
      return (dayMs + timeOfDayMs) * 1000;
    },
    state: () => [dayMs, headerDayMs, lastMs],
  };
}

function dayOf(date: string, order: DayOrder): number | null {
  return readDay(date, order) ?? readDay(date, order === "dmy" ? "mdy" : "dmy");
}

/** A line that is later in its day than the end of its run is of the day before. */
function aboveEnd(timeOfDayMs: number, end: RunEnd, endDayMs: number): number {
  const isYesterday = timeOfDayMs > end.timeOfDayMs + BACKWARD_MS;
  return (endDayMs - (isYesterday ? DAY_MS : 0) + timeOfDayMs) * 1000;
}

function readState(state?: Json): { dayMs: number | null; headerDayMs: number | null; lastMs: number } {
  const [dayMs, headerDayMs, lastMs] = Array.isArray(state) ? state : [];
  const numberOrNull = (value: Json | undefined) => (typeof value === "number" ? value : null);
  return { dayMs: numberOrNull(dayMs), headerDayMs: numberOrNull(headerDayMs), lastMs: numberOrNull(lastMs) ?? 0 };
}
