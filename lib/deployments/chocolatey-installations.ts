import type { InstallationOutcome } from "#lib/model/log-file.ts";
import type { LogRecord } from "#lib/model/log-record.ts";
import {
  type Attempt,
  beginAttempt,
  endAttempt,
  lastAttempt,
  renameAttempt,
  runningAttempt,
  suspectFirst,
} from "./attempt-book.ts";
import { type BookState, bookTracker, emptyBook } from "./book-tracker.ts";
import { exitCodeOutcome } from "./exit-code-outcome.ts";
import { failingLine } from "./failing-line.ts";

interface ChocolateyState extends BookState {
  /** Packages at work, the innermost last: a package installs what it depends on first. */
  open: string[];
  /** Exit code of an installer that wants a restart. */
  rebootCode: string | null;
}

/** Errors with more records between them are about different things. */
const RELATED_RECORDS = 10;
const MAX_OPEN = 20;
const BEGINS = /^\s*([\w.-]{1,100}) v(\d[\w.+-]{0,40})(?: \(forced\))?(?: \[[^\]\n]{1,60}\])?(?: - [^\n]{0,80})?\s*$/;
const WAS = /^\s*The (?:un)?(?:install|upgrade|uninstall) of ([\w.-]{1,100}) was (NOT )?successful/i;
const ALREADY = /^\s*([\w.-]{1,100}) v(\d[\w.+-]{0,40}) (?:(?:is )?already installed|is the latest version available)/i;
const HAS_BEEN = /^\s*([\w.-]{1,100}) has been (?:successfully )?(?:un)?(?:installed|upgraded)\b/i;
const NOT_DONE = /^\s*([\w.-]{1,100}) not (?:un)?(?:install|upgrad|uninstall)ed\. /i;
const LISTED = /^\s*-\s([\w.-]{1,100})(?: \(exited (-?\d{1,10})\))? - /gm;
const RAN = /\bExit code was '(-?\d{1,10})'/;
const NATIVE = /\b(?:exit code|exited)[: '(]{1,3}(3010|1641)\b/i;
const EXITING = /^Exiting with (-?\d{1,10})/;
const CANCELLED = /\b(?:user (?:cancel+ed|aborted)|operation was cancel+ed)\b|^\s*Exiting chocolatey abnormally/i;

/** Packages of Chocolatey, each an installation of its own. */
export const createChocolateyTracker = bookTracker<ChocolateyState>(
  () => ({ ...emptyBook(), open: [], rebootCode: null }),
  observeChocolatey,
);

function observeChocolatey(state: ChocolateyState, record: LogRecord): void {
  const text = record.body.length > 4000 ? record.body.slice(0, 4000) : record.body;
  const begun = BEGINS.exec(text);
  if (begun) begin(state, record, { name: begun[1] ?? "", version: begun[2] ?? "" });
  const current = currentAttempt(state);
  if (current !== null && record.severityNumber >= 17) suspectFirst(current, failingLine(record));
  if (current !== null && text.includes("Exit code was")) current.exitCode = RAN.exec(text)?.[1] ?? current.exitCode;
  if (current !== null && CANCELLED.test(text)) {
    for (const key of state.open) endCancelled(state, key, record);
    state.open = [];
  }
  if (/3010|1641/.test(text)) state.rebootCode = NATIVE.exec(text)?.[1] ?? state.rebootCode;
  observeResult(state, record, text);
  const exit = EXITING.exec(text)?.[1];
  if (exit !== undefined) endRun(state, record, exit);
}

function begin(state: ChocolateyState, record: LogRecord, { name, version }: { name: string; version: string }): void {
  // "Chocolatey v2.4.1" is the program's own line.
  if (name === "Chocolatey") return;
  const key = name.toLowerCase();
  const attempt = beginAttempt(state, { key, product: `${name} ${version}`, record });
  renameAttempt(state, attempt, `${name} ${version}`);
  if (!state.open.includes(key) && state.open.length < MAX_OPEN) state.open.push(key);
}

function currentAttempt(state: ChocolateyState): Attempt | null {
  const key = state.open.at(-1);
  return key === undefined ? null : runningAttempt(state, key);
}

function observeResult(state: ChocolateyState, record: LogRecord, text: string): void {
  const was = WAS.exec(text);
  if (was) end(state, record, { name: was[1] ?? "", hasFailed: was[2] !== undefined });
  const already = ALREADY.exec(text);
  if (already) {
    begin(state, record, { name: already[1] ?? "", version: already[2] ?? "" });
    end(state, record, { name: already[1] ?? "", hasFailed: false });
  }
  const hasBeen = HAS_BEEN.exec(text)?.[1];
  if (hasBeen !== undefined) end(state, record, { name: hasBeen, hasFailed: false });
  const notDone = NOT_DONE.exec(text)?.[1];
  if (notDone !== undefined) end(state, record, { name: notDone, hasFailed: true });
  if (!/^\s*(?:Failures|- )/.test(text)) return;
  for (const [, name = "", exitCode] of text.matchAll(LISTED)) end(state, record, { name, hasFailed: true, exitCode });
}

function end(
  state: ChocolateyState,
  record: LogRecord,
  { name, hasFailed, exitCode }: { name: string; hasFailed: boolean; exitCode?: string },
): void {
  const key = name.toLowerCase();
  state.open = state.open.filter((one) => one !== key);
  const last = lastAttempt(state, key);
  // The list of failures at the end repeats what was said, sometimes with the exit code.
  if (last?.isOver && hasFailed) {
    if (last.outcome === "failed" && exitCode !== undefined) last.exitCode ??= exitCode;
    return;
  }
  if (last === null && !hasFailed) return;
  const attempt = last ?? beginAttempt(state, { key, product: name, record });
  const code = exitCode ?? attempt.exitCode;
  endAttempt(attempt, { ...result(state, { hasFailed, code, record }), record, relatedWithinRecords: RELATED_RECORDS });
}

function result(
  state: ChocolateyState,
  { hasFailed, code, record }: { hasFailed: boolean; code: string | null; record: LogRecord },
): { outcome: InstallationOutcome; exitCode: string | null } {
  if (!hasFailed) {
    const reboot = state.rebootCode;
    state.rebootCode = null;
    return reboot === null ? { outcome: "succeeded", exitCode: code ?? "0" } : { outcome: "reboot", exitCode: reboot };
  }
  const byCode = code === null ? "failed" : exitCodeOutcome(code);
  const isCancelled = byCode === "cancelled" || CANCELLED.test(record.body);
  return { outcome: isCancelled ? "cancelled" : "failed", exitCode: code };
}

function endCancelled(state: ChocolateyState, key: string, record: LogRecord): void {
  const attempt = runningAttempt(state, key);
  if (attempt !== null) endAttempt(attempt, { outcome: "cancelled", exitCode: null, record });
}

/** What is still open when Chocolatey exits has the exit code of the run. */
function endRun(state: ChocolateyState, record: LogRecord, exitCode: string): void {
  for (const key of state.open) {
    const attempt = runningAttempt(state, key);
    if (attempt === null) continue;
    endAttempt(attempt, {
      outcome: exitCodeOutcome(exitCode),
      exitCode,
      record,
      relatedWithinRecords: RELATED_RECORDS,
    });
  }
  Object.assign(state, { open: [], rebootCode: null });
}
