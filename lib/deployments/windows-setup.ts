import type { FailingLine, InstallationOutcome } from "#lib/model/log-file.ts";
import type { LogRecord } from "#lib/model/log-record.ts";
import {
  type Attempt,
  beginAttempt,
  endAttempt,
  lastAttempt,
  noteConsequence,
  runningAttempt,
} from "./attempt-book.ts";
import { type BookState, bookTracker, emptyBook } from "./book-tracker.ts";
import { failingLine } from "./failing-line.ts";
import { setupPhase } from "./setup-phase.ts";

interface SetupState extends BookState {
  phase: string | null;
  /** The first operation of the setup that says it failed. */
  failedOperation: FailingLine | null;
  /** The last errors, in order; among hundreds of harmless ones, those just before the end are about it. */
  recent: FailingLine[];
}

const KEY = "windows setup";
const PRODUCT = "Windows setup";
const BEGINS = /SetupHost Logging Begin|^SetupHost::Initialize: CmdLine|^Setup Commandline|^Starting Windows Setup/i;
const PHASE =
  /\b(?:phase|Phase)\b.{0,40}?\[?(?:SetupPhase)?(Downlevel|SafeOS|Safe OS|FirstBoot|First Boot|SecondBoot|OOBE|OOBEBoot|Finalize)\b/i;
const RESULT =
  /\b(?:CSetupHost|SetupHost|CSetupManager|CSetupUIManager|CDlpManager)::\w{1,40}(?:\(\d{1,6}\))?: ?Result = (0x[0-9a-f]{1,8})(?:\s?-\s?(0x[0-9a-f]{5}))?/i;
const EXTENDED = /\b(0xC19\d[0-9a-f]{4})\s{0,2}[-,]\s{0,2}(0x[0-9a-f]{5})\b/i;
const LAST_PHASE = /^(?:OOBE|OOBEBoot|SecondBoot|Finalize)$/i;
const OPERATION_FAILED = /^Operation failed: |\bOperation .{1,80} failed\b/i;
const MAX_RECENT = 12;
/** Errors within this time before the end belong to it. */
const RELATED_US = 120_000_000;
/** Errors this long after a failed attempt are those of another one. */
const NEXT_ATTEMPT_US = 600_000_000;
const COMPAT = /\b0xC190(?:0200|0202|0204|0208|020E)\b/i;
const NO_ISSUES = /\b0xC1900210\b/i;
/** One look that nearly every line of the thousands fails. */
const MAYBE = /hase|Result = |0x[Cc]1|uccess|OOBE|SetupHost|mandline|Starting|[Rr]oll|ndo|ancel/;
const CANCELLED = /\b(?:0xC1900215|0x800704C7)\b|\buser cancel+ed\b/i;
const ROLLBACK = /\broll(?:ing)? ?back\b|\bRollback\b|\bUndo\b.{0,40}\bcomplete/i;
const SUCCEEDED =
  /\b(?:setup|upgrade|installation)\b.{0,40}\b(?:completed|finished) successfully\b|\bwindows (?:was|has been) (?:successfully )?(?:installed|upgraded)\b|\bOOBE (?:completed|finished)\b|\bsetup phase change\b.{0,80}->\s?\[SetupPhaseComplete/i;

/** Windows Setup and upgrades: phases, the result of the host, and rollbacks (setupact.log, setuperr.log). */
export const createWindowsSetupTracker = bookTracker<SetupState>(
  () => ({ ...emptyBook(), phase: null, failedOperation: null, recent: [] }),
  observeSetup,
);

function observeSetup(state: SetupState, record: LogRecord): void {
  const text = record.body.length > 2000 ? record.body.slice(0, 2000) : record.body;
  if (record.severityNumber < 17 && !MAYBE.test(text)) return;
  if (BEGINS.test(text)) begin(state, record);
  state.phase = PHASE.exec(text)?.[1] ?? state.phase;
  if (runningAttempt(state, KEY) === null && !beginLate(state, record, text)) return;
  const attempt = runningAttempt(state, KEY);
  if (attempt === null) return;
  const extended = EXTENDED.exec(text);
  const result = RESULT.exec(text);
  if (extended) fail(state, attempt, { record, code: extended[1] ?? "", extended: extended[2] });
  else if (result) observeResult(state, attempt, { record, code: result[1] ?? "", extended: result[2], text });
  else if (SUCCEEDED.test(text)) endAttempt(attempt, { outcome: "succeeded", exitCode: null, record });
  else if (NO_ISSUES.test(text)) endAttempt(attempt, { outcome: "succeeded", exitCode: "0xC1900210", record });
  else observeTrouble(state, attempt, { record, text });
}

function begin(state: SetupState, record: LogRecord): void {
  const last = lastAttempt(state, KEY);
  // The host starts anew after each restart of one upgrade; only a finished one is followed by another attempt.
  if (last === null || last.isOver) Object.assign(state, { phase: null, failedOperation: null, recent: [] });
  beginAttempt(state, { key: KEY, product: PRODUCT, record });
}

/**
 * A log cut at its start, or setuperr.log, which holds errors alone: they are remembered, and the first result or phase
 * begins the attempt. True when it did.
 */
function beginLate(state: SetupState, record: LogRecord, text: string): boolean {
  const last = lastAttempt(state, KEY);
  const hasResult = EXTENDED.test(text) || Number(RESULT.exec(text)?.[1] ?? 0) !== 0;
  const isNext = last !== null && isLongAfter(last, record);
  if (last === null ? hasResult || PHASE.test(text) : hasResult && isNext) {
    if (last !== null) begin(state, record);
    else beginAttempt(state, { key: KEY, product: PRODUCT, record });
    return true;
  }
  if (last === null && record.severityNumber >= 17 && !ROLLBACK.test(text)) noteError(state, failingLine(record), text);
  return false;
}

function isLongAfter({ finishedAtUs }: Attempt, { timestampUs }: LogRecord): boolean {
  return finishedAtUs !== null && timestampUs !== null && timestampUs - finishedAtUs > NEXT_ATTEMPT_US;
}

function observeTrouble(
  state: SetupState,
  attempt: Attempt,
  { record, text }: { record: LogRecord; text: string },
): void {
  const line = failingLine(record);
  if (ROLLBACK.test(text)) {
    if (state.recent.length > 0) noteConsequence(attempt, line);
  } else if (record.severityNumber >= 17) {
    noteError(state, line, text);
  }
}

function noteError(state: SetupState, line: FailingLine, text: string): void {
  if (OPERATION_FAILED.test(text)) state.failedOperation ??= line;
  keepRecent(state, line);
}

/** The earliest with each code stays as long as there is room. */
function keepRecent(state: SetupState, line: FailingLine): void {
  if (line.code !== null && state.recent.some(({ code }) => code?.toLowerCase() === line.code?.toLowerCase())) return;
  state.recent.push(line);
  if (state.recent.length > MAX_RECENT) state.recent.shift();
}

interface SetupResult {
  record: LogRecord;
  code: string;
  extended?: string;
}

function observeResult(state: SetupState, attempt: Attempt, result: SetupResult & { text: string }): void {
  const { record, code, text } = result;
  if (Number(code) === 0) {
    // The host ends well once for each phase; only after the last one is Windows there.
    if (/SetupHost::/i.test(text) && LAST_PHASE.test(state.phase ?? "")) {
      endAttempt(attempt, { outcome: "succeeded", exitCode: "0x0", record });
    }
    return;
  }
  // The manager's result is passed on to the host, which ends the attempt.
  if (/CSetupHost|SetupHost::/i.test(text)) fail(state, attempt, result);
  else if (COMPAT.test(code)) fail(state, attempt, result);
  else {
    attempt.exitCode = code;
    if (state.recent.length > 0) noteConsequence(attempt, failingLine(record));
    else keepRecent(state, failingLine(record));
  }
}

function fail(state: SetupState, attempt: Attempt, { record, code, extended }: SetupResult): void {
  const outcome: InstallationOutcome = CANCELLED.test(code)
    ? "cancelled"
    : NO_ISSUES.test(code)
      ? "succeeded"
      : "failed";
  const where = extended === undefined ? null : setupPhase(extended);
  const phase = where === null ? state.phase : `${where.phase}, ${where.operation}`;
  const { cause, why } = likeliestCause(state, code, record);
  const reason = cause === null ? undefined : `${why}${phase === null ? "" : `, in the phase ${phase}`}.`;
  endAttempt(attempt, { outcome, exitCode: code, record, cause, reason });
}

function likeliestCause(
  { recent, failedOperation }: SetupState,
  exitCode: string,
  { timestampUs }: LogRecord,
): { cause: FailingLine | null; why: string } {
  const sameCode = recent.find(({ code }) => code?.toLowerCase() === exitCode.toLowerCase());
  if (sameCode) return { cause: sameCode, why: `It is the first error with ${exitCode}, which the setup ended with` };
  if (failedOperation) return { cause: failedOperation, why: "It is the first operation of the setup that failed" };
  const close = recent.find(
    (line) => timestampUs === null || line.timestampUs === null || timestampUs - line.timestampUs <= RELATED_US,
  );
  return { cause: close ?? null, why: "It is the first error shortly before the setup failed" };
}
