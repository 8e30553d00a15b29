import type { FailingLine } from "#lib/model/log-file.ts";
import type { LogRecord } from "#lib/model/log-record.ts";
import { type AttemptBook, beginAttempt, endAttempt, runningAttempt } from "./attempt-book.ts";
import { codeIn, failingLine } from "./failing-line.ts";

/** What the logs of a task sequence (smsts.log) and of MDT (BDD.log) have said. */
export interface TaskSequenceState extends AttemptBook {
  taskSequence: string;
  /** Earliest error of the step now running. */
  stepError: FailingLine | null;
  /** What made the last failed step fail; kept, because later steps may only gather logs. */
  failedStep: FailingLine | null;
}

const KEY = "task sequence";
const NAME =
  /\b_SMSTSPackageName=([^\n]{1,200})|^Property TaskSequenceName is now = ([^\n]{1,200})|initialized environment for task sequence: ?([^\n]{1,200})/;
const STEP_BEGINS = /^Start executing an instruction\b|^About to run command:|^(?:Running|Start executing) step\b/;
const BEGINS = /^Start executing an instruction\b|^Starting Task Sequence Engine|^LTI beginning deployment/i;
const STEP_FAILED =
  /^Failed to run the action: |^FAILURE \( ?-?\w{1,12} ?\):|^ZTI ERROR\b|has failed and the execution has been aborted/i;
const STEP_ERROR = /^FAILURE \(|^(?:ZTI )?ERROR\b|\bNon-zero return code\b|\bUnhandled error returned\b/i;
const FAILED =
  /^Task sequence execution failed\b|^Task Sequence Engine failed\b|^Execution of (?:the )?task sequence failed\b|\b(?:Lite ?touch|LTI) deployment failed\b/i;
const SUCCEEDED =
  /^Task Sequence Engine (?:has )?(?:succeeded|completed successfully)|^Successfully completed the (?:execution of the )?task sequence|^The task sequence (?:execution engine )?(?:has )?(?:successfully completed|completed successfully)|\b(?:Lite ?touch|LTI) deployment (?:has )?completed successfully/i;
const BARE_HRESULT = /\berror code ([0-9a-f]{8})\b/i;
const MDT_CODE = /\bReturn Code = (-?\d{1,10})(?:\s+(0x[0-9a-f]{8}))?/i;

export function isTaskSequenceRecord(record: LogRecord): boolean {
  return /^(?:TS|OSD|LiteTouch|LTI|ZTI|Wizard|InstallSoftware|ApplyOperatingSystem|RunCommandLine)/i.test(
    record.logger ?? "",
  );
}

/** One task sequence per file; a restart of the device goes on in the same log. */
export function observeTaskSequence(state: TaskSequenceState, record: LogRecord): void {
  const text = record.body.length > 2000 ? record.body.slice(0, 2000) : record.body;
  learnName(state, text);
  if (BEGINS.test(text)) beginAttempt(state, { key: KEY, product: state.taskSequence || "Task sequence", record });
  const attempt = runningAttempt(state, KEY);
  if (STEP_BEGINS.test(text)) state.stepError = null;
  if (SUCCEEDED.test(text)) {
    if (attempt !== null) endAttempt(attempt, { outcome: "succeeded", exitCode: null, record });
  } else if (FAILED.test(text)) {
    fail(state, record, text);
  } else {
    observeStep(state, record, text);
  }
}

function observeStep(state: TaskSequenceState, record: LogRecord, text: string): void {
  if (record.severityNumber >= 17 || STEP_ERROR.test(text)) state.stepError ??= failingLine(record);
  if (!STEP_FAILED.test(text)) return;
  // The group around a failed step fails after it, with nothing new to say.
  const isGroup = text.includes("has been aborted") && state.failedStep !== null;
  if (!isGroup) state.failedStep = state.stepError ?? failingLine(record);
}

function fail(state: TaskSequenceState, record: LogRecord, text: string): void {
  // After the end the engine repeats itself; only a running task sequence can fail.
  const isFirst = state.attempts.every(({ key }) => key !== KEY);
  const attempt = isFirst
    ? beginAttempt(state, { key: KEY, product: state.taskSequence || "Task sequence", record })
    : runningAttempt(state, KEY);
  if (attempt === null) return;
  const cause = state.failedStep ?? state.stepError ?? failingLine(record);
  endAttempt(attempt, { outcome: "failed", exitCode: exitCodeIn(text) ?? cause.code, record, cause });
  state.failedStep = null;
  state.stepError = null;
}

function exitCodeIn(text: string): string | null {
  const mdt = MDT_CODE.exec(text);
  if (mdt !== null) return mdt[2] ?? mdt[1] ?? null;
  const bare = BARE_HRESULT.exec(text)?.[1];
  return bare === undefined ? codeIn(text) : `0x${bare.toLowerCase()}`;
}

function learnName(state: TaskSequenceState, text: string): void {
  const match = NAME.exec(text);
  const name = match?.slice(1).find((group) => group !== undefined);
  if (name !== undefined) state.taskSequence = name.trim().slice(0, 200);
}
