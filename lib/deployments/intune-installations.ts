import type { InstallationOutcome } from "#lib/model/log-file.ts";
import type { LogRecord } from "#lib/model/log-record.ts";
import {
  type Attempt,
  type AttemptBook,
  beginAttempt,
  endAttempt,
  lastAttempt,
  runningAttempt,
  suspect,
} from "./attempt-book.ts";
import { exitCodeOutcome } from "./exit-code-outcome.ts";
import { failingLine } from "./failing-line.ts";

/** What the Intune agent's logs have said about its Win32 apps. */
export interface IntuneState extends AttemptBook {
  /** App id to name. */
  names: Record<string, string>;
  /** Thread to the app it works on: many lines name no app. */
  threadApps: Record<string, string>;
}

const GUID = "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})";
const APP_ID = new RegExp(
  `(?:\\bapp(?:lication)?(?: with)?(?: id)?:? ?|IMECache\\\\|Win32App_|\\bid ?= ?'?|for policy with id: ?)${GUID}`,
  "i",
);
const NAME_THEN_ID = new RegExp(`name ?= ?'?([^'"\\n]{1,160}?)'?, ?id ?= ?'?${GUID}`, "i");
const ID_THEN_NAME = new RegExp(`\\(id ?= ?${GUID}, name ?= ?([^)\\n]{1,160})\\)`, "i");
const POLICY_NAMES = new RegExp(`"(?:Id|ApplicationId)":"${GUID}","(?:Name|ApplicationName)":"([^"]{1,160})"`, "gi");

const BEGINS =
  /SetCurrentDirectory: .{0,200}IMECache|Launch Win32AppInstaller|Create installer process|Start(?:ing|ed)? (?:content )?download|Download completed/i;
const CONTINUES =
  /Install command line|Will retry|processing targeted app|Waiting for installation|Installer process timeout/i;
const EXIT_CODE =
  /\b(?:Un)?install(?:ation)? is (?:done|completed)\b.{0,120}?\bexit code:? (-?\d{1,10}|0x[0-9a-f]{1,8})\b|\blpExitCode:? (-?\d{1,10})\b/i;
const DEFINED_AS = /\blpExitCode (?:-?\d{1,10} )?is defined as (\w{1,20})|\benforcementState as: ?(\w{1,20})/i;
const LAUNCH_FAILED = /\b(?:failed to (?:create|launch|start)|error creating)\b.{0,40}\b(?:process|installer)\b/i;
const TIMED_OUT = /\binstall(?:er|ation)\b.{0,40}\btimed out\b/i;
const NO_CONTENT =
  /\bno (?:usable )?content (?:is )?available\b|\b(?:failed to download|download (?:has )?failed|hash validation failed|failed to (?:decrypt|unzip|extract))\b/i;
