import type { InstallationOutcome } from "#lib/model/log-file.ts";
import type { LogRecord } from "#lib/model/log-record.ts";
import { type Attempt, beginAttempt, endAttempt, lastAttempt, runningAttempt, suspectFirst } from "./attempt-book.ts";
import { type BookState, bookTracker, emptyBook } from "./book-tracker.ts";
import { exitCodeOutcome } from "./exit-code-outcome.ts";
import { failingLine } from "./failing-line.ts";

interface UpdateState extends BookState {
  /** Title of the update that the lines are about. */
  title: string | null;
}

const TITLE = /(?:^|\s)\*? ?Title = ['"]?([^'"\n]{1,200})/;
const STARTED = /\b(?:Installation Started: [^:\n]{1,120}|started installing the following update): ([^\n]{1,200})/i;
const SUCCESSFUL =
  /\b(?:Installation Successful: [^:\n]{1,120}|successfully installed the following update): ([^\n]{1,200})/i;
const FAILURE = /\bfailed to install the following update with error (0x[0-9a-f]{8}): ([^\n]{1,200})/i;
const CALL_ENDS =
  /\binstall(?:ation)?(?: call| of \d{1,4} updates?)? (?:completed|complete|finished)\b.{0,120}?\b(?:error|hr|result|exit code) ?= ?(0x[0-9a-f]{8})/i;
const CALL_BEGINS = /\*?\s?START\s?\*?.{0,20}\bInstall|\bInstalling updates? \(|\bBeginning install/i;
const REBOOT = /\breboot required ?[=:] ?(?:yes|true|1)\b|\bneeds? a (?:reboot|restart)\b/i;
/** One look that most lines fail. */
const MAYBE = /nstall|Title = |REPORT/;
const CODE = /\b(?:0x)?(8024[0-9a-f]{4}|8007[0-9a-f]{4}|800[bf][0-9a-f]{4})\b/i;

/** Updates installed by Windows Update: its reports, which have a fixed shape, and the calls of the agent. */
export const createUpdateTracker = bookTracker<UpdateState>(() => ({ ...emptyBook(), title: null }), observeUpdate);

function observeUpdate(state: UpdateState, record: LogRecord): void {
  const text = record.body.length > 2000 ? record.body.slice(0, 2000) : record.body;
  if (record.severityNumber < 13 && !MAYBE.test(text)) return;
  if (text.startsWith("REPORT EVENT:") && observeReport(state, record, text)) return;
  state.title = TITLE.exec(text)?.[1]?.trim() ?? state.title;
  const started = STARTED.exec(text)?.[1];
  if (started !== undefined) begin(state, record, started);
  else if (CALL_BEGINS.test(text) && state.title !== null) begin(state, record, state.title);
  const successful = SUCCESSFUL.exec(text)?.[1];
  const failure = FAILURE.exec(text);
  const ended = CALL_ENDS.exec(text)?.[1];
  if (successful !== undefined) end(state, record, { title: successful, code: "0", text });
  else if (failure) end(state, record, { title: failure[2] ?? "", code: failure[1] ?? "", text });
  else if (ended !== undefined) endCall(state, record, { code: ended, text });
  else noteTrouble(state, record, text);
}

/** Tab-separated: id, time, number, number, event, update, revision, code, client, Success or Failure, what, message. */
function observeReport(state: UpdateState, record: LogRecord, text: string): boolean {
  const [, , , , , , , code = "", , status = "", what = "", message = ""] = text.split("\t");
  if (what.trim() !== "Content Install") return false;
  const title = message.split("\n", 1)[0]?.split(": ").at(-1)?.trim() || "Windows update";
  const isStart = /^Pre-Deployment|^Started/i.test(status) || /^Installation (?:Started|Ready)/.test(message);
  if (isStart) begin(state, record, title);
  else if (/^Failure/i.test(status)) end(state, record, { title, code: hexOf(code), text: message });
  else if (/^Success/i.test(status)) end(state, record, { title, code: "0", text: message });
  return true;
}

function begin(state: UpdateState, record: LogRecord, title: string): void {
  const product = title.trim();
  state.title = product;
  beginAttempt(state, { key: product, product, record });
}

function end(
  state: UpdateState,
  record: LogRecord,
  { title, code, text }: { title: string; code: string; text: string },
): void {
  const product = title.trim() || "Windows update";
  const last = lastAttempt(state, product);
  // The report repeats what the agent said.
  if (last?.isOver && last.exitCode === code) return;
  const attempt = beginAttempt(state, { key: product, product, record });
  endAttempt(attempt, { outcome: outcomeOf(code, text), exitCode: code, record });
}

function endCall(state: UpdateState, record: LogRecord, { code, text }: { code: string; text: string }): void {
  for (const attempt of state.attempts) {
    if (attempt.isOver) continue;
    const zero = Number(code) === 0 ? "0" : code;
    endAttempt(attempt, { outcome: outcomeOf(zero, text), exitCode: zero, record });
  }
}

function outcomeOf(code: string, text: string): InstallationOutcome {
  const outcome = exitCodeOutcome(code);
  return outcome === "succeeded" && REBOOT.test(text) ? "reboot" : outcome;
}

function noteTrouble(state: UpdateState, record: LogRecord, text: string): void {
  const attempt =
    state.title === null ? onlyRunning(state) : (runningAttempt(state, state.title) ?? onlyRunning(state));
  if (attempt === null) return;
  const code = CODE.exec(text)?.[1];
  if (record.severityNumber >= 13 && code !== undefined)
    suspectFirst(attempt, failingLine(record, undefined, `0x${code}`));
  else if (record.severityNumber >= 17) suspectFirst(attempt, failingLine(record));
}

function onlyRunning(state: UpdateState): Attempt | null {
  return state.attempts.findLast(({ isOver }) => !isOver) ?? null;
}

function hexOf(code: string): string {
  const text = code.trim();
  return /^[0-9a-f]{1,8}$/i.test(text) && Number.parseInt(text, 16) !== 0 ? `0x${text.padStart(8, "0")}` : "0";
}
