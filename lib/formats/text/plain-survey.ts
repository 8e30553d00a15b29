import type { FormatSettings, Framing, TextSample } from "#lib/formats/format.ts";
import { isStackFrame } from "#lib/formats/stack-frame.ts";
import { type DayOrder, findTime, TIME_LAYOUTS, type TimeContext, type TimeLayout } from "./plain-times.ts";

const SAMPLED_LINES = 2000;
/** From this share of dated lines on, an undated line belongs to the record before it. */
const MIN_TIMED_SHARE = 0.5;
/** More indented lines on end are no record's: they are a list, as of the files that were copied. */
const LONGEST_BLOCK = 100;
/** Below this share of dated lines, what is indented is not what a dated record dumps. */
const DUMPING_SHARE = 0.8;
const DAY_US = 86_400_000_000;

export interface PlainSettings extends FormatSettings {
  /** Ids of the time layouts in use, the most frequent first. */
  layouts: string[];
  /** Share of the lines that stand for themselves which carry a time. */
  timedShare: number;
  dayOrder: DayOrder;
  latestUs: number;
  /** True for a text whose lists are indented: each of their lines stands for itself. */
  hasIndentedLists?: boolean;
  notes: string[];
}

/** Finds out which time layouts a text uses, and in which order day and month stand. */
export function surveyPlain(sample: TextSample): PlainSettings {
  const sampled = `${sample.head}\n${sample.tail ?? ""}`.split(/\r\n?|\n/, SAMPLED_LINES * 2);
  const lines = sampled.filter((line) => isOwnLine(line));
  const latestUs = sample.receivedAtMs * 1000 + DAY_US;
  const counts = countLayouts(lines, { dayOrder: "day-first", latestUs });
  if ((counts.get("inside") ?? 0) < lines.length * MIN_TIMED_SHARE) counts.delete("inside");
  const layouts = [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  const timed = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const order = layouts.includes("slash") ? findDayOrder(lines) : { dayOrder: "day-first" as const, note: null };
  const notes = [order.note, yearNote(lines, layouts[0])].filter((note) => note !== null);
  const hasRecordZone = timed > 0 && everyTimeHasZone(lines, layouts, { dayOrder: order.dayOrder, latestUs });
  const timedShare = lines.length === 0 ? 0 : timed / lines.length;
  const hasIndentedLists = timedShare < DUMPING_SHARE && longestBlock(sampled) > LONGEST_BLOCK;
  return {
    layouts,
    timedShare,
    dayOrder: order.dayOrder,
    latestUs,
    notes,
    ...(hasIndentedLists ? { hasIndentedLists } : {}),
    ...(hasRecordZone ? { hasRecordZone } : {}),
  };
}

/** How many indented lines follow each other at most; those of stack traces don't count. */
function longestBlock(lines: readonly string[]): number {
  let [longest, length] = [0, 0];
  for (const line of lines) {
    if (line.trim() === "") continue;
    length = /^\s/.test(line) && !INSIDE_TRACE.test(line) ? length + 1 : 0;
    longest = Math.max(longest, length);
  }
  return longest;
}

/** Lines that may stand for themselves: not blank, not indented, no part of a stack trace. */
function isOwnLine(line: string): boolean {
  return line.trim() !== "" && !isContinuation(line);
}

const TRACE_LINE =
  /^(?:\s|at\s+\S|Caused by:|Suppressed:|Traceback \(most recent call last\)|\.\.\. \d+ more|[)}\]]+[,;]?\s*$)/;

const INSIDE_TRACE = /^\s*(?:at\s+\S|Caused by:|Suppressed:|\.\.\. \d+ more|File "|[)}\]]+[,;]?\s*$)/;

/** Indented lines and those that only occur inside stack traces. */
export function isContinuation(line: string): boolean {
  return TRACE_LINE.test(line) || isStackFrame(line);
}

function countLayouts(lines: readonly string[], context: TimeContext): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const layout = TIME_LAYOUTS.find((candidate) => findTime(line, [candidate], context) !== null);
    if (layout !== undefined) counts.set(layout.id, (counts.get(layout.id) ?? 0) + 1);
  }
  return counts;
}

/** The layouts a survey found, in its order. */
export function layoutsById(ids: readonly string[]): TimeLayout[] {
  return ids.flatMap((id) => TIME_LAYOUTS.find((layout) => layout.id === id) ?? []);
}

/** A number over 12 can't be a month; without one, AM and PM speak for the American order, else it is an assumption. */
function findDayOrder(lines: readonly string[]): { dayOrder: DayOrder; note: string | null } {
  const pattern = TIME_LAYOUTS.find(({ id }) => id === "slash")?.pattern;
  const dates = lines.map((line) => pattern?.exec(line)?.groups).filter((groups) => groups !== undefined);
  if (dates.some(({ one }) => Number(one) > 12)) return { dayOrder: "day-first", note: null };
  if (dates.some(({ two }) => Number(two) > 12)) return { dayOrder: "month-first", note: null };
  const moving = movingPart(dates);
  if (moving !== null) return { dayOrder: moving, note: null };
  const dayOrder = dates.some(({ meridiem }) => meridiem !== undefined) ? "month-first" : "day-first";
  if (dates.some(({ mark }) => mark === ".")) return { dayOrder: "day-first", note: null };
  const order = dayOrder === "day-first" ? "day before month" : "month before day";
  return { dayOrder, note: `Dates such as ${dates[0]?.one}/${dates[0]?.two} are ambiguous; ${order} is assumed.` };
}

/** Within a log of some days the day changes and the month stays. */
function movingPart(dates: readonly Record<string, string | undefined>[]): DayOrder | null {
  const ones = new Set(dates.map(({ one }) => one));
  const twos = new Set(dates.map(({ two }) => two));
  if (ones.size >= 3 && twos.size === 1) return "day-first";
  return twos.size >= 3 && ones.size === 1 ? "month-first" : null;
}

const MAY_LACK_YEAR: readonly (string | undefined)[] = ["syslog", "glog", "logcat"];

function yearNote(lines: readonly string[], layout: string | undefined): string | null {
  if (!MAY_LACK_YEAR.includes(layout)) return null;
  const pattern = TIME_LAYOUTS.find(({ id }) => id === layout)?.pattern;
  const isYearless = lines.some((line) => {
    const groups = pattern?.exec(line)?.groups;
    return groups !== undefined && groups.year === undefined;
  });
  return isYearless ? "The dates have no year; the latest year before the file was received is assumed." : null;
}

function everyTimeHasZone(lines: readonly string[], ids: readonly string[], context: TimeContext): boolean {
  const layouts = layoutsById(ids);
  return lines.every((line) => findTime(line, layouts, context)?.isLocal !== true);
}

/** In a dated text a record starts with a date; elsewhere every line that continues none is a record. */
export function plainFraming(settings: FormatSettings): Framing {
  const { layouts: ids, timedShare, dayOrder, latestUs, hasIndentedLists } = settings as PlainSettings;
  const layouts = layoutsById(ids);
  const context = { dayOrder, latestUs };
  if (hasIndentedLists === true) return { kind: "multi-line", starts: (line) => !INSIDE_TRACE.test(line) };
  if (timedShare < MIN_TIMED_SHARE) return { kind: "multi-line", starts: (line) => !isContinuation(line) };
  return { kind: "multi-line", starts: (line) => findTime(line, layouts, context) !== null };
}
