import type { FormatSettings, LogFormat, ParsedPiece, RecordParser, TextSample } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { sampleLines } from "#lib/formats/sample-lines.ts";
import type { Json } from "#lib/model/json.ts";
import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";
import { fractionUs, STAMP_LENGTH, stampUs } from "./stamp-time.ts";

/**
 * chocolatey.log and choco.summary.log, written by log4net as "%date [%-5level] - %message" and, since 0.9.10, with the
 * process before the level. Facts: Chocolatey's Log4NetAppenderConfiguration and real logs. Undated lines continue.
 */
export const chocolatey: LogFormat = {
  id: "chocolatey",
  title: FORMAT_TITLES.chocolatey,
  version: 1,
  framing: { kind: "multi-line", starts: isChocolateyStart },
  detect,
  survey: (): FormatSettings => ({}),
  createParser: (): RecordParser => ({ parse: ({ text }) => parsePiece(text), state: (): Json => null }),
  samples: [
    "2026-11-18 08:14:02,421 1408 [INFO ] - Chocolatey v2.4.1\n2026-11-18 08:14:02,480 1408 [DEBUG] - Chocolatey is running on Windows v 10.0.26100.0\n",
    "2026-11-18 08:14:02,421 [WARN ] - Chocolatey upgraded 0/3 packages.\n",
  ],
};

const START = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,(\d{3}) (?:(\d{1,10}) )?\[(TRACE|DEBUG|INFO ?|WARN ?|ERROR|FATAL)\] - ?/;

function isChocolateyStart(line: string): boolean {
  return line.charCodeAt(STAMP_LENGTH) === 44 && START.test(line);
}

const OWN_WORDS = /\bchoco(?:latey)?\b|chocolatey|\.nupkg\b|XmlConfiguration is now operational/i;

function detect(sample: TextSample): number {
  const lines = sampleLines(sample);
  const starts = lines.filter(isChocolateyStart);
  if (starts.length === 0) return 0;
  const hasOwnWords = lines.some((line) => OWN_WORDS.test(line)) || /choco/i.test(sample.fileName);
  const hasProcess = starts.some((line) => START.exec(line)?.[2] !== undefined);
  if (hasOwnWords) return hasProcess ? 0.98 : 0.95;
  // Other programs use log4net too; the process in front of the padded level is rare among them.
  return hasProcess ? 0.9 : 0.4;
}

function parsePiece(text: string): ParsedPiece {
  const match = START.exec(text);
  if (match === null) {
    return { kind: "reject", reason: "Text above the first record: a record starts with a date, a time and [LEVEL]." };
  }
  const [prefix, fraction = "", processId, level = ""] = match;
  const wholeUs = stampUs(text);
  const body = text.slice(prefix.length).trimEnd().replaceAll("\r\n", "\n");
  const exitCode = EXIT_CODE.exec(body)?.[1];
  return {
    kind: "record",
    timeUs: wholeUs === null ? null : wholeUs + fractionUs(fraction),
    isLocalTime: true,
    timeText: wholeUs === null ? text.slice(0, STAMP_LENGTH + 4) : undefined,
    severityNumber: severityOf(level),
    body,
    processId: processId === undefined ? undefined : Number(processId),
    attributes: exitCode === undefined ? undefined : { "process.exit_code": Number(exitCode) },
  };
}

const EXIT_CODE = /^Exiting with (-?\d{1,10})\b/;

function severityOf(level: string): SeverityNumber {
  switch (level.trimEnd()) {
    case "TRACE":
      return SEVERITY.trace;
    case "DEBUG":
      return SEVERITY.debug;
    case "INFO":
      return SEVERITY.info;
    case "WARN":
      return SEVERITY.warn;
    case "ERROR":
      return SEVERITY.error;
    case "FATAL":
      return SEVERITY.fatal;
    default:
      return SEVERITY.unspecified;
  }
}
