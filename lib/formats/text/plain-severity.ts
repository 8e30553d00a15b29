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
const BEFORE_COLON = new RegExp(`^\\W{0,4}(${WORDS}):`, "i");
/** A level stands near the start; further on the same word is part of the message. */
const COLUMN_CHARACTERS = 100;

export interface PlainSeverity {
  severityNumber: SeverityNumber;
  /** The word as written. */
  text: string;
  /** True when the word stood in the message rather than in a column of its own. */
  isKeyword: boolean;
}

/** The severity that a line states in a column, or failing that the one its words suggest; null when neither. */
export function plainSeverity(message: string): PlainSeverity | null {
  const start = message.slice(0, COLUMN_CHARACTERS);
  const word = IN_BRACKETS.exec(start)?.[1] ?? BEFORE_COLON.exec(start)?.[1] ?? IN_CAPITALS.exec(start)?.[1];
  if (word !== undefined) {
    return { severityNumber: levelOfName(word), text: word, isKeyword: false };
  }
  return keywordSeverity(message);
}

const ERROR_WORDS = /\b(?:errors?|failed|failure|fail|exception|fatal|panic|cannot|can't|unable to|access denied)\b/i;
/** IOException, ValueError: told from "terror" by the capital. */
const ERROR_NAMES = /\w(?:Error|Exception)\b/;
const WARNING_WORDS = /\b(?:warn(?:ing)?s?|deprecated|timed out|retrying)\b/i;
/** Says that there was none, or names something: "0 errors", "without failure", "errors: 0", "error.log", "error_log". */
const NO_ERRORS =
  /\b(?:no|0|zero|without(?: any)?|not an?|never) (?:\w+ )?(?:errors?|warnings?|failures?|failed|exceptions?)\b|\b(?:errors?|warnings?|failures?|failed|exceptions?)(?: count)?\s*[:=]\s*(?:0\b|none\b|false\b|null\b)|\b(?:error|fail(?:ure|ed)?|warning)(?:[_./-]\w|\w*\()|\berror code:? 0(?:x0+)?\b|\b(?:error|exception|failure)[ -](?:handl|report|page|level|log|count|free)/gi;

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
