import type { JsonObject } from "#lib/model/json.ts";
import { SEVERITY } from "#lib/model/severity.ts";
import type { TextGroups } from "#lib/streams/frame-json.ts";
import type { ParsedRecord } from "./format.ts";
import { isStackFrame } from "./stack-frame.ts";

// What a runtime prints when a program dies or prints an error itself, between the lines of its log. Facts: the
// documentation of Node.js ("Errors"), Go (package runtime), Python ("traceback"), Java (Throwable.printStackTrace), Rust
// (std::panic) and .NET (AppDomain.UnhandledException).

/** Go, Python, Java, Rust, .NET, C++: a program or one of its threads ends with these. */
const FATAL =
  /^(?:panic: |fatal error: |Traceback \(most recent call last\):|Exception in thread "|thread '.{0,200}' panicked at |Unhandled exception[.: ]|terminate called )/;
/** Of these, what ends the process for certain: Python prints a traceback for less, and a thread may end alone. */
const ENDS_ALL =
  /^(?:panic: |fatal error: |Exception in thread "main"|thread 'main' |Unhandled exception[.: ]|terminate called )/;
/** An error by its name, as JavaScript and the JVM print it. */
const ERROR =
  /^(?:Uncaught )?(?:(?:[\w$]{1,100}\.){0,12}[A-Z][\w$]{0,100}(?:Error|Exception)|Error)(?: \[\w{1,100}\])?(?:: |$)/;
const PYTHON = "Traceback (most recent call last):";
/** The line that a traceback leads to. */
const PYTHON_ERROR = /^([A-Za-z_][\w.]{0,200})(?:: (.*)|$)/;
const FURTHER =
  /^(?:Caused by: |Suppressed: |\[signal |\[cause\]: |note: run with |exit status \d|\.\.\. \d{1,6} (?:more|lines matching)|\}$)/;

/** A record that tells an error has its stack trace below it. */
const TELLS_ERROR =
  /\b(?:ERROR|ERR|CRITICAL|CRIT|FATAL|SEVERE|WARN(?:ING)?|ALERT|PANIC|EXCEPTION|FAIL(?:ED|URE)?)\b|(?:^|[[ ])[EFW](?:[\] /]|\d{4} )/i;

/** For multi-line framing: a crash that nothing announced is no part of the record before it. */
export const CRASH_MARKS = {
  breaks: (line: string, first: string) =>
    FATAL.test(line) && !TELLS_ERROR.test(first.slice(0, 300)) && !FATAL.test(first),
  resumes: (line: string) => FATAL.test(line),
};

/** Lines of a crash are one record. */
export const CRASHES: TextGroups = {
  begins: (line) => FATAL.test(line) || ERROR.test(line),
  goesOn(line, { first, before, isIndented }) {
    if (isIndented || isStackFrame(line) || FURTHER.test(line)) return true;
    return first === PYTHON && before.isIndented && PYTHON_ERROR.test(line);
  },
};

/** The record of a crash's text; null for any other text. */
export function crashRecord(text: string): ParsedRecord | null {
  // Of the lines of logs most begin with a digit, a bracket or a brace.
  if (!isLetter(text.charCodeAt(0)) || !CRASHES.begins(headlineOf(text))) return null;
  const [first = "", ...others] = text.split("\n").map((line) => line.trimEnd());
  const said = first === PYTHON ? (others.findLast((line) => line !== "" && !/^\s/.test(line)) ?? first) : first;
  const [, type, message] = (first === PYTHON ? PYTHON_ERROR : NAMED).exec(said) ?? [];
  const attributes: JsonObject = {};
  if (type !== undefined) attributes["exception.type"] = type;
  if (message !== undefined) attributes["exception.message"] = message;
  if (others.length > 0) attributes["exception.stacktrace"] = text.trimEnd();
  return {
    kind: "record",
    timeUs: null,
    severityNumber: ENDS_ALL.test(first) ? SEVERITY.fatal : SEVERITY.error,
    body: said,
    ...(Object.keys(attributes).length > 0 && { attributes }),
  };
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function headlineOf(text: string): string {
  const end = text.indexOf("\n");
  return (end === -1 ? text : text.slice(0, end)).trimEnd();
}

/** Type and message where the headline has both. */
const NAMED =
  /^(?:Uncaught |Exception in thread ".{0,200}" |Unhandled exception\. )?((?:[\w$]{1,100}\.){0,12}[A-Z][\w$]{0,100}(?:Error|Exception)|Error)(?: \[\w{1,100}\])?(?:: (.*))?$/;
