import { httpSeverity } from "#lib/formats/http-severity.ts";
import { levelOfName } from "#lib/formats/level-names.ts";
import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";

/** Words that stand for a level and seldom for anything else; the longer before the shorter. */
const WORDS =
  "INFORMATION CRITICAL VERBOSE WARNING CONFIG FINEST NOTICE SEVERE ALERT DEBUG EMERG ERROR FATAL FINER PANIC TRACE CRIT FINE INFO WARN DBG ERR INF WRN".replaceAll(
    " ",
    "|",
  );
/** A column: in capitals, or in any case between brackets or before a colon. */
const IN_CAPITALS = new RegExp(`(?:^|[\\s\\[(|:<.])(${WORDS})(?![\\w-]|\\.\\w)`);
const IN_BRACKETS = new RegExp(`[\\[(<|]\\s*(?:\\w+:)?(${WORDS})\\s*[\\])>|]`, "i");
/** .NET's console has names of its own; PHP says PHP before its. */
const BEFORE_COLON = new RegExp(`^\\W{0,4}(?:PHP )?(${WORDS}|FAIL|DBUG|TRCE):`, "i");
/** logfmt, and JSON's keys. */
const NAMED = /(?:^|[\s{,"])(?:level|lvl|severity)(?:=|"\s?:\s?)"?([A-Za-z]{2,11})(?![\w-])/;
/** klog's header, where it stands behind that of a container or of syslog. */
const KLOG = /^([IWEF])\d{4} \d\d:\d\d:\d\d\.\d{3,9}\s{1,9}\d{1,10} \S{1,200}:\d{1,7}\]/;
/** A level stands near the start; further on the same word is part of the message. */
const COLUMN_CHARACTERS = 100;

export interface PlainSeverity {
  severityNumber: SeverityNumber;
  /** The word as written. */
  text: string;
  /** True when the word stood in the message rather than in a column of its own. */
  isKeyword: boolean;
}

/** Levels that glog and Android write as one letter. */
const LETTERS: Readonly<Record<string, SeverityNumber>> = {
  V: SEVERITY.trace,
  D: SEVERITY.debug,
  I: SEVERITY.info,
  W: SEVERITY.warn,
  E: SEVERITY.error,
  F: SEVERITY.fatal,
  A: SEVERITY.fatal,
};

/** The severity of a level that is one letter beside the time; null where there is none. */
export function letterSeverity(letter: string | undefined): PlainSeverity | null {
  const severityNumber = letter === undefined ? undefined : LETTERS[letter];
  return letter === undefined || severityNumber === undefined
    ? null
    : { severityNumber, text: letter, isKeyword: false };
}

/** The severity that a line states in a column, or failing that the one its words suggest; null when neither. */
export function plainSeverity(message: string): PlainSeverity | null {
  const start = message.slice(0, COLUMN_CHARACTERS);
  const klog = start.startsWith(":", 8) ? letterSeverity(KLOG.exec(message.slice(0, 300))?.[1]) : null;
  if (klog !== null) return klog;
  const named = start.includes("=") || start.includes('":') ? (NAMED.exec(start)?.[1] ?? "") : "";
  if (levelOfName(named) !== SEVERITY.unspecified) {
    return { severityNumber: levelOfName(named), text: named, isKeyword: false };
  }
  const word = IN_BRACKETS.exec(start)?.[1] ?? BEFORE_COLON.exec(start)?.[1] ?? IN_CAPITALS.exec(start)?.[1];
  if (word !== undefined) {
    return { severityNumber: levelOfName(word), text: word, isKeyword: false };
  }
  return requestSeverity(message) ?? keywordSeverity(message);
}

/** A line of an access log, within syslog or that of a container. */
const REQUEST = /"[A-Z]{3,10} \S{1,2000} HTTP\/[\d.]{1,3}" ([1-5]\d\d)(?=\s|$)/;

function requestSeverity(message: string): PlainSeverity | null {
  const status = message.includes(" HTTP/") ? REQUEST.exec(message.slice(0, 4000))?.[1] : undefined;
  return status === undefined ? null : { severityNumber: httpSeverity(Number(status)), text: status, isKeyword: true };
}

const ERROR_WORDS =
  /\b(?:errors?|failed|failure|fail|exception|fatal|panic|cannot|can't|unable to|access denied|out of memory|segfault|segmentation fault)\b/i;
/** IOException, ValueError: told from "terror" by the capital. */
const ERROR_NAMES = /\w(?:Error|Exception)\b/;
const WARNING_WORDS = /\b(?:warn(?:ing)?s?|deprecated|timed out|retrying)\b/i;
/** Says that there was none, or names something: "0 errors", "without failure", "errors: 0", "error.log", "error_log". */
const NO_ERRORS =
  /\b(?:no|0|zero|without(?: any)?|not an?|never) (?:\w+ )?(?:errors?|warnings?|failures?|failed|exceptions?)\b|\b(?:errors?|warnings?|failures?|failed|exceptions?)(?: count)?\s*[:=]\s*(?:0\b|none\b|false\b|null\b)|\b(?:error|fail(?:ure|ed)?|warning)(?:[_./-]\w|\w*\()|\berror code:? 0(?:x0+)?\b|\b(?:error|exception|failure)[ -](?:handl|report|page|level|log|count|free)|\((?:metadata )?allocation failure\)/gi;

function keywordSeverity(message: string): PlainSeverity | null {
  if (!ERROR_WORDS.test(message) && !ERROR_NAMES.test(message) && !WARNING_WORDS.test(message)) return null;
  if (isHeading(message)) return null;
  const rest = message.replace(NO_ERRORS, " ");
  const error = ERROR_WORDS.exec(rest) ?? ERROR_NAMES.exec(rest);
  if (error !== null) return { severityNumber: SEVERITY.error, text: error[0], isKeyword: true };
  const warning = WARNING_WORDS.exec(rest);
  return warning === null ? null : { severityNumber: SEVERITY.warn, text: warning[0], isKeyword: true };
}

/** Headings of a table: four columns and more, each of a word or two, and no number anywhere. */
function isHeading(message: string): boolean {
  if (message.length > COLUMN_CHARACTERS * 2 || /\d/.test(message)) return false;
  const columns = message.trim().split(/ {2,}|\t+/);
  return columns.length >= 4 && columns.every((column) => /^\S+(?: \S+)?$/.test(column.trim()));
}
