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

export function createMsiClock(order: DayOrder, state?: Json): MsiClock {
  let { dayMs, headerDayMs, lastMs } = readState(state);
  return {
    header(date, timeOfDayMs) {
      dayMs = readDay(date, order) ?? readDay(date, order === "dmy" ? "mdy" : "dmy");
      headerDayMs = dayMs;
      lastMs = timeOfDayMs;
      return dayMs === null ? null : (dayMs + timeOfDayMs) * 1000;
    },
    at(timeOfDayMs) {
      if (dayMs === null) return null;
      const isLateLineOfYesterday = dayMs !== headerDayMs && timeOfDayMs > lastMs + 12 * HOUR_MS;
      if (isLateLineOfYesterday) return (dayMs - DAY_MS + timeOfDayMs) * 1000;
      if (timeOfDayMs < lastMs - BACKWARD_MS) dayMs += DAY_MS;
      lastMs = timeOfDayMs;
      return (dayMs + timeOfDayMs) * 1000;
    },
    state: () => [dayMs, headerDayMs, lastMs],
  };
}

function readState(state?: Json): { dayMs: number | null; headerDayMs: number | null; lastMs: number } {
  const [dayMs, headerDayMs, lastMs] = Array.isArray(state) ? state : [];
  const numberOrNull = (value: Json | undefined) => (typeof value === "number" ? value : null);
  return { dayMs: numberOrNull(dayMs), headerDayMs: numberOrNull(headerDayMs), lastMs: numberOrNull(lastMs) ?? 0 };
}
