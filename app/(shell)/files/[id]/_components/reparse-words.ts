import { logDayAndClock } from "#components/log-time.ts";
import { formatBytes } from "#components/ui/format-bytes.ts";
import { formatCount, formatPlural, formatShare } from "#components/ui/format-count.ts";
import { formatDuration } from "#components/ui/format-duration.ts";
import type { ReadingChange, ReadingTotals } from "#lib/model/reading-difference.ts";
import type { SeverityLevel } from "#lib/model/severity.ts";
import type { ReparsePreview } from "#lib/queries/preview-reparse.ts";

/** What would be different, in a sentence: "12 records more, 3 kept as text fewer, times move 2 h later." */
export function reparseSummary({ now, next, differing, groups }: ReparsePreview): { title: string; facts: string } {
  if (differing === 0) return { title: "Nothing would be read differently.", facts: "" };
  const whole = now.records + now.rejects;
  const facts = [
    moreOrFewer(next.records - now.records, (count) => formatPlural(count, "record")),
    moreOrFewer(next.rejects - now.rejects, (count) => `${formatCount(count)} kept as text`),
    moreOrFewer(next.withoutTime - now.withoutTime, (count) => `${formatCount(count)} without a time`),
    timeFact(groups.map(({ change }) => change)),
    failingLineFact(now, next),
  ].filter((fact) => fact !== null);
  const sentence = facts.join(", ");
  return {
    title: `${formatCount(differing)} of ${formatPlural(whole, "record")} would be read differently.`,
    facts: sentence === "" ? "" : `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`,
  };
}

function moreOrFewer(difference: number, words: (count: number) => string): string | null {
  if (difference === 0) return null;
  return `${words(Math.abs(difference))} ${difference > 0 ? "more" : "fewer"}`;
}

function timeFact(changes: readonly ReadingChange[]): string | null {
  const shifts = changes.flatMap((change) => (change.kind === "time-moves" ? [change.shiftUs] : []));
  const [shift] = shifts;
  if (shift === undefined) return null;
  return shifts.length === 1 ? `times move ${shiftText(shift)}` : "times move, not all by the same";
}

function failingLineFact(now: ReadingTotals, next: ReadingTotals): string | null {
  const [one, other] = [now.failingLine, next.failingLine];
  if (one === null && other === null) return null;
  if (one === null) return "a first failing line is found";
  if (other === null) return "no first failing line is found any more";
  return one.byteOffset === other.byteOffset ? "the first failing line stays" : "the first failing line is another";
}

/** "2 h later", "30 min earlier". */
export function shiftText(shiftUs: number): string {
  return `${formatDuration(Math.abs(shiftUs) / 1000)} ${shiftUs > 0 ? "later" : "earlier"}`;
}

const LEVELS: Record<SeverityLevel, string> = {
  unspecified: "no level",
  trace: "Trace",
  debug: "Debug",
  info: "Info",
  warn: "Warning",
  error: "Error",
  fatal: "Fatal",
};

/** What a group of records is now, and what becomes of it. */
export function changeWords(change: ReadingChange): { now: string; next: string } {
  switch (change.kind) {
    case "parsed":
      return { now: "kept as text", next: "become records" };
    case "unparsed":
      return { now: "records", next: "are kept as text" };
    case "joined":
      return { now: "on their own", next: "are joined into fewer" };
    case "split":
      return { now: "in one piece", next: "are split into more" };
    case "moved":
      return { now: "begin here", next: "begin elsewhere" };
    case "time-moves":
      return { now: "times as they are", next: `times ${shiftText(change.shiftUs)}` };
    case "time-gained":
      return { now: "no usable time", next: "have a time" };
    case "time-lost":
      return { now: "have a time", next: "no usable time" };
    case "severity":
      return { now: LEVELS[change.from], next: `become ${LEVELS[change.to]}` };
    case "text":
      return { now: "text as it is", next: "another text" };
    case "fields":
      return { now: "fields as they are", next: "other fields" };
    case "reason":
      return { now: "kept as text", next: "with another reason" };
    case "others":
      return { now: "", next: "differ in other ways" };
  }
}

export interface TotalsRow {
  name: string;
  now: string;
  next: string;
}

/** The two readings beside each other; `nameOf` gives the name of a format. */
export function totalsRows(
  { now, next }: Pick<ReparsePreview, "now" | "next">,
  nameOf: (format: string) => string,
): TotalsRow[] {
  const row = (name: string, value: (totals: ReadingTotals) => string) => ({
    name,
    now: value(now),
    next: value(next),
  });
  return [
    row("Format", ({ reading }) => `${nameOf(reading.format)}, parser ${reading.formatVersion}`),
    row("Time zone", ({ reading }) => zoneText(reading.timeZone)),
    row("Records", ({ records }) => formatCount(records)),
    row("Kept as text", ({ records, rejects }) => keptText(rejects, records)),
    row("Without a time", ({ withoutTime }) => formatCount(withoutTime)),
    row("Errors", ({ severities }) => formatCount(severities.error + severities.fatal)),
    row("Warnings", ({ severities }) => formatCount(severities.warn)),
    row("First time", ({ reading, firstTimestampUs }) => timeText(firstTimestampUs, reading.timeZone.zone)),
    row("Last time", ({ reading, lastTimestampUs }) => timeText(lastTimestampUs, reading.timeZone.zone)),
  ];
}

function zoneText({ zone, source }: ReadingTotals["reading"]["timeZone"]): string {
  if (zone === null) return "None";
  return source === "assumed" ? `${zone}, assumed` : zone;
}

function keptText(rejects: number, records: number): string {
  return rejects === 0 ? "0" : `${formatCount(rejects)}, ${formatShare(rejects, records + rejects)}`;
}

/** In the zone of its reading: "2026-03-12 14:03:41.226 UTC+01:00". */
function timeText(timeUs: number | null, zone: string | null): string {
  return timeUs === null ? "None" : `${logDayAndClock(timeUs, zone ?? "UTC")} ${zone ?? "UTC"}`;
}

/** How much of the file the comparison is about; "" = all of it. */
export function comparedText({ gap, isComplete, comparedBytes, totalBytes }: ReparsePreview): string {
  const parts: string[] = [];
  if (gap !== null) {
    const head = formatBytes(gap.atByte);
    const tail = formatBytes(totalBytes - gap.atByte - gap.byteLength);
    parts.push(
      `Compared are the first ${head} and the last ${tail}; ${formatPlural(gap.records, "record")} between them are not counted here.`,
    );
  }
  if (!isComplete) parts.push(`The comparison ended after 10 s, with ${formatBytes(comparedBytes)} read.`);
  return parts.join(" ");
}
