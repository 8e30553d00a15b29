import type { FailingLine } from "#lib/model/log-file.ts";
import type { LogRecord } from "#lib/model/log-record.ts";
import { type LineRef, lineRef } from "./failure-story.ts";

/** Errors that are about the same thing. */
export interface ErrorGroup {
  key: string;
  /** The earliest. */
  line: FailingLine;
  last: LineRef | null;
  count: number;
  /** True when a later record says that the trouble is over, until it comes back. */
  isTakenBack: boolean;
}

const MAX_GROUPS = 24;
const MAX_KEY_CHARS = 80;
const MAX_TEXT_CHARS = 300;

/** What an error is about: its words without numbers, ids and quoted values; for an answer of a web server its status and path. */
export function errorGroupKey(record: LogRecord, text: string): string {
  const status = record.httpStatusCode;
  if (status !== undefined && record.url !== undefined) {
    const path = record.url.split(/[?#]/, 1)[0] ?? "";
    return `${status} ${masked(path.slice(0, 200))}`.slice(0, MAX_KEY_CHARS);
  }
  const line = text.split("\n", 1)[0] ?? "";
  return masked(line.slice(0, 200)).slice(0, MAX_KEY_CHARS);
}

/** Counts an error; the groups that occurred least and last make room when there are too many. */
export function groupError(groups: ErrorGroup[], { key, line }: { key: string; line: FailingLine }): void {
  const known = groups.find((group) => group.key === key);
  if (known?.isTakenBack) {
    Object.assign(known, { line: short(line), last: null, count: 1, isTakenBack: false });
    return;
  }
  if (known) {
    known.count++;
    known.last = lineRef(line);
    return;
  }
  if (groups.length >= MAX_GROUPS) groups.splice(leastOf(groups), 1);
  groups.push({ key, line: short(line), last: null, count: 1, isTakenBack: false });
}

/** The errors of an episode are over. */
export function takeBackErrors(groups: ErrorGroup[], episode: readonly FailingLine[], untilNumber: number): void {
  const from = episode[0]?.recordNumber ?? untilNumber;
  for (const group of groups) {
    const lastNumber = group.last?.recordNumber ?? group.line.recordNumber;
    if (lastNumber >= from && lastNumber <= untilNumber) group.isTakenBack = true;
  }
}

function masked(text: string): string {
  return text
    .replace(/"[^"]{0,200}"|'[^']{0,200}'/g, "*")
    .replace(/[\w.:-]*\d[\w.:-]*/g, "#")
    .trim();
}

function short(line: FailingLine): FailingLine {
  return { ...line, text: line.text.slice(0, MAX_TEXT_CHARS) };
}

function leastOf(groups: readonly ErrorGroup[]): number {
  let least = 0;
  for (const [index, group] of groups.entries()) {
    if (group.count < (groups[least]?.count ?? 0)) least = index;
  }
  return least;
}
