export type DayOrder = "dmy" | "mdy" | "ymd";

export interface DayOrderDecision {
  order: DayOrder;
  /** True when nothing in the file settles it. */
  isAssumed: boolean;
  /** One sentence for a person. */
  reason: string;
}

export interface DayOrderEvidence {
  /** Dates as the file writes them, in its order. */
  dates: readonly string[];
  /** When the file was received; nothing in it can be later. */
  receivedAtMs: number;
  /** What the format or its language suggests when the numbers allow both. */
  hint?: { order: DayOrder; reason: string } | null;
}

interface WrittenDate {
  parts: readonly [number, number, number];
  isYearFirst: boolean;
  separator: string;
}

const DAY_MS = 86_400_000;
const DATE = /^(\d{1,4})([./-]) ?(\d{1,2})\2 ?(\d{1,4})/;

/** Midnight of a written date as epoch ms, the wall clock read as UTC; null when no such day exists. */
export function readDay(text: string, order: DayOrder): number | null {
  const written = readDate(text);
  if (written === null) return null;
  const [first, second, third] = written.parts;
  if (written.isYearFirst) return midnight(first, second, third);
  return order === "dmy" ? midnight(third, second, first) : midnight(third, first, second);
}

/** Whether 4/5/2026 is in April or in May, by evidence: number ranges, dates to come, chronology, then convention. */
export function decideDayOrder(evidence: DayOrderEvidence): DayOrderDecision {
  const dates = evidence.dates.filter((text) => readDate(text) !== null);
  const written = dates.map(readDate).filter((date) => date !== null);
  if (written.length > 0 && written.every((date) => date.isYearFirst)) {
    return { order: "ymd", isAssumed: false, reason: "Its dates start with the year." };
  }
  return (
    byRange(dates) ??
    bySameNumbers(written) ??
    byFuture(dates, evidence.receivedAtMs) ??
    byChronology(dates) ??
    byConvention(written, evidence) ??
    byArrival(dates, evidence.receivedAtMs)
  );
}

function readDate(text: string): WrittenDate | null {
  const match = DATE.exec(text);
  if (match === null) return null;
  const [, first = "", separator = "", second = "", third = ""] = match;
  const isYearFirst = first.length > 2 || Number(first) > 31;
  if (isYearFirst ? third.length > 2 : third.length === 1 || third.length === 3) return null;
  const year = (digits: string) => (digits.length === 2 ? 2000 + Number(digits) : Number(digits));
  const parts = isYearFirst
    ? ([year(first), Number(second), Number(third)] as const)
    : ([Number(first), Number(second), year(third)] as const);
  return { parts, isYearFirst, separator };
}

function midnight(year: number, month: number, day: number): number | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const ms = Date.UTC(year, month - 1, day);
  return new Date(ms).getUTCDate() === day ? ms : null;
}

function byRange(dates: readonly string[]): DayOrderDecision | null {
  const only = (order: DayOrder, other: DayOrder) =>
    dates.find((text) => readDay(text, order) !== null && readDay(text, other) === null);
  const dmy = only("dmy", "mdy");
  const mdy = only("mdy", "dmy");
  if (dmy !== undefined && mdy === undefined) return certain("dmy", `${dmy} can only be day, month, year.`);
  if (mdy !== undefined && dmy === undefined) return certain("mdy", `${mdy} can only be month, day, year.`);
  return null;
}

function bySameNumbers(written: readonly WrittenDate[]): DayOrderDecision | null {
  const isSame = written.length > 0 && written.every((date) => date.isYearFirst || date.parts[0] === date.parts[1]);
  return isSame ? certain("mdy", "Day and month are the same number.") : null;
}

function byFuture(dates: readonly string[], receivedAtMs: number): DayOrderDecision | null {
  // A day and a half: the file's local time may be ahead of ours, and clocks are set wrong by a little.
  const limitMs = receivedAtMs + 1.5 * DAY_MS;
  const inFuture = (order: DayOrder) => dates.find((text) => (readDay(text, order) ?? 0) > limitMs);
  const mdy = inFuture("mdy");
  const dmy = inFuture("dmy");
  if (mdy !== undefined && dmy === undefined)
    return certain("dmy", `${mdy} read as month, day would be in the future.`);
  if (dmy !== undefined && mdy === undefined)
    return certain("mdy", `${dmy} read as day, month would be in the future.`);
  return null;
}

function byChronology(dates: readonly string[]): DayOrderDecision | null {
  const days = (order: DayOrder) => dates.map((text) => readDay(text, order) ?? 0);
  const isRising = (values: number[]) =>
    values.every((value, index) => index === 0 || value >= (values[index - 1] ?? 0));
  const spanMs = (values: number[]) => Math.max(...values) - Math.min(...values);
  const mdy = days("mdy");
  const dmy = days("dmy");
  if (new Set(mdy).size < 2) return null;
  if (isRising(mdy) !== isRising(dmy)) {
    return certain(isRising(mdy) ? "mdy" : "dmy", "Only in this order do its dates rise through the file.");
  }
  const [shortest, longest] = [Math.min(spanMs(mdy), spanMs(dmy)), Math.max(spanMs(mdy), spanMs(dmy))];
  if (longest < 27 * DAY_MS || shortest * 4 > longest) return null;
  return certain(
    spanMs(mdy) < spanMs(dmy) ? "mdy" : "dmy",
    "Only in this order do its dates follow each other closely.",
  );
}

function byConvention(written: readonly WrittenDate[], evidence: DayOrderEvidence): DayOrderDecision | null {
  if (evidence.hint) return certain(evidence.hint.order, evidence.hint.reason);
  if (written.length > 0 && written.every((date) => date.separator === ".")) {
    return certain("dmy", "Dates with dots are written day, month, year.");
  }
  return null;
}

function byArrival(dates: readonly string[], receivedAtMs: number): DayOrderDecision {
  const ageMs = (order: DayOrder) => {
    const days = dates.map((text) => readDay(text, order)).filter((day) => day !== null);
    return days.length === 0 ? Number.POSITIVE_INFINITY : receivedAtMs - Math.max(...days);
  };
  const isDayFirst = ageMs("dmy") < 4 * DAY_MS && ageMs("mdy") > 20 * DAY_MS;
  return isDayFirst
    ? {
        order: "dmy",
        isAssumed: true,
        reason: "Its dates are read day first, which is assumed: so the log ends just before it was received.",
      }
    : {
        order: "mdy",
        isAssumed: true,
        reason: "Its dates are read month first, which is assumed: nothing in the file settles it.",
      };
}

function certain(order: DayOrder, reason: string): DayOrderDecision {
  return { order, isAssumed: false, reason };
}
