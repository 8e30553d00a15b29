import type { LogRecord } from "#lib/model/log-record.ts";
import { beginAttempt, endAttempt, lastAttempt } from "./attempt-book.ts";
import { type BookState, bookTracker, emptyBook } from "./book-tracker.ts";
import { codeIn, failingLine } from "./failing-line.ts";

interface JoinState extends BookState {
  isJoined: boolean | null;
}

const JOIN = "Device join";
const SIGN_IN = "Sign-in token (PRT)";
const FAILED_TEST = /^\s*([\w .-]{1,60}?) : (FAIL\b[^\n]{0,120})/m;
const CODE = /\b0x[89c][0-9a-f]{7}\b/i;

/** What `dsregcmd /status` says about the device: whether it is joined, whether the user has a token, and what failed. */
export const createDeviceJoinTracker = bookTracker<JoinState>(() => ({ ...emptyBook(), isJoined: null }), observeJoin);

function observeJoin(state: JoinState, record: LogRecord): void {
  const joined = fieldOf(record, "AzureAdJoined");
  if (joined !== null) observeDeviceState(state, record, joined === "YES");
  const token = fieldOf(record, "AzureAdPrt");
  if (token !== null) observeToken(state, record, token === "YES");
  if (state.isJoined === false) observeDiagnostics(state, record);
  if (state.device === null && record.hostName !== undefined) state.device = record.hostName.split(".")[0] ?? null;
}

function observeDeviceState(state: JoinState, record: LogRecord, isJoined: boolean): void {
  state.isJoined = isJoined;
  const attempt = beginAttempt(state, { key: JOIN, product: JOIN, record });
  endAttempt(attempt, { outcome: isJoined ? "succeeded" : "unknown", exitCode: null, record });
}

/** A device that is not joined and says what its last try failed with. */
function observeDiagnostics(state: JoinState, record: LogRecord): void {
  const code = fieldOf(record, "Client ErrorCode") ?? fieldOf(record, "Server ErrorCode");
  const test = FAILED_TEST.exec(record.body);
  const hresult = CODE.exec(code ?? test?.[2] ?? "")?.[0];
  const last = lastAttempt(state, JOIN);
  if (hresult === undefined || last === null || last.outcome === "failed") return;
  const line = failingLine(record, test ? `${test[1]?.trim()} : ${test[2]}` : undefined, hresult);
  endAttempt(last, {
    outcome: "failed",
    exitCode: hresult,
    record,
    cause: line,
    reason: "The device is not joined, and this is where its last try to join failed.",
  });
}

function observeToken(state: JoinState, record: LogRecord, hasToken: boolean): void {
  const status = fieldOf(record, "Attempt Status");
  const attempt = beginAttempt(state, { key: SIGN_IN, product: SIGN_IN, record });
  if (hasToken) {
    endAttempt(attempt, { outcome: "succeeded", exitCode: null, record });
    return;
  }
  const code = status === null ? null : (CODE.exec(status)?.[0] ?? codeIn(status));
  if (code === null || state.isJoined === false) {
    endAttempt(attempt, { outcome: "unknown", exitCode: null, record });
    return;
  }
  const cause = failingLine(record, lineOf(record.body, "Attempt Status") ?? undefined, code);
  const reason = "The user has no token, and this is what the last try to get one failed with.";
  endAttempt(attempt, { outcome: "failed", exitCode: code, record, cause, reason });
}

/** The value of a row "Name : value" in a section. */
function fieldOf(record: LogRecord, name: string): string | null {
  const line = lineOf(record.body, name);
  return line === null ? null : line.slice(line.indexOf(":") + 1).trim();
}

function lineOf(body: string, name: string): string | null {
  for (const line of body.split("\n", 200)) {
    const text = line.trim();
    if (text.startsWith(name) && /^ {0,60}:/.test(text.slice(name.length))) return text.slice(0, 400);
  }
  return null;
}
