import type { InstallationOutcome } from "#lib/model/log-file.ts";
import type { LogRecord } from "#lib/model/log-record.ts";
import {
  type Attempt,
  beginAttempt,
  endAttempt,
  lastAttempt,
  noteConsequence,
  runningAttempt,
  suspectFirst,
} from "./attempt-book.ts";
import { type BookState, bookTracker, emptyBook } from "./book-tracker.ts";
import { failingLine } from "./failing-line.ts";
import { setupPhase } from "./setup-phase.ts";

interface SetupState extends BookState {
  phase: string | null;
}

const KEY = "windows setup";
const PRODUCT = "Windows setup";
const BEGINS = /SetupHost Logging Begin|^SetupHost::Initialize: CmdLine|^Setup Commandline|^Starting Windows Setup/i;
const PHASE =
  /\b(?:phase|Phase)\b.{0,40}?\[?(?:SetupPhase)?(Downlevel|SafeOS|Safe OS|FirstBoot|First Boot|SecondBoot|OOBE|OOBEBoot|Finalize)\b/i;
const RESULT =
  /\b(?:CSetupHost|SetupHost|CSetupManager|CSetupUIManager|CDlpManager)::\w{1,40}(?:\(\d{1,6}\))?: ?Result = (0x[0-9a-f]{1,8})(?:\s?-\s?(0x[0-9a-f]{5}))?/i;
const EXTENDED = /\b(0xC19\d[0-9a-f]{4})\s{0,2}[-,]\s{0,2}(0x[0-9a-f]{5})\b/i;
const COMPAT = /\b0xC190(?:0200|0202|0204|0208|020E)\b/i;
const NO_ISSUES = /\b0xC1900210\b/i;
const CANCELLED = /\b(?:0xC1900215|0x800704C7)\b|\buser cancel+ed\b/i;
const ROLLBACK = /\broll(?:ing)? ?back\b|\bRollback\b|\bUndo\b.{0,40}\bcomplete/i;
const SUCCEEDED =
  /\b(?:setup|upgrade|installation)\b.{0,40}\b(?:completed|finished) successfully\b|\bwindows (?:was|has been) (?:successfully )?(?:installed|upgraded)\b|\bOOBE (?:completed|finished)\b|\bsetup phase change\b.{0,80}->\s?\[SetupPhaseComplete/i;

/** Windows Setup and upgrades: phases, the result of the host, and rollbacks (setupact.log, setuperr.log). */
export const createWindowsSetupTracker = bookTracker<SetupState>(() => ({ ...emptyBook(), phase: null }), observeSetup);

function observeSetup(state: SetupState, record: LogRecord): void {
  const text = record.body.length > 2000 ? record.body.slice(0, 2000) : record.body;
  if (BEGINS.test(text)) begin(state, record);
  state.phase = PHASE.exec(text)?.[1] ?? state.phase;
  const attempt = runningAttempt(state, KEY);
  if (attempt === null) {
    observeAfterEnd(state, record, text);
    return;
  }
  const extended = EXTENDED.exec(text);
  const result = RESULT.exec(text);
  if (extended) fail(state, attempt, { record, code: extended[1] ?? "", extended: extended[2] });
  else if (result) observeResult(state, attempt, { record, code: result[1] ?? "", extended: result[2], text });
  else if (SUCCEEDED.test(text)) endAttempt(attempt, { outcome: "succeeded", exitCode: null, record });
  else if (NO_ISSUES.test(text)) endAttempt(attempt, { outcome: "succeeded", exitCode: "0xC1900210", record });
  else observeTrouble(attempt, record, text);
}

function begin(state: SetupState, record: LogRecord): void {
  const last = lastAttempt(state, KEY);
  // The host starts anew after each restart of one upgrade; only a finished one is followed by another attempt.
  if (last === null || last.isOver) state.phase = null;
  beginAttempt(state, { key: KEY, product: PRODUCT, record });
}

/** A log cut at its start, or setuperr.log, which holds the errors alone: the first of them begins the attempt. */
function observeAfterEnd(state: SetupState, record: LogRecord, text: string): void {
  if (lastAttempt(state, KEY) !== null || !(record.severityNumber >= 17 || PHASE.test(text))) return;
  const attempt = beginAttempt(state, { key: KEY, product: PRODUCT, record });
  if (record.severityNumber >= 17) observeTrouble(attempt, record, text);
}

function observeTrouble(attempt: Attempt, record: LogRecord, text: string): void {
  if (ROLLBACK.test(text) && attempt.suspects.length > 0) noteConsequence(attempt, failingLine(record));
  else if (record.severityNumber >= 17) suspectFirst(attempt, failingLine(record));
}

interface SetupResult {
  record: LogRecord;
  code: string;
  extended?: string;
}

function observeResult(state: SetupState, attempt: Attempt, result: SetupResult & { text: string }): void {
  const { record, code, text } = result;
  if (Number(code) === 0) return;
  // The manager's result is passed on to the host, which ends the attempt.
  if (/CSetupHost|SetupHost::/i.test(text)) fail(state, attempt, result);
  else if (COMPAT.test(code)) fail(state, attempt, result);
  else {
    attempt.exitCode = code;
    if (attempt.suspects.length > 0) noteConsequence(attempt, failingLine(record));
    else suspectFirst(attempt, failingLine(record));
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
  const [cause = null] = attempt.suspects;
  const reason =
    cause === null
      ? undefined
      : `It is the first error of the setup that then failed${phase === null ? "" : ` (phase ${phase})`}.`;
  endAttempt(attempt, { outcome, exitCode: code, record, cause, reason });
}
