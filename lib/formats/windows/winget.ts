import type { FormatSettings, LogFormat, ParsedPiece, RecordParser, TextSample } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { sampleLines } from "#lib/formats/sample-lines.ts";
import type { Json } from "#lib/model/json.ts";
import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";
import { fractionUs, isStamp, stampUs } from "./stamp-time.ts";

/**
 * winget's diagnostics, "2026-11-18 08:14:02.331 <I> [CLI ] text"; older versions wrote no level. Facts: the
 * winget-cli project's AppInstallerLogging (channels, levels V I W E C); local time.
 */
export const winget: LogFormat = {
  id: "winget",
  title: FORMAT_TITLES.winget,
  version: 1,
  framing: { kind: "multi-line", starts: isWingetStart },
  detect,
  survey: (): FormatSettings => ({}),
  createParser: (): RecordParser => ({ parse: ({ text }) => parsePiece(text), state: (): Json => null }),
  samples: [
    "2026-11-18 08:14:02.331 [CORE] WinGet, version [1.9.25200], activity [{5A0C2C9E}]\n2026-11-18 08:14:02.340 [CLI ] Leaf command to execute: root:install\n",
    "2026-11-18 08:14:02.331 <E> [CLI ] Terminating context: 0x8a150006 at InstallFlow.cpp:812\n",
  ],
};

const START = /^.{19}\.(\d{3}) (?:<([A-Z])> )?\[([A-Z][A-Z\d]{1,7}) {0,4}\] ?/;
const CHANNELS = new Set(["FAIL", "CLI", "SQL", "REPO", "YAML", "CORE", "TEST", "CONF", "WORK"]);

function isWingetStart(line: string): boolean {
  return line.charCodeAt(19) === 46 && START.test(line) && isStamp(line);
}

function detect(sample: TextSample): number {
  const lines = sampleLines(sample);
  const starts = lines.filter((line) => isWingetStart(line) && CHANNELS.has(START.exec(line)?.[3] ?? ""));
  return starts.length === 0 ? 0 : starts.length / lines.length > 0.2 ? 0.93 : 0.4;
}

function parsePiece(text: string): ParsedPiece {
  const match = isWingetStart(text) ? START.exec(text) : null;
  if (match === null) {
    return {
      kind: "reject",
      reason: "Text above the first record: a record starts with a date, a time and [CHANNEL].",
    };
  }
  const [prefix, fraction = "", level = "", channel = ""] = match;
  const wholeUs = stampUs(text);
  const body = text.slice(prefix.length).trimEnd().replaceAll("\r\n", "\n");
  return {
    kind: "record",
    timeUs: wholeUs === null ? null : wholeUs + fractionUs(fraction),
    isLocalTime: true,
    timeText: wholeUs === null ? text.slice(0, 23) : undefined,
    severityNumber: level === "" ? severityOfText(channel, body) : severityOfLevel(level),
    body,
    logger: channel,
  };
}

function severityOfLevel(level: string): SeverityNumber {
  switch (level) {
    case "V":
      return SEVERITY.debug;
    case "I":
      return SEVERITY.info;
    case "W":
      return SEVERITY.warn;
    case "E":
      return SEVERITY.error;
    case "C":
      return SEVERITY.fatal;
    default:
      return SEVERITY.unspecified;
  }
}

/** Without a level: the channel for failures, and the sentence with which a command gives up. */
function severityOfText(channel: string, body: string): SeverityNumber {
  return channel === "FAIL" || body.startsWith("Terminating context: 0x8") ? SEVERITY.error : SEVERITY.info;
}
