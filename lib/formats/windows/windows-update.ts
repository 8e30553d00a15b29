import type { FormatSettings, LogFormat, ParsedPiece, RecordParser, TextSample } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { sampleLines } from "#lib/formats/sample-lines.ts";
import type { Json } from "#lib/model/json.ts";
import { createRunZone, offsetMinutes, type RunZone, runZoneSettings } from "./run-zone.ts";
import { fractionUs, stampUs } from "./stamp-time.ts";
import { isTypicalStart, isWindowsUpdateStart, readWindowsUpdateLine } from "./windows-update-line.ts";
import { windowsUpdateSeverity } from "./windows-update-severity.ts";

/**
 * Windows Update: the text log up to Windows 8.1 and what Get-WindowsUpdateLog decodes. Facts: Microsoft's "How to read
 * the Windowsupdate.log file" and "Windows Update log files", and real logs. Process numbers are decimal.
 */
export const windowsUpdate: LogFormat = {
  id: "windows-update",
  title: FORMAT_TITLES["windows-update"],
  version: 1,
  framing: { kind: "multi-line", starts: isWindowsUpdateStart },
  detect,
  survey,
  createParser,
  samples: [
    "2026/11/18 08:14:02.9553434 1304  8172  Agent           *FAILED* [8024401C] Search for updates\n",
    "2026-11-18\t08:14:02:109\t 912\t1a88\tMisc\t===========  Logging initialized (build: 7.9.9600.1, tz: -0800)  ===========\n",
    "2026-11-18 08:14:02.1234567 1304  8172  ComApi          * START *   Search\n",
  ],
};

function detect(sample: TextSample): number {
  const lines = sampleLines(sample);
  const starts = lines.filter(isTypicalStart);
  if (starts.length === 0) return 0;
  const share = starts.length / lines.length;
  return share > 0.3 ? 0.96 : share > 0.05 ? 0.8 : 0.3;
}

const INITIALISED = /Logging initialized \(build: [^,\n]{1,40}, tz: ([+-]\d{4})\)/;

function survey(sample: TextSample): FormatSettings {
  const offsets = `${sample.head}\n${sample.tail ?? ""}`.split("\n").flatMap((line) => headerOffset(line) ?? []);
  return runZoneSettings(offsets, "The log states its zone where logging begins.");
}

function headerOffset(message: string): number | null {
  const text = message.includes("Logging initialized") ? INITIALISED.exec(message)?.[1] : undefined;
  return text === undefined ? null : offsetMinutes(text);
}

function createParser(settings: FormatSettings, state?: Json): RecordParser {
  const zone = createRunZone(settings, state);
  return { parse: ({ text }) => parsePiece(text, zone), state: () => zone.state() };
}

/** Before this a time is a counter that was never set: lines that could not be decoded bear 1600-12-31. */
const EARLIEST_US = Date.UTC(1990, 0, 1) * 1000;

function parsePiece(text: string, zone: RunZone): ParsedPiece {
  const line = readWindowsUpdateLine(text);
  if (line === null) {
    return {
      kind: "reject",
      reason: "Text above the first record: a record starts with date, time, process and thread.",
    };
  }
  const message = text.slice(line.messageAt).trimEnd();
  const offset = headerOffset(message);
  if (offset !== null) zone.header(offset);
  const wallUs = stampUs(line.stamp);
  const isTime = wallUs !== null && wallUs >= EARLIEST_US;
  const time = isTime ? zone.at(wallUs + fractionUs(line.fraction)) : { timeUs: null, isLocalTime: true };
  return {
    kind: "record",
    ...time,
    timeText: isTime ? undefined : `${line.stamp}.${line.fraction}`,
    severityNumber: windowsUpdateSeverity(message),
    body: message.includes("\r") ? message.replaceAll("\r\n", "\n") : message,
    logger: line.component || undefined,
    processId: /^\d+$/.test(line.processId) ? Number(line.processId) : undefined,
    attributes: { "thread.id": line.threadId },
  };
}
