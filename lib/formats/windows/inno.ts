import type { FormatSettings, LogFormat, ParsedPiece, RecordParser, TextSample } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { sampleLines } from "#lib/formats/sample-lines.ts";
import type { Json } from "#lib/model/json.ts";
import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";
import { createRunZone, offsetMinutes, type RunZone, runZoneSettings } from "./run-zone.ts";
import { fractionUs, isStamp, stampUs } from "./stamp-time.ts";

/**
 * Inno Setup's installation and uninstallation logs. Facts: its source, Setup.LoggingFunc.pas (stamp and three blanks,
 * further lines of a message indented by 26, an offset that stays while the program runs) and the texts it logs.
 */
export const inno: LogFormat = {
  id: "inno",
  title: FORMAT_TITLES.inno,
  version: 1,
  framing: { kind: "multi-line", starts: isInnoStart },
  detect,
  survey,
  createParser,
  samples: [
    "2026-11-18 08:14:02.331   Log opened. (Time zone: UTC+01:00)\n2026-11-18 08:14:02.331   Setup version: Inno Setup version 6.3.3\n",
    "2026-11-18 08:14:02.331   -- File entry --\n2026-11-18 08:14:02.332   Dest filename: C:\\Program Files\\Tallybook\\tally.exe\n",
  ],
};

const MESSAGE_AT = 26;
const START = /^.{19}\.\d{3} {3}/;

function isInnoStart(line: string): boolean {
  return line.charCodeAt(19) === 46 && START.test(line) && isStamp(line);
}

const HEADER = /^Log opened\. \(Time zone: UTC([+-]\d\d:\d\d)\)/;
const OWN_TEXT =
  /^.{26}(?:Log opened\.|Setup version: Inno|Original (?:Setup|Uninstall) EXE: |(?:Setup|Uninstall) command line: |Windows version: |64-bit install mode: |-- (?:File|Run|Icon|Registry|INI|Directory|Service)? ?entry --|Dest filename: |Installing the file\.|Starting the (?:un)?installation process\.|(?:Uni|I)nstallation process (?:succeeded|failed)\.|Deinitializing |Log closed\.)/;

function detect(sample: TextSample): number {
  const lines = sampleLines(sample);
  const starts = lines.filter(isInnoStart);
  if (starts.length === 0) return 0;
  if (starts.some((line) => OWN_TEXT.test(line))) return starts.length / lines.length > 0.2 ? 0.98 : 0.7;
  return starts.length / lines.length > 0.5 ? 0.35 : 0.2;
}

function survey(sample: TextSample): FormatSettings {
  const lines = `${sample.head}\n${sample.tail ?? ""}`.split("\n");
  const offsets = lines.flatMap((line) => (isInnoStart(line) ? (headerOffset(line.slice(MESSAGE_AT)) ?? []) : []));
  return runZoneSettings(offsets, "The log states its zone where it was opened.");
}

function headerOffset(message: string): number | null {
  const text = HEADER.exec(message)?.[1];
  return text === undefined ? null : offsetMinutes(text);
}

function createParser(settings: FormatSettings, state?: Json): RecordParser {
  const zone = createRunZone(settings, state);
  return { parse: ({ text }) => parsePiece(text, zone), state: () => zone.state() };
}

const FURTHER_LINES = /\r?\n {1,26}/g;

function parsePiece(text: string, zone: RunZone): ParsedPiece {
  if (!isInnoStart(text.slice(0, MESSAGE_AT + 1))) {
    return {
      kind: "reject",
      reason: "Text above the first record: a record starts with a date, a time and three blanks.",
    };
  }
  const body = text.slice(MESSAGE_AT).trimEnd().replace(FURTHER_LINES, "\n").replaceAll("\r\n", "\n");
  const offset = headerOffset(body);
  if (offset !== null) zone.header(offset);
  const wholeUs = stampUs(text);
  const time = wholeUs === null ? null : zone.at(wholeUs + fractionUs(text.slice(20, 23)));
  const exitCode = EXIT_CODE.exec(body)?.[1];
  return {
    kind: "record",
    timeUs: time?.timeUs ?? null,
    isLocalTime: time?.isLocalTime ?? true,
    timeText: time === null ? text.slice(0, 23) : undefined,
    severityNumber: innoSeverity(body, exitCode),
    body,
    attributes: exitCode === undefined ? undefined : { "process.exit_code": Number(exitCode) },
  };
}

const EXIT_CODE = /^(?:Process exit|Setup exit|Exit) code: (-?\d{1,10})/;
const FATAL = /^(?:Fatal exception|Internal error)/;
const ERROR =
  /^(?:Exception message:|Got E\w{1,40} exception|Defaulting to (?:Abort|Cancel) for suppressed|.{0,80}\b(?:failed|error)\b)/is;
const WARNING =
  /^(?:User cancell?ed|Rolling back changes|Defaulting to |Warning|Need to restart Windows\? Yes|Some applications could not)/i;
const HARMLESS =
  /\b(?:no|0|ignor\w{1,6}) errors?\b|^(?:Dest filename|Setup command line|Filename|Parameters|Original)/i;

/** Inno Setup writes no level: what its own sentences say. An exit code is a program's that it ran, not its own. */
function innoSeverity(body: string, exitCode: string | undefined): SeverityNumber {
  const start = body.slice(0, 1000);
  if (exitCode !== undefined) return exitCode === "0" || exitCode === "3010" ? SEVERITY.info : SEVERITY.warn;
  if (HARMLESS.test(start)) return SEVERITY.info;
  if (FATAL.test(start)) return SEVERITY.fatal;
  if (ERROR.test(start)) return SEVERITY.error;
  return WARNING.test(start) ? SEVERITY.warn : SEVERITY.info;
}
