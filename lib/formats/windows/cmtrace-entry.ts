/** One record of a CMTrace log as written; absent attributes are empty. */
export interface CmtraceEntry {
  kind: "entry";
  message: string;
  time: string;
  date: string;
  component: string;
  context: string;
  type: string;
  thread: string;
  file: string;
}

const SCRIPT = /\.(?:psm?1|vbs|wsf|cmd|bat|au3)(?::\d+)?$/i;

/** Whether a script wrote it: they name themselves, or the user they run as; ConfigMgr's own programs never do. */
export function isByScript({ context, file }: Pick<CmtraceEntry, "context" | "file">): boolean {
  return context !== "" || SCRIPT.test(file);
}

export const CMTRACE_OPENER = "<![LOG[";
/** Stands between the text and the rest of a simple record. */
export const SIMPLE_MARK = "$$<";
const CLOSER = "]LOG]!>";
const ATTRIBUTE = /([a-zA-Z]{1,20})="([^"]*)"/g;
/** Older "simple" records: the text, then $$, then component, time and thread in angle brackets. */
const SIMPLE =
  /^<([^<>]{0,200})><(\d{1,2}[-/]\d{1,2}[-/]\d{4}|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d) ([^<> ]{5,40})([^<>]{0,80})>(?:<thread=([^<> ]{0,20})[^<>]{0,40}>)?\s*$/;
/** A line copied from the window of CMTrace: the text, then component, date with time, and thread, by tabs. */
const COPIED =
  /\t([^\t]{0,200})\t(\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4})\.?,? {1,2}(\d{1,2}:\d\d:\d\d(?: ?[AaPp]\.?[Mm]\.?)?)\t(\d{1,10}) \(0x[\dA-Fa-f]{1,8}\)\s*$/;
const LONGEST_COPIED = 300;
const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

/** Whether a line ends with the columns that CMTrace puts behind the text when its lines are copied. */
export function isCopiedEnd(line: string): boolean {
  return line.trimEnd().endsWith(")") && COPIED.test(line.slice(-LONGEST_COPIED));
}

export function readCmtraceEntry(piece: string): CmtraceEntry | { kind: "reject"; reason: string } {
  const text = piece.trimStart();
  const isOpened = text.startsWith(CMTRACE_OPENER);
  const closerAt = closerOf(text);
  if (isOpened && closerAt >= 0) return readAttributes(text, closerAt);
  if (isOpened) return { kind: "reject", reason: "The record is cut off: its ]LOG]!> is missing." };
  if (closerAt >= 0) return { kind: "reject", reason: "The record's start is missing: there is no <![LOG[ before it." };
  return (
    readSimple(text) ??
    readCopied(piece) ?? { kind: "reject", reason: "Text outside any record: not between <![LOG[ and ]LOG]!>." }
  );
}

/** The closer with attributes behind it, or the last one when a record has none. */
function closerOf(text: string): number {
  const withAttributes = text.lastIndexOf(`${CLOSER}<`);
  return withAttributes >= 0 ? withAttributes : text.lastIndexOf(CLOSER);
}

/** What nearly every writer puts behind the closer, in this order. */
const USUAL =
  /<time="([^"]*)" date="([^"]*)" component="([^"]*)" context="([^"]*)" type="([^"]*)" thread="([^"]*)" file="([^"]*)">\s*$/y;

function readAttributes(text: string, closerAt: number): CmtraceEntry {
  USUAL.lastIndex = closerAt + CLOSER.length;
  const match = USUAL.exec(text);
  if (match === null) return readUnusual(text, closerAt);
  const [, time = "", date = "", component = "", context = "", type = "", thread = "", file = ""] = match;
  const message = text.slice(CMTRACE_OPENER.length, closerAt);
  return { kind: "entry", message: withUnixLineEnds(message), time, date, component, context, type, thread, file };
}

/** Longer attributes are no writer's: what is behind this is text. */
const MAX_ATTRIBUTES = 4096;

function readUnusual(text: string, closerAt: number): CmtraceEntry {
  const attributes = new Map<string, string>();
  const from = closerAt + CLOSER.length;
  const tail = text.slice(from, from + MAX_ATTRIBUTES);
  for (const [, name = "", value = ""] of tail.matchAll(ATTRIBUTE)) attributes.set(name.toLowerCase(), value);
  const get = (name: string) => attributes.get(name) ?? "";
  const trailing = text.slice(from + tail.lastIndexOf(">") + 1).trim();
  const message = text.slice(CMTRACE_OPENER.length, closerAt);
  return {
    kind: "entry",
    // What a writer put behind the attributes is kept with the message.
    message: withUnixLineEnds(trailing === "" ? message : `${message}\n${trailing}`),
    time: get("time"),
    date: get("date"),
    component: get("component"),
    context: get("context"),
    type: get("type"),
    thread: get("thread"),
    file: get("file"),
  };
}

function withUnixLineEnds(text: string): string {
  return text.includes("\r") ? text.replaceAll("\r\n", "\n") : text;
}

function readSimple(text: string): CmtraceEntry | null {
  const markAt = text.lastIndexOf(SIMPLE_MARK);
  const match = markAt < 0 ? null : SIMPLE.exec(text.slice(markAt + 2, markAt + 700));
  if (match === null) return null;
  const [, component = "", day = "", time = "", rest = "", thread = ""] = match;
  // The line end of the writer's own text is written as a tilde.
  const message = text.slice(0, markAt).trimEnd().replace(/~$/, "").trimEnd().replaceAll("\r\n", "\n");
  const date = simpleDate(day, rest);
  return { kind: "entry", message, time, date, component, context: "", type: "1", thread, file: "" };
}

/** What is copied says no type, so a copied record has no level. */
function readCopied(text: string): CmtraceEntry | null {
  const from = Math.max(0, text.length - LONGEST_COPIED);
  const match = text.trimEnd().endsWith(")") ? COPIED.exec(text.slice(from)) : null;
  if (match === null) return null;
  const [, component = "", date = "", time = "", thread = ""] = match;
  const message = withUnixLineEnds(text.slice(0, from + match.index)).trim();
  return { kind: "entry", message, time, date, component, context: "", type: "", thread, file: "" };
}

/** "Wed Nov 18" with " 2026 Pacific Standard Time" behind the time, or a date in numbers, as month-day-year. */
function simpleDate(day: string, rest: string): string {
  const month = MONTHS.indexOf(day.slice(4, 7));
  if (/^\d/.test(day) || month < 0) return day;
  return `${month / 3 + 1}-${day.slice(8).trim()}-${rest.trim().slice(0, 4)}`;
}