const DETECTED = /\b(?:Detection state\b.{0,120}?= ?|detection state: ?)(Detected|NotDetected|Not Detected)\b/i;
const REPORTED = /"EnforcementState":\{"OldValue":[^,]{1,60},"NewValue":"(\w{1,40})"/;
/** Numbers of the agent's own enumeration, as it reports them to the service. */
const REPORTED_NUMBER = /\\?"EnforcementState\\?":\s?(\d{4})\b/;
const REPORTED_NUMBER_CODE = /\\?"(?:EnforcementErrorCode|ErrorCode)\\?":\s?(-?\d{1,10})\b/;
const DEFERRED =
  /\buser (?:has )?(?:deferred|postponed|snoozed)\b|\binstall(?:ation)? (?:is|was|has been) (?:deferred|postponed|snoozed)\b/i;
const REPORTED_CODE = /"EnforcementErrorCode":\{"OldValue":[^,]{1,20},"NewValue":(-?\d{1,10})/;

/** A later check belongs to another round: the app may have been removed meanwhile. */
const DETECTION_AFTER_US = 300_000_000;

const MEANINGS = new Map<string, InstallationOutcome>([
  ["success", "succeeded"],
  ["softreboot", "reboot"],
  ["hardreboot", "reboot"],
  ["retry", "in_progress"],
  ["failed", "failed"],
  ["error", "failed"],
]);

export function isIntuneRecord(record: LogRecord): boolean {
  return record.body.includes("Win32App") || record.body.startsWith("Get policies");
}

/** Enforcement of Win32 apps, keyed by app; a line without an app belongs to the app its thread works on, or to none. */
export function observeIntune(state: IntuneState, record: LogRecord): void {
  const text = record.body.length > 4000 ? record.body.slice(0, 4000) : record.body;
  learnNames(state, record.body);
  const thread = String(record.attributes?.["thread.id"] ?? "");
  const named = appIdIn(text);
  if (named !== null) remember(state.threadApps, thread, named, 64);
  const app = named ?? state.threadApps[thread];
  if (app === undefined) return;
  const product = state.names[app] ?? `Win32 app ${app}`;
  observeProgress(state, { app, product, record, text });
  observeEnd(state, { app, product, record, text });
}

interface AppRecord {
  app: string;
  product: string;
  record: LogRecord;
  text: string;
}

function observeProgress(state: IntuneState, { app, product, record, text }: AppRecord): void {
  if (BEGINS.test(text) && !NO_CONTENT.test(text) && !LAUNCH_FAILED.test(text)) {
    beginAttempt(state, { key: app, product, record });
  } else if (CONTINUES.test(text) && lastAttempt(state, app) === null) {
    beginAttempt(state, { key: app, product, record });
  }
  const running = runningAttempt(state, app);
  if (running !== null && record.severityNumber >= 17) suspect(running, failingLine(record));
}

function observeEnd(state: IntuneState, { app, product, record, text }: AppRecord): void {
  const groups = EXIT_CODE.exec(text);
  const exitCode = groups?.[1] ?? groups?.[2];
  const meaning = meaningIn(text);
  if (exitCode !== undefined && !text.includes("is defined as")) {
    const attempt = correctable(state, app, exitCode) ?? beginAttempt(state, { key: app, product, record });
    if (!attempt.isOver) endAttempt(attempt, { outcome: exitCodeOutcome(exitCode), exitCode, record });
  }
  if (meaning !== null) correct(state, app, { outcome: meaning, record });
  if (LAUNCH_FAILED.test(text) || NO_CONTENT.test(text) || TIMED_OUT.test(text)) {
    const attempt = beginAttempt(state, { key: app, product, record });
    const cause = failingLine(record);
    endAttempt(attempt, { outcome: "failed", exitCode: cause.code, record, cause });
  }
  const running = DEFERRED.test(text) ? runningAttempt(state, app) : null;
  if (running !== null) endAttempt(running, { outcome: "deferred", exitCode: null, record });
  observeDetection(state, { app, product, record, text });
  observeReport(state, { app, product, record, text });
}

/** Found before any attempt: nothing had to be done. Not found right after a success: the success is none. */
function observeDetection(state: IntuneState, { app, product, record, text }: AppRecord): void {
  const detected = DETECTED.exec(text)?.[1]?.toLowerCase();
  if (detected === undefined) return;
  const last = lastAttempt(state, app);
  if (detected === "detected" && last === null) {
    endAttempt(beginAttempt(state, { key: app, product, record }), { outcome: "succeeded", exitCode: null, record });
  }
  if (detected === "detected" || last?.outcome !== "succeeded" || last.exitCode === null) return;
  const sinceUs = (record.timestampUs ?? 0) - (last.finishedAtUs ?? 0);
  if (sinceUs > DETECTION_AFTER_US) return;
  endAttempt(last, { outcome: "failed", exitCode: last.exitCode, record, cause: failingLine(record) });
}

/** The agent reports the state it ends in; it counts when no exit code was seen. */
function observeReport(state: IntuneState, { app, product, record, text }: AppRecord): void {
  const outcome = MEANINGS.get(REPORTED.exec(text)?.[1]?.toLowerCase() ?? "") ?? numberedOutcome(text);
  if (outcome === undefined || outcome === "in_progress") return;
  const last = lastAttempt(state, app);
  if (last?.isOver) return;
  if (last === null && outcome !== "failed") return;
  const code = (REPORTED_CODE.exec(text) ?? REPORTED_NUMBER_CODE.exec(text))?.[1];
  const exitCode =
    code === undefined ? null : code === "0" ? "0" : `0x${(Number(code) >>> 0).toString(16).padStart(8, "0")}`;
  endAttempt(last ?? beginAttempt(state, { key: app, product, record }), { outcome, exitCode, record });
}

/** 1xxx is done, 2xxx at work, 5xxx failed; 2009 waits for a restart. */
function numberedOutcome(text: string): InstallationOutcome | undefined {
  const number = REPORTED_NUMBER.exec(text)?.[1];
  if (number === undefined) return undefined;
  if (number === "2009") return "reboot";
  if (number.startsWith("1")) return "succeeded";
  return number.startsWith("5") ? "failed" : undefined;
}

/** "lpExitCode: 1 of app ... without mapping" repeats the code of the attempt that just ended. */
function correctable(state: IntuneState, app: string, exitCode: string): Attempt | null {
  const last = lastAttempt(state, app);
  return last?.isOver && last.exitCode === exitCode ? last : null;
}

/** The admin's table of return codes may say otherwise than the code itself. */
function correct(state: IntuneState, app: string, end: { outcome: InstallationOutcome; record: LogRecord }): void {
  const last = lastAttempt(state, app);
  if (last === null || last.exitCode === null || last.outcome === end.outcome) return;
  if (last.outcome === "deferred" && end.outcome !== "succeeded") return;
  if (end.outcome === "succeeded" && last.outcome === "reboot") return;
  const cause = last.firstFailingLine;
  endAttempt(last, { outcome: end.outcome, exitCode: last.exitCode, record: end.record, cause });
}

function meaningIn(text: string): InstallationOutcome | null {
  const match = DEFINED_AS.exec(text);
  return MEANINGS.get((match?.[1] ?? match?.[2] ?? "").toLowerCase()) ?? null;
}

function appIdIn(text: string): string | null {
  return APP_ID.exec(text)?.[1]?.toLowerCase() ?? null;
}

function learnNames(state: IntuneState, text: string): void {
  const nameFirst = NAME_THEN_ID.exec(text.length > 4000 ? text.slice(0, 4000) : text);
  if (nameFirst) remember(state.names, nameFirst[2]?.toLowerCase() ?? "", nameFirst[1] ?? "", 300);
  const idFirst = ID_THEN_NAME.exec(text.length > 4000 ? text.slice(0, 4000) : text);
  if (idFirst) remember(state.names, idFirst[1]?.toLowerCase() ?? "", idFirst[2] ?? "", 300);
  if (!text.includes('Name":"')) return;
  for (const [, id = "", name = ""] of text.matchAll(POLICY_NAMES)) remember(state.names, id.toLowerCase(), name, 300);
}

/** The newest entries, at most `limit`, so that state stays small whatever the log holds. */
function remember(map: Record<string, string>, key: string, value: string, limit: number): void {
  map[key] = value;
  const keys = Object.keys(map);
  if (keys.length > limit) delete map[keys[0] ?? ""];
}
