import type { FailingLine } from "#lib/model/log-file.ts";
import type { LogRecord } from "#lib/model/log-record.ts";
import {
  type Attempt,
  beginAttempt,
  endAttempt,
  lastAttempt,
  noteConsequence,
  recover,
  renameAttempt,
  runningAttempt,
  suspectFirst,
} from "./attempt-book.ts";
import { type BookState, bookTracker, emptyBook } from "./book-tracker.ts";
import { exitCodeOutcome } from "./exit-code-outcome.ts";
import { failingLine } from "./failing-line.ts";

interface BurnState extends BookState {
  name: string;
  version: string;
  /** What made a package fail, and the code it failed with. */
  failedPackages: { cause: FailingLine; code: string; packageId: string }[];
  needsReboot: boolean;
}

const KEY = "bundle";
const MAX_FAILED = 8;
const BEGINS = /^Burn (?:x64 |x86 |arm64 )?v\d/;
const VARIABLE =
  /^(?:Setting string variable '(WixBundleName|WixBundleVersion)' to value '([^'\n]{1,200})'|Variable: (WixBundleName|WixBundleVersion) = ([^\n]{1,200}))/;
const SETTING_VERSION = /^Setting version variable 'WixBundleVersion' to value '?v?([\d.]{1,40})/;
const PACKAGE_BEGINS = /^Applying (?:execute )?package: ([^,\n]{1,200}),/;
const PACKAGE_ENDS =
  /^Applied (execute|rollback)? ?package: ([^,\n]{1,200}), result: (0x[0-9a-f]{1,8}), restart: (\w{1,20})/i;
const APPLY_ENDS = /^Apply complete, result: (0x[0-9a-f]{1,8}), restart: (\w{1,20})/i;
const EXIT = /^(?:Exit code|Shutting down, exit code): (0x[0-9a-f]{1,8})(?:, restarting: (\w{1,10}))?/i;
const RETRIES = /^Application requested retry|\bwill retry\b|\bretrying\b/i;

/** Bundles of WiX Burn: packages, the result of applying them, and the exit code. */
export const createBurnTracker = bookTracker<BurnState>(
  () => ({ ...emptyBook(), name: "", version: "", failedPackages: [], needsReboot: false }),
  observeBurn,
);

function observeBurn(state: BurnState, record: LogRecord): void {
  const text = record.body.length > 2000 ? record.body.slice(0, 2000) : record.body;
  if (BEGINS.test(text)) begin(state, record);
  learnName(state, text);
  const attempt = runningAttempt(state, KEY);
  const exit = EXIT.exec(text);
  if (exit) {
    endBundle(state, record, { code: exit[1] ?? "", isRestarting: exit[2]?.toLowerCase() === "yes" });
    return;
  }
  if (attempt !== null) observeApply(state, { attempt, record, text });
}

function begin(state: BurnState, record: LogRecord): void {
  const last = runningAttempt(state, KEY);
  // A log that is appended to: the run before never told its end.
  if (last !== null && state.attempts.length > 0) endAttempt(last, { outcome: "unknown", exitCode: null, record });
  Object.assign(state, { name: "", version: "", failedPackages: [], needsReboot: false });
  renameAttempt(state, beginAttempt(state, { key: KEY, product: "WiX bundle", record }), "WiX bundle");
}

function learnName(state: BurnState, text: string): void {
  const match = VARIABLE.exec(text);
  const [name, value] = match ? [match[1] ?? match[3], match[2] ?? match[4]] : [undefined, undefined];
  if (name === "WixBundleName") state.name ||= value?.trim() ?? "";
  if (name === "WixBundleVersion") state.version ||= value?.trim() ?? "";
  state.version ||= SETTING_VERSION.exec(text)?.[1] ?? "";
  const attempt = lastAttempt(state, KEY);
  if (state.name === "" || attempt === null) return;
  const hasVersion = state.version === "" || state.name.includes(state.version);
  renameAttempt(state, attempt, hasVersion ? state.name : `${state.name} ${state.version}`);
}

function observeApply(
  state: BurnState,
  { attempt, record, text }: { attempt: Attempt; record: LogRecord; text: string },
): void {
  const packageEnd = PACKAGE_ENDS.exec(text);
  const applied = APPLY_ENDS.exec(text);
  if (RETRIES.test(text)) recover(attempt);
  else if (packageEnd) endPackage(state, attempt, { record, match: packageEnd });
  else if (applied) {
    state.needsReboot ||= /^(?:required|initiated)$/i.test(applied[2] ?? "");
    const code = applied[1] ?? "";
    attempt.exitCode = code;
    if (Number(code) !== 0) noteConsequence(attempt, failingLine(record));
  } else if (record.severityNumber >= 17 && !PACKAGE_BEGINS.test(text)) {
    suspectFirst(attempt, failingLine(record));
  }
}

function endPackage(
  state: BurnState,
  attempt: Attempt,
  { record, match }: { record: LogRecord; match: RegExpExecArray },
): void {
  const [, kind = "", packageId = "", code = "", restart = ""] = match;
  if (/^rollback$/i.test(kind)) return;
  state.needsReboot ||= /^(?:required|initiated)$/i.test(restart);
  if (Number(code) !== 0 && exitCodeOutcome(code) === "failed" && state.failedPackages.length < MAX_FAILED) {
    const [first = failingLine(record, undefined, code)] = attempt.suspects;
    state.failedPackages.push({ cause: first, code, packageId });
    noteConsequence(attempt, failingLine(record));
  }
  attempt.suspects = [];
}

function endBundle(
  state: BurnState,
  record: LogRecord,
  { code, isRestarting }: { code: string; isRestarting: boolean },
): void {
  const last = lastAttempt(state, KEY);
  // "Shutting down" and "Exit code" say the same twice.
  const attempt =
    last?.isOver && last.exitCode === code
      ? null
      : (last ?? beginAttempt(state, { key: KEY, product: "WiX bundle", record }));
  if (attempt === null || attempt.isOver) return;
  const own = exitCodeOutcome(code);
  const outcome = own === "succeeded" && (state.needsReboot || isRestarting) ? "reboot" : own;
  const package_ = state.failedPackages.findLast((one) => sameResult(one.code, code)) ?? state.failedPackages[0];
  const reason =
    package_ && `It is the first error of the package ${package_.packageId}, which failed and ended the bundle.`;
  const cause = package_?.cause ?? attempt.suspects[0] ?? null;
  endAttempt(attempt, { outcome, exitCode: code, record, cause, reason });
}

/** The exit code is the result's low half when it is a Win32 error. */
function sameResult(one: string, other: string): boolean {
  return (Number(one) & 0xffff) === (Number(other) & 0xffff);
}
