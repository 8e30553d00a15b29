import type { LogRecord } from "#lib/model/log-record.ts";
import {
  type Attempt,
  beginAttempt,
  endAttempt,
  recover,
  renameAttempt,
  runningAttempt,
  suspectFirst,
} from "./attempt-book.ts";
import { type BookState, bookTracker, emptyBook } from "./book-tracker.ts";
import { exitCodeOutcome } from "./exit-code-outcome.ts";
import { failingLine } from "./failing-line.ts";

interface ServicingState extends BookState {
  /** Package that CBS works on. */
  package: string | null;
  /** Result of the DISM command, when it said one. */
  dismResult: string | null;
  needsReboot: boolean;
}

/** Errors with more records between them are about different things. */
const RELATED_RECORDS = 200;
const STARTED = /^Exec: Processing started\.? .{0,200}?\bPackage: ([^,\s]{1,200})/;
const FINISHED = /^Exec: Processing (?:complete|failed|finished)\b/;
const PACKAGE = /\bPackage: ([^,\s]{1,200})/;
const HRESULT = /\bHRESULT ?= ?(?:0x)?([0-9a-f]{8})\b|\(hr:(0x[0-9a-f]{8})\)/i;
const SESSION_END = /^Session: \S{1,60} finalized\. Reboot required: (yes|no)/i;
const DISM_BEGINS = /Starting Dism\.exe session/i;
const DISM_ENDS = /Ending Dism\.exe session/i;
const DISM_COMMAND = /\bExecuting command line: ?([^\n]{1,500})/;
const DISM_FAILED = /\b(?:processed the command line but failed|Failed to (?:process|execute) the command)\b/i;
const DISM_REBOOT = /\bReboot required=(yes|no)/i;
const VALUE = /^[/-](?:package(?:path|name)|featurename|driver|capabilityname)[:=]/i;
const DISM_KEY = "dism command";
const SUCCEEDED = /\bsuccessfully processed the command line\b|\bThe operation completed successfully\b/i;

/** Servicing of Windows: packages in CBS.log, commands in dism.log. */
export const createServicingTracker = bookTracker<ServicingState>(
  () => ({ ...emptyBook(), package: null, dismResult: null, needsReboot: false }),
  observeServicing,
);

function observeServicing(state: ServicingState, record: LogRecord): void {
  const text = record.body.length > 2000 ? record.body.slice(0, 2000) : record.body;
  if (text.startsWith("Exec: Processing") || SESSION_END.test(text)) observePackage(state, record, text);
  else if (/\bdism\b/i.test(text.slice(0, 400)) || record.logger?.startsWith("DISM")) observeDism(state, record, text);
  else noteTrouble(state, record, text);
}

function observePackage(state: ServicingState, record: LogRecord, text: string): void {
  const started = STARTED.exec(text)?.[1];
  if (started !== undefined) {
    state.package = packageName(started);
    beginAttempt(state, { key: state.package, product: state.package, record });
    return;
  }
  const session = SESSION_END.exec(text)?.[1];
  if (session !== undefined) {
    finalize(state, session.toLowerCase() === "yes");
    return;
  }
  if (!FINISHED.test(text)) return;
  const named = PACKAGE.exec(text)?.[1];
  const name = named === undefined ? state.package : packageName(named);
  const code = hresultIn(text);
  if (name === null || code === null) return;
  const attempt = beginAttempt(state, { key: name, product: name, record });
  endAttempt(attempt, { outcome: outcomeOf(code), exitCode: code, record, relatedWithinRecords: RELATED_RECORDS });
  state.package = null;
}

/** The session says last whether its packages need a restart. */
function finalize(state: ServicingState, needsReboot: boolean): void {
  const last = state.attempts.at(-1);
  if (needsReboot && last?.outcome === "succeeded") last.outcome = "reboot";
}

function observeDism(state: ServicingState, record: LogRecord, text: string): void {
  const command = DISM_COMMAND.exec(text)?.[1];
  if (DISM_BEGINS.test(text)) endDism(state, record);
  if (command !== undefined) beginDism(state, record, command);
  const attempt = runningAttempt(state, DISM_KEY);
  if (attempt === null) {
    noteTrouble(state, record, text);
    return;
  }
  state.needsReboot ||= DISM_REBOOT.exec(text)?.[1]?.toLowerCase() === "yes";
  if (SUCCEEDED.test(text)) recover(attempt);
  if (DISM_FAILED.test(text))
    endAttempt(attempt, {
      outcome: "failed",
      exitCode: hresultIn(text),
      record,
      relatedWithinRecords: RELATED_RECORDS,
    });
  else if (DISM_ENDS.test(text)) endDism(state, record);
  else noteTrouble(state, record, text);
}

function beginDism(state: ServicingState, record: LogRecord, command: string): void {
  endDism(state, record);
  const attempt = beginAttempt(state, { key: DISM_KEY, product: commandTitle(command), record });
  renameAttempt(state, attempt, commandTitle(command));
  Object.assign(state, { dismResult: null, needsReboot: false });
}

/** A command that said nothing of failing went well; an error that DISM wrote with its level did not. */
function endDism(state: ServicingState, record: LogRecord): void {
  const attempt = runningAttempt(state, DISM_KEY);
  if (attempt === null) return;
  const cause = attempt.suspects[0] ?? null;
  if (cause !== null) endAttempt(attempt, { outcome: "failed", exitCode: cause.code, record, cause });
  else endAttempt(attempt, { outcome: state.needsReboot ? "reboot" : "succeeded", exitCode: null, record });
}

function noteTrouble(state: ServicingState, record: LogRecord, text: string): void {
  const attempt = running(state);
  if (attempt === null) return;
  const code = hresultIn(text);
  const isInfoFailure = state.package !== null && code !== null && /^0x[8c]/i.test(code) && /\bfail/i.test(text);
  // A provider that does not load is missed by no command that does not need it.
  if (record.logger?.includes("Provider Store")) return;
  if (record.severityNumber >= 17 || isInfoFailure) suspectFirst(attempt, failingLine(record, undefined, code));
}

function running(state: ServicingState): Attempt | null {
  return state.package === null ? runningAttempt(state, DISM_KEY) : runningAttempt(state, state.package);
}

function outcomeOf(code: string) {
  // S_FALSE: nothing had to be done.
  return Number(code) === 1 ? "succeeded" : exitCodeOutcome(code);
}

function hresultIn(text: string): string | null {
  const match = HRESULT.exec(text);
  const digits = match?.[1] ?? match?.[2]?.slice(2);
  return digits === undefined ? null : `0x${digits.toLowerCase()}`;
}

/** "Package_for_KB5031234~31bf...~amd64~~22621.1.1.4" is that name and its version. */
function packageName(identity: string): string {
  const [name = "", , , , version = ""] = identity.split("~");
  return version === "" ? name : `${name} ${version}`;
}

/** "DISM /add-package tally.cab": what it does and with what, without folders and switches of the image. */
function commandTitle(command: string): string {
  const words = command.match(/"[^"\n]{0,200}"|[^\s"]{1,200}/g) ?? [];
  const action = words.find((word) =>
    /^[/-](?:add|remove|enable|disable|cleanup|restore|apply|set|get|scan|check)/i.test(word),
  );
  const value = words.find((word) => VALUE.test(word)) ?? (action?.includes(":") ? action : undefined);
  const file = value?.split(/[:=]/).slice(1).join(":").split(/[\\/]/).at(-1)?.replaceAll('"', "");
  return ["DISM", action?.split(/[:=]/, 1)[0], file].filter((part) => part !== undefined && part !== "").join(" ");
}
