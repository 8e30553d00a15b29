import type { LogRecord } from "#lib/model/log-record.ts";
import { type AttemptBook, beginAttempt, endAttempt, runningAttempt, suspect } from "./attempt-book.ts";
import { exitCodeOutcome } from "./exit-code-outcome.ts";
import { codeIn, failingLine } from "./failing-line.ts";

/** What ConfigMgr's own logs have said: its client's setup and the apps its client enforces. */
export interface ConfigmgrState extends AttemptBook {
  /** Thread of the setup that handed over to the service and then ends with 0. */
  handedOverThread: string | null;
  /** The app AppEnforce works on. */
  enforcedApp: string | null;
}

const CLIENT = "ConfigMgr client";
const CLIENT_EXIT = /^CcmSetup is exiting with return code (\d{1,10})/;
const CLIENT_FAILED = /^CcmSetup failed with error code (0x[0-9a-f]{1,8}|\d{1,10})/i;
/** Documented return code of ccmsetup.exe: done once the device has restarted. */
const CLIENT_REBOOT = "7";

const APP_START = /^\++ (?:Starting|Began) \w{1,20} enforcement for App DT "([^"\n]{1,200})"/;
const APP_EXIT = /\bterminated with exitcode: (-?\d{1,10})/;
const APP_MATCHED = /^Matched exit code (-?\d{1,10}) to an? (\w{1,20}) entry/;
const APP_UNMATCHED = /^Unmatched exit code \((-?\d{1,10})\) is considered an execution failure/;
const APP_FAILED = /^\+* ?Failed to enforce app\. Error (0x[0-9a-f]{8})/i;
const APP_COMPLETED = /^\++ ?App enforcement completed/;

export function isConfigmgrRecord(record: LogRecord): boolean {
  return record.logger === "ccmsetup" || record.logger === "AppEnforce";
}

export function observeConfigmgr(state: ConfigmgrState, record: LogRecord): void {
  if (record.logger === "ccmsetup") observeClient(state, record);
  else observeApp(state, record);
}

function observeClient(state: ConfigmgrState, record: LogRecord): void {
  const { body } = record;
  const thread = String(record.attributes?.["thread.id"] ?? "");
  const start = { key: CLIENT, product: CLIENT, record };
  if (body.includes("ccmsetup started in process")) beginAttempt(state, start);
  if (body.startsWith("Successfully started the ccmsetup service")) state.handedOverThread = thread;
  const failed = CLIENT_FAILED.exec(body)?.[1];
  const exited = CLIENT_EXIT.exec(body)?.[1];
  if (failed !== undefined) {
    endAttempt(beginAttempt(state, start), { outcome: "failed", exitCode: failed, record });
  } else if (exited !== undefined && !(exited === "0" && state.handedOverThread === thread)) {
    const outcome = exited === "0" ? "succeeded" : exited === CLIENT_REBOOT ? "reboot" : "failed";
    endAttempt(beginAttempt(state, start), { outcome, exitCode: exited, record });
  } else {
    noteError(state, CLIENT, record);
  }
}

function observeApp(state: ConfigmgrState, record: LogRecord): void {
  const body = record.body.slice(0, 2000).trim();
  const started = APP_START.exec(body)?.[1];
  if (started !== undefined) state.enforcedApp = started;
  const app = state.enforcedApp;
  if (app === null) return;
  const key = `app ${app}`;
  if (started !== undefined) beginAttempt(state, { key, product: app, record });
  const attempt = runningAttempt(state, key);
  if (attempt === null) return;
  const matched = APP_MATCHED.exec(body);
  const unmatched = APP_UNMATCHED.exec(body)?.[1];
  const failed = APP_FAILED.exec(body)?.[1];
  if (matched)
    endAttempt(attempt, {
      outcome: matchedOutcome(matched[2] ?? "", matched[1] ?? ""),
      exitCode: matched[1] ?? null,
      record,
    });
  else if (unmatched !== undefined) endAttempt(attempt, { outcome: "failed", exitCode: unmatched, record });
  else if (failed !== undefined) endAttempt(attempt, { outcome: "failed", exitCode: failed, record });
  else if (APP_COMPLETED.test(body) && attempt.exitCode !== null) {
    endAttempt(attempt, { outcome: exitCodeOutcome(attempt.exitCode), exitCode: attempt.exitCode, record });
  } else {
    const exitCode = APP_EXIT.exec(body)?.[1];
    attempt.exitCode = exitCode ?? attempt.exitCode;
    if (exitCode !== undefined && exitCode !== "0") suspect(attempt, failingLine(record, undefined, exitCode));
    else noteError(state, key, record);
  }
}

function matchedOutcome(entry: string, exitCode: string) {
  // Packages that the user can put off have the code retried at once.
  if (entry !== "Success" && exitCodeOutcome(exitCode) === "deferred") return "deferred";
  if (entry === "Success") return "succeeded";
  if (entry.endsWith("Reboot")) return "reboot";
  return entry === "FastRetry" ? "in_progress" : "failed";
}

/** An error by its type, or a failure with a code that ConfigMgr wrote as information. */
function noteError(state: AttemptBook, key: string, record: LogRecord): void {
  const isError =
    record.severityNumber >= 17 ||
    (/\bfailed\b/i.test(record.body.slice(0, 500)) && codeIn(record.body.slice(0, 500)) !== null);
  const attempt = isError ? runningAttempt(state, key) : null;
  if (attempt !== null) suspect(attempt, failingLine(record));
}
