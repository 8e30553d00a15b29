import type { FailingLine } from "#lib/model/log-file.ts";
import type { LogRecord } from "#lib/model/log-record.ts";
import { type ErrorGroup, errorGroupKey, groupError, takeBackErrors } from "./error-groups.ts";
import { failingLine } from "./failing-line.ts";
import { type LineRef, lineRef, tellFailure } from "./failure-story.ts";
import { isCrash, isRecovery, isStart, mayMatter } from "./service-words.ts";

/** What the records of a log without installations have said about failing. */
export interface ServiceState {
  /** Errors by what they are about: the earliest of each, and how many there are. */
  groups: ErrorGroup[];
  /** Errors since the service was last well, the earliest about each thing. */
  episode: EpisodeError[];
  lastErrorNumber: number;
  lastErrorUs: number | null;
  crash: Crash | null;
}

interface EpisodeError extends FailingLine {
  key: string;
}

/** The service ended. */
interface Crash {
  key: string;
  cause: FailingLine;
  exit: LineRef;
  count: number;
  between: LineRef[];
}

const MAX_EPISODE = 8;
/** So many records, or so long, without an error: what comes then is another trouble. */
const QUIET_RECORDS = 500;
const QUIET_US = 600_000_000;
/** An error that was followed by so much that went well, before another came, did not end the service. */
const SURVIVED_RECORDS = 20;
const SURVIVED_US = 30_000_000;
/** Who is well again says so at once. */
const CALM_CHARS = 160;
const ERROR = 17;
const FATAL = 21;

export function noServiceFailure(): ServiceState {
  return { groups: [], episode: [], lastErrorNumber: 0, lastErrorUs: null, crash: null };
}

/** Takes the next record; cheap for those that are no error while nothing is wrong. */
export function observeService(state: ServiceState, record: LogRecord, format: string): void {
  const isError = record.severityNumber >= ERROR;
  if (!isError && state.episode.length === 0 && !mayMatter(record, format)) return;
  const text = record.body.length > 600 ? record.body.slice(0, 600) : record.body;
  if (isError) forgetOldEpisode(state, record);
  const isEnd =
    ((isError || mayMatter(record, format)) && isCrash(text)) || (record.severityNumber >= FATAL && isFatalFor(format));
  if (isEnd) observeCrash(state, record, text);
  else if (isError)
    observeError(state, { record, text, isOwnTrouble: !(format === "postgres" && record.severityNumber > ERROR) });
  else if (state.episode.length > 0) observeCalm(state, record, text.slice(0, CALM_CHARS));
}

/** The earliest error that explains the file's last failure: what the crash came from, else the commonest trouble. */
export function serviceFailure(state: ServiceState): FailingLine | null {
  if (state.crash !== null) return crashStory(state.crash);
  const open = state.groups.filter(({ isTakenBack }) => !isTakenBack);
  const [first, ...rest] = open.toSorted(
    (one, other) => other.count - one.count || one.line.recordNumber - other.line.recordNumber,
  );
  if (first === undefined) return null;
  const reason =
    first.count > 1
      ? `It is the first of ${first.count} records with the error that occurs most, and none says that it went away.`
      : rest.length > 0
        ? "It is the first error of the file that nothing after it put right."
        : "It is the only error of the file, and nothing after it says that it was put right.";
  const last = first.last !== null && first.count > 1 ? [first.last] : [];
  return tellFailure({ cause: first.line, reason, consequences: last });
}

/** PostgreSQL calls the end of one connection fatal. */
function isFatalFor(format: string): boolean {
  return format !== "postgres" && format !== "syslog" && format !== "journald-json";
}

function forgetOldEpisode(state: ServiceState, record: LogRecord): void {
  const isLate =
    record.recordNumber - state.lastErrorNumber > QUIET_RECORDS ||
    (record.timestampUs !== null && state.lastErrorUs !== null && record.timestampUs - state.lastErrorUs > QUIET_US);
  if (isLate) state.episode = [];
  state.lastErrorNumber = record.recordNumber;
  state.lastErrorUs = record.timestampUs;
}

interface ServiceError {
  record: LogRecord;
  text: string;
  /** False for what ends one client's connection and can't be why the service ends. */
  isOwnTrouble: boolean;
}

function observeError(state: ServiceState, { record, text, isOwnTrouble }: ServiceError): void {
  const status = record.httpStatusCode;
  const line = failingLine(record, undefined, status !== undefined && status >= 400 ? String(status) : undefined);
  const key = errorGroupKey(record, text);
  groupError(state.groups, { key, line });
  if (!isOwnTrouble || state.episode.some((one) => one.key === key)) return;
  state.episode.push({ ...line, key });
  if (state.episode.length > MAX_EPISODE) state.episode.shift();
}

function observeCrash(state: ServiceState, record: LogRecord, text: string): void {
  const line = failingLine(record);
  const { key, ...cause } = causeOf(state.episode, text) ?? { ...line, key: errorGroupKey(record, text) };
  const isOwnCause = cause.recordNumber === line.recordNumber;
  const between = state.episode.filter((one) => one.recordNumber > cause.recordNumber).map(lineRef);
  state.episode = [];
  // A service that crashes again and again for one reason is explained by the first time.
  if (state.crash !== null && state.crash.key === key) state.crash.count++;
  else if (state.crash !== null && isOwnCause && isJustAfter(state.crash, line)) return;
  else state.crash = { key, cause, exit: lineRef(line), count: 1, between: between.slice(0, 3) };
}

/** The end of a process is told several times over: by itself, by what started it, by what logs it. */
function isJustAfter(crash: Crash, line: FailingLine): boolean {
  return line.recordNumber - crash.exit.recordNumber <= 10;
}

/** Of the errors before a crash: one that shares a code or an error's name with it, else the earliest not survived. */
function causeOf(episode: readonly EpisodeError[], crashText: string): EpisodeError | null {
  const marks = crashText.match(/\b(?:0x8[0-9a-f]{7}|[A-Z][A-Za-z]{3,40}(?:Error|Exception)|E[A-Z]{4,20})\b/g) ?? [];
  const related = episode.find(({ text }) => marks.some((mark) => text.includes(mark)));
  const survived = episode.findLastIndex((line, index) => wasSurvived(line, episode[index + 1]));
  return related ?? episode[survived + 1] ?? null;
}

function wasSurvived(line: EpisodeError, next: EpisodeError | undefined): boolean {
  if (next === undefined || next.recordNumber - line.recordNumber <= SURVIVED_RECORDS) return false;
  return line.timestampUs === null || next.timestampUs === null || next.timestampUs - line.timestampUs > SURVIVED_US;
}

function observeCalm(state: ServiceState, record: LogRecord, text: string): void {
  const hasRecovered = isRecovery(text);
  if (!hasRecovered && !isStart(text)) return;
  if (hasRecovered) takeBackErrors(state.groups, state.episode, record.recordNumber);
  state.episode = [];
}

function crashStory({ cause, exit, count, between }: Crash): FailingLine {
  const again = count > 1 ? ` It ended so ${count} times.` : "";
  const reason =
    cause.recordNumber === exit.recordNumber
      ? `It states that the process ended, and no error shortly before it says why.${again}`
      : `It is the error that the end of the process began with.${again}`;
  return tellFailure({ cause, reason, consequences: between, exit });
}
