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
/** Up to Windows XP: a section begins with its time, marks its lines #E and #W, and ends where the next begins. */
const OLD_TITLE = /^\[(\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d) (\d{1,10}\.\d{1,10}[^\]\n]{0,200})\]/;

export function isSectionStart(line: string): boolean {
  if (line.startsWith(">>>")) return OPENING.test(line);
  return line.startsWith("[") && OLD_TITLE.test(line);
}

export function isSectionEnd(line: string): boolean {
  return line.startsWith("<<<") && line.includes("[Exit status:");
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
  const severityNumber = severityOfMarks(text, "\n#E", "\n#W");
  return { title, startUs: sectionTimeUs(startText), endUs: null, startText, exitStatus: "", severityNumber };
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
