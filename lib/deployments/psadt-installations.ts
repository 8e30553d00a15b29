import type { InstallationOutcome } from "#lib/model/log-file.ts";
import type { LogRecord } from "#lib/model/log-record.ts";
import {
  type Attempt,
  type AttemptBook,
  beginAttempt,
  endAttempt,
  lastAttempt,
  recover,
  renameAttempt,
  runningAttempt,
  suspectFirst,
} from "./attempt-book.ts";
import { type BookState, bookTracker, emptyBook } from "./book-tracker.ts";
import { exitCodeOutcome } from "./exit-code-outcome.ts";
import { failingLine } from "./failing-line.ts";

/** What the lines of a deployment script have said, whichever format they are written in. */
export interface PsadtWords extends AttemptBook {
  isDeferred: boolean;
  isCancelled: boolean;
}

type PsadtState = BookState & PsadtWords;

/** Errors with more records between them are about different things. */
const RELATED_RECORDS = 5;
const KEY = "script";
const BEGINS = /^\[([^\]\n]{1,160})\] (?:setup|install(?:ation)?|uninstall(?:ation)?|repair|deployment) started/i;
const ENDS =
  /^\[?([^\]\n]{1,160}?)\]? (?:install|uninstall|repair|deployment)(?:ation)? completed (?:in \[[^\]\n]{1,40}\] (?:seconds )?)?with exit code \[(-?\d{1,10})\]/i;
const DEFERRED =
  /\binstallation (?:was )?deferred by the user\b|\buser (?:has )?(?:chosen|chose|selected|elected) to defer\b|\bdeferred by (?:the )?user\b|\bnot actioned before the timeout\b|\bDeferral (?:selected|chosen)\b/i;
const CANCELLED =
  /\binstallation (?:was )?cancel+ed by the user\b|\buser (?:has )?(?:chosen|chose) to cancel\b|\bcancel+ed by (?:the )?user\b/i;
const WENT_WELL =
  /\bcompleted successfully\b|\bsuccessful(?:ly)? (?:with )?exit code \[(?:0|3010|1641)\]|\bexit code \[0\]|\binstalled successfully\b|\bretry(?:ing)?\b/i;

/** Deployments of PSAppDeployToolkit's plain log: one script, its errors, and the code it hands on. */
export const createPsadtTracker = bookTracker<PsadtState>(
  () => ({ ...emptyBook(), isDeferred: false, isCancelled: false }),
  (state, record) => observePsadt(state, record, record.body),
);

/** Takes the next record of a script's log; `body` is its text without the columns that some formats leave in it. */
export function observePsadt(state: PsadtWords, record: LogRecord, body: string): void {
  const text = body.length > 2000 ? body.slice(0, 2000) : body;
  const product = BEGINS.exec(text)?.[1];
  if (product !== undefined) begin(state, record, product);
  state.isDeferred ||= DEFERRED.test(text);
  state.isCancelled ||= CANCELLED.test(text);
  const ended = ENDS.exec(text);
  if (ended) {
    end(state, record, { product: ended[1] ?? "", exitCode: ended[2] ?? "" });
    return;
  }
  const attempt = runningAttempt(state, KEY);
  if (attempt !== null) observeProgress(attempt, record, text);
}

function begin(state: PsadtWords, record: LogRecord, product: string): void {
  const last = runningAttempt(state, KEY);
  if (last !== null && last.product !== product) endAttempt(last, { outcome: "unknown", exitCode: null, record });
  renameAttempt(state, beginAttempt(state, { key: KEY, product, record }), product);
  Object.assign(state, { isDeferred: false, isCancelled: false });
}

function observeProgress(attempt: Attempt, record: LogRecord, text: string): void {
  if (record.severityNumber >= 17) suspectFirst(attempt, failingLine(record));
  else if (WENT_WELL.test(text)) recover(attempt);
}

function end(state: PsadtWords, record: LogRecord, { product, exitCode }: { product: string; exitCode: string }): void {
  const last = lastAttempt(state, KEY);
  if (last?.isOver && last.product === product && last.exitCode === exitCode) return;
  const attempt = beginAttempt(state, { key: KEY, product, record });
  renameAttempt(state, attempt, product);
  endAttempt(attempt, { outcome: outcomeOf(state, exitCode), exitCode, record, relatedWithinRecords: RELATED_RECORDS });
  Object.assign(state, { isDeferred: false, isCancelled: false });
}

/** The code first; packages may give deferring and closing codes of their own, which only the words explain. */
function outcomeOf(state: PsadtWords, exitCode: string): InstallationOutcome {
  const byCode = exitCodeOutcome(exitCode);
  if (byCode === "succeeded" || byCode === "reboot" || byCode === "deferred") return byCode;
  if (state.isDeferred) return "deferred";
  return state.isCancelled ? "cancelled" : byCode;
}
