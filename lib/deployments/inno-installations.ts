import type { InstallationOutcome } from "#lib/model/log-file.ts";
import type { LogRecord } from "#lib/model/log-record.ts";
import {
  type Attempt,
  beginAttempt,
  beginOfTrouble,
  endAttempt,
  noteConsequence,
  recover,
  renameAttempt,
  runningAttempt,
  suspectFirst,
} from "./attempt-book.ts";
import { type BookState, bookTracker, emptyBook } from "./book-tracker.ts";
import { failingLine } from "./failing-line.ts";

interface InnoState extends BookState {
  hasSucceeded: boolean;
  isAborted: boolean;
  isCancelled: boolean;
  needsRestart: boolean;
  exitCode: string | null;
}

/** Errors with more records between them are about different things. */
const RELATED_RECORDS = 30;
const KEY = "setup";
const FRESH = { hasSucceeded: false, isAborted: false, isCancelled: false, needsRestart: false, exitCode: null };
const BEGINS = /^Log opened\./;
const ENDS = /^Log closed\./;
const PROGRAM = /^(?:Original Setup EXE|Original Uninstall EXE|Setup program): ?([^\n]{1,400})/;
const SUCCEEDED = /^(?:Installation process succeeded|Uninstallation process succeeded|Removed all\? Yes)/;
const RESTART = /^Need to restart Windows\? Yes|^Will (?:not )?restart(?: Windows)?\b|^Restarting Windows/i;
const ABORTED = /^Got EAbort exception|^Fatal exception during/;
const FAILED =
  /^(?:Installation process failed|Fatal exception during|Failed to proceed to next wizard page; aborting|Setup failed)/;
const CANCELLED = /^User cancel+ed (?:the )?(?:installation|uninstallation|setup)|^Setup was cancel+ed/i;
const ROLLS_BACK = /^Rolling back changes/;
const EXIT = /^(?:\*{0,3} ?)?Setup exit code: (\d{1,3})/i;
const RETRIES = /^User chose (?:Retry|Try again|Ignore|Continue)|^Defaulting to (?:Retry|Ignore|Continue)/i;
/** Documented exit codes of Setup.exe. */
const EXIT_OUTCOMES: Readonly<Record<string, InstallationOutcome>> = {
  "0": "succeeded",
  "2": "cancelled",
  "5": "cancelled",
};

/** Inno Setup: the messages of its engine, which are never translated. */
export const createInnoTracker = bookTracker<InnoState>(() => ({ ...emptyBook(), ...FRESH }), observeInno);

function observeInno(state: InnoState, record: LogRecord): void {
  const text = record.body.length > 2000 ? record.body.slice(0, 2000) : record.body;
  if (BEGINS.test(text)) begin(state, record);
  const attempt = runningAttempt(state, KEY);
  if (attempt === null) return;
  const program = PROGRAM.exec(text)?.[1];
  if (program !== undefined) renameAttempt(state, attempt, programName(program));
  observeWords(state, { attempt, record, text });
  if (ENDS.test(text)) end(state, attempt, record);
}

function begin(state: InnoState, record: LogRecord): void {
  const last = runningAttempt(state, KEY);
  // The log of a setup that died has no end; the next run is appended to it.
  if (last !== null) end(state, last, record);
  beginAttempt(state, { key: KEY, product: "Inno Setup", record });
  Object.assign(state, FRESH);
}

function observeWords(
  state: InnoState,
  { attempt, record, text }: { attempt: Attempt; record: LogRecord; text: string },
): void {
  state.hasSucceeded ||= SUCCEEDED.test(text);
  state.needsRestart ||= RESTART.test(text) && !/not restart/i.test(text);
  state.isCancelled ||= CANCELLED.test(text);
  state.isAborted ||= ABORTED.test(text) || FAILED.test(text);
  state.exitCode = EXIT.exec(text)?.[1] ?? state.exitCode;
  if (RETRIES.test(text)) recover(attempt);
  else if (ROLLS_BACK.test(text)) noteConsequence(attempt, failingLine(record));
  else if (ABORTED.test(text) && attempt.suspects.length > 0) noteConsequence(attempt, failingLine(record));
  else if (record.severityNumber >= 17) suspectFirst(attempt, failingLine(record));
}

function end(state: InnoState, attempt: Attempt, record: LogRecord): void {
  const outcome = outcomeOf(state);
  endAttempt(attempt, {
    outcome,
    exitCode: state.exitCode,
    record,
    cause: beginOfTrouble(attempt.suspects, RELATED_RECORDS) ?? null,
  });
}

function outcomeOf({ hasSucceeded, isAborted, isCancelled, needsRestart, exitCode }: InnoState): InstallationOutcome {
  const byCode = exitCode === null ? null : (EXIT_OUTCOMES[exitCode] ?? "failed");
  if (byCode === "failed") return "failed";
  if (byCode === "succeeded" || (byCode === null && hasSucceeded)) return needsRestart ? "reboot" : "succeeded";
  if (isCancelled) return "cancelled";
  // Code 5 also stands for an abort after an error.
  if (isAborted) return "failed";
  return byCode ?? "unknown";
}

/** The file's name without folder and .exe. */
function programName(path: string): string {
  const file = path.trim().split(/[\\/]/).at(-1) ?? "";
  return file.replace(/\.exe$/i, "") || "Inno Setup";
}
