import { postgresDetail, postgresSeverity } from "./postgres-level.ts";

/** What a line of a PostgreSQL server log says of itself. */
export interface PostgresLine {
  /** What log_line_prefix wrote. */
  prefix: string;
  /** The word before the colon. */
  word: string;
  /** Where the message starts. */
  messageAt: number;
  isDetail: boolean;
}

/** Two spaces follow the colon, whatever the language. */
const MARK = ":  ";
const MAX_PREFIX = 400;
const WORD = /(?:^|[\s\])>:|,])([\p{Lu}\p{Lo}][\p{L}\p{N}]{1,30})$/u;

/** Finds severity or kind of a line; null for one that only continues a message. */
export function readPostgresLine(line: string): PostgresLine | null {
  if (line.charCodeAt(0) === 9) return null;
  for (let at = line.indexOf(MARK); at !== -1 && at < MAX_PREFIX; at = line.indexOf(MARK, at + 1)) {
    const word = WORD.exec(line.slice(Math.max(0, at - 40), at))?.[1];
    if (word === undefined) continue;
    const isDetail = postgresDetail(word) !== undefined;
    if (!isDetail && postgresSeverity(word) === undefined) continue;
    return { prefix: line.slice(0, at - word.length), word, messageAt: at + MARK.length, isDetail };
  }
  return null;
}

/** The times of %t, %m and %n. */
const TIME =
  /(?<date>\d{4}-\d\d-\d\d) (?<clock>\d\d:\d\d:\d\d(?:\.\d{1,6})?)(?: (?<zone>[A-Z]{2,5}(?![A-Za-z])|[+-]\d{2}(?::?\d\d)?(?!\d))|(?![\d:]))|(?<![\d.])(?<epoch>\d{10}\.\d{3})(?![\d.])/;
/** [%p], pid=%p, (%p) or a number by itself; the number in 10.0.0.7(5000) is a port. */
const PROCESSES = [
  /\[(\d{1,10})(?:-\d{1,10})?\]/,
  /(?:^|[\s,:])p(?:id)?=(\d{1,10})/,
  /(?:^|\s)\((\d{1,10})\)/,
  /\s(\d{2,10})(?=\s|$)/,
];
const NAMED = /\b(user|u|db|d|database|app|application|a|client|h|host|remote)=([^\s,;\]]{1,128})/g;
const USER_AT_DATABASE = /(?:^|[\s\]])([^\s@,[\]=]{1,64})@([^\s@,[\]=]{1,64})(?=\s|$)/;

export interface PostgresPrefix {
  time?: { date: string; clock: string; zone?: string } | { epoch: string };
  processId?: number;
  user?: string;
  database?: string;
  application?: string;
  client?: string;
}

/** Reads what is commonly put into log_line_prefix: %m or %t, [%p], %u@%d, user=%u,db=%d,app=%a,client=%h. */
export function readPostgresPrefix(prefix: string): PostgresPrefix {
  const result: PostgresPrefix = {};
  const time = TIME.exec(prefix);
  const { date, clock, zone, epoch } = time?.groups ?? {};
  if (date !== undefined && clock !== undefined) result.time = { date, clock, zone };
  else if (epoch !== undefined) result.time = { epoch };
  const rest = time === null ? prefix : prefix.slice(time.index + time[0].length);
  const process = PROCESSES.map((pattern) => pattern.exec(rest)?.[1]).find((found) => found !== undefined);
  if (process !== undefined) result.processId = Number(process);
  const pair = USER_AT_DATABASE.exec(rest);
  if (pair !== null && pair[1] !== "[unknown]") result.user = pair[1];
  if (pair !== null) result.database = pair[2];
  for (const [, name = "", value = ""] of rest.slice(0, MAX_PREFIX).matchAll(NAMED)) setNamed(result, name, value);
  return result;
}

function setNamed(result: PostgresPrefix, name: string, value: string): void {
  if (value === "[unknown]" || value === "[unknown") return;
  if (name === "user" || name === "u") result.user = value;
  else if (name.startsWith("d")) result.database = value;
  else if (name.startsWith("a")) result.application = value;
  else result.client = value;
}
