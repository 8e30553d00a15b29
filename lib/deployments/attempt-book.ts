import type { FailingLine, Installation, InstallationOutcome } from "#lib/model/log-file.ts";
import type { LogRecord } from "#lib/model/log-record.ts";
import { failingLine } from "./failing-line.ts";
import { type FailureStory, type LineRef, lineRef, tellFailure } from "./failure-story.ts";

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
  /** Records that only pass a failure on: a step that ends with it, a rollback. Older states have none. */
  consequences?: LineRef[];
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
  /** Why that line, when there is more to say than that it came first. */
  reason?: string;
  /**
   * Errors explain the end even without its code: the earliest of those that lie so few records apart that they are one
   * trouble. What was further before was survived.
   */
  relatedWithinRecords?: number;
}

const MAX_ATTEMPTS = 200;
const MAX_SUSPECTS = 12;
const MAX_CONSEQUENCES = 3;
const MAX_EXPLAINED = 16;

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
    consequences: [],
  };
  if (book.attempts.length < MAX_ATTEMPTS) book.attempts.push(begun);
  // Many at once are those whose ends the log does not tell: only the newest keep what may explain them.
  const running = book.attempts.filter(({ isOver }) => !isOver);
  if (running.length > MAX_EXPLAINED)
    Object.assign(running[running.length - MAX_EXPLAINED - 1] ?? {}, { suspects: [] });
  return begun;
}

/** Gives an attempt the name that its log says only later; the number follows the name. */
export function renameAttempt(book: AttemptBook, attempt: Attempt, product: string): void {
  const name = clean(product);
  if (attempt.product === name) return;
  attempt.product = name;
  const before = book.attempts.slice(0, Math.max(0, book.attempts.indexOf(attempt)));
  attempt.attempt = before.filter((other) => other.product === name).length + 1;
}

export function endAttempt(attempt: Attempt, end: AttemptEnd): void {
  attempt.outcome = end.outcome;
  attempt.exitCode = end.exitCode;
  attempt.isOver = end.outcome !== "in_progress";
  attempt.finishedAtUs = attempt.isOver ? end.record.timestampUs : null;
  const isTrouble = end.outcome === "failed" || (end.outcome === "in_progress" && end.exitCode !== null);
  attempt.firstFailingLine = isTrouble ? tellFailure(storyOf(attempt, end)) : null;
  if (!attempt.isOver) return;
  attempt.suspects = [];
  attempt.consequences = [];
}

/** Remembers an error line as a possible cause of the attempt's failure. */
export function suspect(attempt: Attempt, line: FailingLine): void {
  if (attempt.isOver) return;
  if (line.code !== null && attempt.suspects.some(({ code }) => sameCode(code, line.code))) return;
  if (line.code === null) attempt.suspects = attempt.suspects.filter(({ code }) => code !== null);
  attempt.suspects.push(line);
  if (attempt.suspects.length > MAX_SUSPECTS) attempt.suspects.shift();
}

/** Remembers an error line, each once: the earliest stays, also among those without a code. */
export function suspectFirst(attempt: Attempt, line: FailingLine): void {
  if (attempt.isOver) return;
  const isKnown = attempt.suspects.some(({ code, text }) =>
    line.code === null ? code === null && text === line.text : sameCode(code, line.code),
  );
  if (!isKnown) attempt.suspects.push(line);
  if (attempt.suspects.length > MAX_SUSPECTS) attempt.suspects.shift();
}

/** The earliest of the last errors that have at most so many records between one and the next. */
export function beginOfTrouble(suspects: readonly FailingLine[], withinRecords: number): FailingLine | undefined {
  let first = suspects.at(-1);
  for (const line of suspects.toReversed()) {
    if (first === undefined || first.recordNumber - line.recordNumber > withinRecords) break;
    first = line;
  }
  return first;
}

/** What went wrong until now was put right: a retry, or a step that ended well. */
export function recover(attempt: Attempt): void {
  attempt.suspects = [];
  attempt.consequences = [];
}

/** Remembers a record that only passes a failure on. */
export function noteConsequence(attempt: Attempt, line: FailingLine): void {
  const known = attempt.consequences ?? [];
  if (!attempt.isOver && known.length < MAX_CONSEQUENCES) attempt.consequences = [...known, lineRef(line)];
}

/** Public view of the attempts, in the order of the file. */
export function asInstallations(book: AttemptBook): Installation[] {
  return book.attempts.map(
    ({ key: _key, isOver: _isOver, suspects: _suspects, consequences: _consequences, ...installation }) => installation,
  );
}

function storyOf(attempt: Attempt, end: AttemptEnd): FailureStory {
  const exit = lineRef(failingLine(end.record));
  const consequences = attempt.consequences;
  const given = end.cause ?? null;
  if (given !== null) {
    const reason = end.reason ?? given.reason ?? reasonOf(given, exit, attempt);
    return { cause: given, reason, consequences, exit };
  }
  const withSameCode = attempt.suspects.find(({ code }) => end.exitCode !== null && sameCode(code, end.exitCode));
  if (withSameCode) {
    const reason = `It is the first line with ${withSameCode.code}, the code that this attempt ended with.`;
    return { cause: withSameCode, reason, consequences, exit };
  }
  const first = end.relatedWithinRecords ? beginOfTrouble(attempt.suspects, end.relatedWithinRecords) : undefined;
  const cause = first ?? failingLine(end.record, undefined, end.exitCode ?? undefined);
  return { cause, reason: end.reason ?? reasonOf(cause, exit, attempt), consequences, exit };
}

function reasonOf(cause: FailingLine, exit: LineRef, attempt: Attempt): string {
  if (cause.recordNumber !== exit.recordNumber) {
    return "It is the first error of this attempt that nothing after it put right.";
  }
  return attempt.suspects.length > 0
    ? "It states the failure itself; the errors before it carry other codes."
    : "No line before it says why: it is the line that states the failure.";
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
