import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";
import { fractionUs, isStamp, stampUs } from "./stamp-time.ts";

/** One section of a SetupAPI log. */
export interface SetupapiSection {
  /** What stands in brackets behind >>>. */
  title: string;
  /** Local microseconds, null when missing or impossible. */
  startUs: number | null;
  endUs: number | null;
  /** The start as written. */
  startText: string;
  /** "SUCCESS", "FAILURE(0x00000490)"; empty when the section was cut off. */
  exitStatus: string;
  severityNumber: SeverityNumber;
}

const OPENING = /^>>> {1,4}\[/;
const TITLE = /^>>> {1,4}\[([^\n]{0,2000})/;
const MARKED_START = /\n>>> {1,4}Section start ([\d/]{10} [\d:]{8}\.\d{1,6})/;
const MARKED_END = /\n<<< {1,4}Section end ([\d/]{10} [\d:]{8}\.\d{1,6})/;
const EXIT_STATUS = /\n<<< {1,4}\[Exit status: ([^\]\n]{1,200})/;
/**
 * Up to Windows XP: a section begins with its time and ends where the next begins. XP marks its lines #E and #W;
 * Windows 2000 marks none, and puts "Error", a number and a colon before the error's text.
 */
const OLD_TITLE = /^\[(\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d) (\d{1,10}\.\d{1,10}[^\]\n]{0,200})\]/;
const OLD_MARK = /^(?:@ \d\d:\d\d:\d\d\.\d{3} (?:: )?)?#(?:[EWIVT]\d{3}|-\d{3}) /;
const OLD_ERROR = /^(?:@ \S{12} (?:: )?)?#E\d/m;
const OLD_WARNING = /^(?:@ \S{12} (?:: )?)?#W\d/m;
const UNMARKED_ERROR = /(?:^|\. )Error (?:0x[\da-f]{1,8}|\d{1,10}): /im;

export function isSectionStart(line: string): boolean {
  if (line.startsWith(">>>")) return OPENING.test(line);
  return line.startsWith("[") && OLD_TITLE.test(line);
}

export function isSectionEnd(line: string): boolean {
  return line.startsWith("<<<") && line.includes("[Exit status:");
}

/** A line that is a title of the old kind and nothing else. */
export function isOldTitle(line: string): boolean {
  return line.startsWith("[") && OLD_TITLE.exec(line)?.[0].length === line.trimEnd().length;
}

/** A line that Windows XP marked: "#E033 Error 1208", "@ 08:14:02.331 #V017 Enumerating files". */
export function isOldMarked(line: string): boolean {
  return OLD_MARK.test(line);
}

/** Reads what is left of a section whose beginning is missing: only the marks of its lines and its end can be told. */
export function readCutSection(text: string): SetupapiSection {
  if (isOldMarked(text)) return oldSection("", "", text);
  return { ...readMarkedSection(`\n${text}`, ""), startUs: null, startText: "" };
}

/** Reads a section from its first line on; null when `text` starts none. */
export function readSection(text: string): SetupapiSection | null {
  const title = TITLE.exec(text)?.[1];
  return title === undefined ? readOldSection(text) : readMarkedSection(text, title.replace(/\]\s*$/, ""));
}

function readMarkedSection(text: string, title: string): SetupapiSection {
  const startText = MARKED_START.exec(text.slice(0, 4000))?.[1] ?? "";
  // The end stands in the last lines; a section may be long.
  const tail = text.slice(-2000);
  const exitStatus = EXIT_STATUS.exec(tail)?.[1]?.trim() ?? "";
  return {
    title,
    startUs: sectionTimeUs(startText),
    endUs: sectionTimeUs(MARKED_END.exec(tail)?.[1] ?? ""),
    startText,
    exitStatus,
    severityNumber: exitStatus.startsWith("FAILURE") ? SEVERITY.error : severityOfMarks(text, "\n!!!", "\n!"),
  };
}

function readOldSection(text: string): SetupapiSection | null {
  const match = OLD_TITLE.exec(text);
  if (match === null) return null;
  const [, startText = "", title = ""] = match;
  return oldSection(title, startText, text);
}

function oldSection(title: string, startText: string, text: string): SetupapiSection {
  const severityNumber = oldSeverity(text);
  return { title, startUs: sectionTimeUs(startText), endUs: null, startText, exitStatus: "", severityNumber };
}

function oldSeverity(text: string): SeverityNumber {
  const isMarked = text.startsWith("#") || text.includes("\n#") || text.includes(" #");
  if (isMarked ? OLD_ERROR.test(text) : UNMARKED_ERROR.test(text)) return SEVERITY.error;
  return OLD_WARNING.test(text) ? SEVERITY.warn : SEVERITY.info;
}

function severityOfMarks(text: string, errorMark: string, warningMark: string): SeverityNumber {
  if (text.includes(errorMark)) return SEVERITY.error;
  return text.includes(warningMark) ? SEVERITY.warn : SEVERITY.info;
}

/** Local microseconds of "2026/11/18 08:14:02.331" with a fraction of any length; null when it is none or impossible. */
export function sectionTimeUs(text: string): number | null {
  if (!isStamp(text)) return null;
  const wholeUs = stampUs(text);
  return wholeUs === null ? null : wholeUs + fractionUs(text.slice(20));
}
