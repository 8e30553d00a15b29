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

export const CMTRACE_OPENER = "<![LOG[";
const CLOSER = "]LOG]!>";
const ATTRIBUTE = /([a-zA-Z]{1,20})="([^"]*)"/g;
/** Older "simple" records: the text, then $$, then component, time and thread in angle brackets. */
const SIMPLE =
  /^<([^<>]{0,200})><(\d{1,2}[-/]\d{1,2}[-/]\d{4}) ([^<> ]{5,40})>(?:<thread=([^<> ]{0,20})[^<>]{0,40}>)?\s*$/;

export function readCmtraceEntry(text: string): CmtraceEntry | { kind: "reject"; reason: string } {
  const isOpened = text.startsWith(CMTRACE_OPENER);
  const closerAt = text.lastIndexOf(`${CLOSER}<`);
  if (isOpened && closerAt >= 0) return readAttributes(text, closerAt);
  if (isOpened) return { kind: "reject", reason: "The record is cut off: its ]LOG]!> is missing." };
  if (closerAt >= 0) return { kind: "reject", reason: "The record's start is missing: there is no <![LOG[ before it." };
  return readSimple(text) ?? { kind: "reject", reason: "Text outside any record: not between <![LOG[ and ]LOG]!>." };
}

function readAttributes(text: string, closerAt: number): CmtraceEntry {
  const message = text.slice(CMTRACE_OPENER.length, closerAt).replaceAll("\r\n", "\n");
  const attributes = new Map<string, string>();
  const tail = text.slice(closerAt + CLOSER.length, closerAt + CLOSER.length + 4096);
  for (const [, name = "", value = ""] of tail.matchAll(ATTRIBUTE)) attributes.set(name.toLowerCase(), value);
  const get = (name: string) => attributes.get(name) ?? "";
  return {
    kind: "entry",
    message,
    time: get("time"),
    date: get("date"),
    component: get("component"),
    context: get("context"),
    type: get("type"),
    thread: get("thread"),
    file: get("file"),
  };
}

function readSimple(text: string): CmtraceEntry | null {
  const markAt = text.lastIndexOf("$$<");
  const match = markAt < 0 ? null : SIMPLE.exec(text.slice(markAt + 2, markAt + 600));
  if (match === null) return null;
  const [, component = "", date = "", time = "", thread = ""] = match;
  const message = text.slice(0, markAt).trimEnd();
  return { kind: "entry", message, time, date, component, context: "", type: "1", thread, file: "" };
}
