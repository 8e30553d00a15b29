import type { FailingLine, Installation, InstallationOutcome } from "#lib/model/log-file.ts";
import type { LogRecord } from "#lib/model/log-record.ts";
import { failingLine } from "./failing-line.ts";

/** One attempt at installing what `key` stands for (an app's id, the client, a task sequence). */
export interface Attempt {
  key: string;
  product: string;
  attempt: number;
  outcome: InstallationOutcome;
  isOver: boolean;
  exitCode: string | null;
  startedAtUs: number | null;
  finishedAtUs: number | null;
  firstFailingLine: FailingLine | null;
  /** Error lines since the attempt began: the earliest with each code, and the latest without. */
  suspects: FailingLine[];
}

export interface AttemptBook {
  attempts: Attempt[];
}

export interface AttemptEnd {
  outcome: InstallationOutcome;
  exitCode: string | null;
  record: LogRecord;
  /** The line that explains it, when it is not the ending record or a suspect with the same code. */
  cause?: FailingLine | null;
}

const MAX_ATTEMPTS = 200;
const MAX_SUSPECTS = 12;

/** The attempt now running for `key`, or null: none yet, or the last one is over. */
export function runningAttempt(book: AttemptBook, key: string): Attempt | null {
  const last = lastAttempt(book, key);
  return last === null || last.isOver ? null : last;
}

export function lastAttempt(book: AttemptBook, key: string): Attempt | null {
  return book.attempts.findLast((attempt) => attempt.key === key) ?? null;
}

/** The running attempt, or a new one. Beyond the cap the last attempt of the file is used again, so state stays small. */
export function beginAttempt(book: AttemptBook, start: { key: string; product: string; record: LogRecord }): Attempt {
  const last = lastAttempt(book, start.key);
  if (last !== null && (!last.isOver || book.attempts.length >= MAX_ATTEMPTS)) return last;
  const product = last?.product ?? clean(start.product);
  const begun: Attempt = {
    key: start.key,
    product,
    attempt: book.attempts.filter((attempt) => attempt.product === product).length + 1,
    outcome: "in_progress",
    isOver: false,
    exitCode: null,
    startedAtUs: start.record.timestampUs,
    finishedAtUs: null,
    firstFailingLine: null,
    suspects: [],
  };
  if (book.attempts.length < MAX_ATTEMPTS) book.attempts.push(begun);
  return begun;
}

export function endAttempt(attempt: Attempt, end: AttemptEnd): void {
  attempt.outcome = end.outcome;
  attempt.exitCode = end.exitCode;
  attempt.isOver = end.outcome !== "in_progress";
  attempt.finishedAtUs = attempt.isOver ? end.record.timestampUs : null;
  const isTrouble = end.outcome === "failed" || (end.outcome === "in_progress" && end.exitCode !== null);
  attempt.firstFailingLine = isTrouble ? (end.cause ?? explain(attempt, end)) : null;
  if (attempt.isOver) attempt.suspects = [];
}

/** Remembers an error line as a possible cause of the attempt's failure. */
export function suspect(attempt: Attempt, line: FailingLine): void {
  if (attempt.isOver) return;
  if (line.code !== null && attempt.suspects.some(({ code }) => sameCode(code, line.code))) return;
  if (line.code === null) attempt.suspects = attempt.suspects.filter(({ code }) => code !== null);
  attempt.suspects.push(line);
  if (attempt.suspects.length > MAX_SUSPECTS) attempt.suspects.shift();
}

/** Public view of the attempts, in the order of the file. */
export function asInstallations(book: AttemptBook): Installation[] {
  return book.attempts.map(({ key: _key, isOver: _isOver, suspects: _suspects, ...installation }) => installation);
}

function explain(attempt: Attempt, end: AttemptEnd): FailingLine {
  const withSameCode = attempt.suspects.find(({ code }) => end.exitCode !== null && sameCode(code, end.exitCode));
  return withSameCode ?? failingLine(end.record, undefined, end.exitCode ?? undefined);
}

function sameCode(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a.toLowerCase() === b.toLowerCase();
}

function clean(product: string): string {
  return (
    product
      .replace(/\p{Cc}+/gu, " ")
      .trim()
      .slice(0, 200) || "Unknown product"
  );
}
