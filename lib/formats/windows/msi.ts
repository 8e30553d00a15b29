import { type DayOrder, decideDayOrder } from "#lib/formats/day-order.ts";
import type {
  FormatSettings,
  LogFormat,
  ParsedPiece,
  ParsedRecord,
  RawPiece,
  RecordParser,
  TextSample,
} from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import type { Json, JsonObject } from "#lib/model/json.ts";
import { createMsiClock, type MsiClock, type RunEnd } from "./msi-clock.ts";
import { isMsiRecordOrText, isMsiRecordStart, type MsiLine, readMsiLine } from "./msi-line.ts";
import { msiSeverity } from "./msi-severity.ts";

/**
 * Windows Installer logs (msiexec /l*v, also without v). Facts: "Windows Installer Logging" and "Logging of Action
 * Return Values" in Microsoft's documentation, and real logs. A header is no record: it leads the first one under it.
 */
export const msi: LogFormat = {
  id: "msi",
  title: FORMAT_TITLES.msi,
  version: 3,
  framing: (settings) => ({ kind: "multi-line", starts: recordStart(settings), leads: isStartHeader }),
  detect,
  survey,
  createParser,
  samples: [
    "=== Verbose logging started: 3/12/2026  14:01:22  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\\Windows\\System32\\msiexec.exe ===\nMSI (c) (2C:48) [14:01:22:310]: Resetting cached policy values\n",
    "=== Logging started: 12.03.2026  14:01:22 ===\nAction start 14:01:22: INSTALL.\nAction ended 14:01:23: INSTALL. Return value 1.\n",
    "MSI (s) (5C:1C) [14:03:41:226]: Doing action: InstallFiles\n",
  ],
};

function isStartHeader(line: string): boolean {
  if (!line.startsWith("===")) return false;
  const read = readMsiLine(line);
  return read.kind === "header" && read.isStart;
}

function detect(sample: TextSample): number {
  const lines = sample.head.split("\n", 400).map((line) => line.trimEnd());
  const filled = lines.filter((line) => line !== "");
  const headerAt = filled.findIndex(isStartHeader);
  const starts = filled.filter(isMsiRecordOrText);
  const share = starts.length / Math.max(1, filled.length - Math.max(0, headerAt));
  if (headerAt === 0 && starts.length > 0) return 0.99;
  if (headerAt === 0) return /logging started/i.test(filled[0] ?? "") ? 0.95 : 0.6;
  // A wrapper's own lines may stand above the header; without any, the log was cut.
  if (headerAt > 0 && share > 0.3) return 0.95;
  const sure = starts.filter((line) => CERTAIN.test(line)).length;
  if (sure === 0) return 0;
  // Another product's log may quote a few such lines; in an MSI log they are most of it.
  return share > 0.3 ? 0.97 : share > 0.1 ? 0.7 : 0.3;
}

/** Shapes that nothing else has. */
const CERTAIN = /^(?:MSI \(|Action (?:start|ended) \d|Property\([A-Z]\): )/;

/** Logs without any other line have the texts of actions for records. */
function recordStart(settings: FormatSettings): (line: string) => boolean {
  return settings.hasOnlyActionTexts === true ? isMsiRecordOrText : isMsiRecordStart;
}

function survey(sample: TextSample): FormatSettings {
  const lines = `${sample.head}\n${sample.tail ?? ""}`.split("\n");
  const headers = lines.map((line) => ({ line, read: readHeaderLine(line) })).filter(({ read }) => read !== null);
  const dates = headers.map(({ read }) => read?.date ?? "");
  const isLocalised = headers.length > 0 && headers.every(({ line }) => !/logging (?:started|stopped)/i.test(line));
  const hint = isLocalised
    ? ({ order: "dmy", reason: "The log is not in English: its language writes the day first." } as const)
    : languageHint(lines);
  const decision = decideDayOrder({ dates, receivedAtMs: sample.receivedAtMs, hint });
  const hasOnlyActionTexts = !lines.some(isMsiRecordStart) && lines.some(isMsiRecordOrText);
  return {
    ...(hasOnlyActionTexts ? { hasOnlyActionTexts } : {}),
    ...endOfCutRun(sample.head),
    dateOrder: decision.order,
    isDateOrderAssumed: decision.isAssumed,
    dateOrderReason: decision.reason,
    notes: decision.isAssumed ? [decision.reason] : [],
  };
}

/** A log whose first header says that logging stopped lacks its beginning, and with it the date of the lines above. */
function endOfCutRun(head: string): { runEnd?: RunEnd } {
  for (const line of head.split("\n")) {
    const read = readHeaderLine(line);
    if (read !== null) return read.isStart ? {} : { runEnd: { date: read.date, timeOfDayMs: read.timeOfDayMs } };
  }
  return {};
}

function readHeaderLine(line: string) {
  if (!line.replace("\uFEFF", "").startsWith("===")) return null;
  const read = readMsiLine(line.replace("\uFEFF", "").trimEnd());
  return read.kind === "header" ? read : null;
}

/** The property dump names the user's language: 1033 (en-US) writes the month first, nearly all others do not. */
function languageHint(lines: readonly string[]) {
  for (const line of lines) {
    const language = /^Property\([A-Z]\): UserLanguageID = (\d+)/.exec(line)?.[1];
    if (language === undefined) continue;
    const order: DayOrder = language === "1033" ? "mdy" : "dmy";
    return { order, reason: `The log's UserLanguageID is ${language}.` };
  }
  return null;
}

function createParser(settings: FormatSettings, state?: Json): RecordParser {
  const order: DayOrder = settings.dateOrder === "dmy" || settings.dateOrder === "ymd" ? settings.dateOrder : "mdy";
  const [clockState, lastAction] = Array.isArray(state) ? state : [];
  const clock = createMsiClock(order, clockState, settings.runEnd as RunEnd | undefined);
  const progress: Progress = { action: typeof lastAction === "string" ? lastAction : "", shared: new Map() };
  return {
    parse: (piece) => parsePiece(piece, clock, progress),
    state: () => [clock.state(), progress.action],
  };
}

interface Progress {
  /** The action that is being done. */
  action: string;
  /** Sets of shared attributes by thread and action: equal sets are one object. */
  shared: Map<string, Map<string, JsonObject>>;
}

function parsePiece(piece: RawPiece, clock: MsiClock, progress: Progress): ParsedPiece {
  const lineEnd = piece.text.indexOf("\n");
  const firstLine = (lineEnd < 0 ? piece.text : piece.text.slice(0, lineEnd)).trimEnd();
  const line = readMsiLine(firstLine);
  if (line.kind === "header") return parseHeaded(piece.text, clock, progress);
  if (line.kind === "other")
    return {
      kind: "reject",
      reason: "Text that belongs to no record: the log's lines start with MSI (..), Action or Property(..).",
    };
  const below = lineEnd < 0 ? "" : piece.text.slice(lineEnd + 1);
  return parseRecord({ line, firstLine, below }, clock, progress);
}

/** A header with the record it leads; alone (at the end of a file) it is a record itself. */
function parseHeaded(text: string, clock: MsiClock, progress: Progress): ParsedPiece {
  const lines = text.split("\n").map((line) => line.trimEnd());
  const start = lines.findIndex(isMsiRecordOrText);
  const headers = start < 0 ? lines : lines.slice(0, start);
  const headerUs = headers.reduce<number | null>((first, line) => first ?? observeHeader(line, clock), null);
  const header = headers.filter((line) => line !== "").join("\n");
  progress.action = "";
  const firstLine = lines[start];
  if (firstLine === undefined) return headerRecord(header, headerUs);
  const below = lines.slice(start + 1).join("\n");
  const record = parseRecord({ line: readMsiLine(firstLine), firstLine, below }, clock, progress);
  return { ...record, attributes: { ...record.attributes, "msi.header": header } };
}

/** Logs of errors only hold nothing but the headers and messages between them. */
function headerRecord(header: string, timeUs: number | null): ParsedRecord {
  const severityNumber = msiSeverity({ kind: "other" }, header);
  return { kind: "record", timeUs, isLocalTime: true, severityNumber, body: header };
}

function parseRecord(
  piece: { line: MsiLine; firstLine: string; below: string },
  clock: MsiClock,
  progress: Progress,
): ParsedRecord {
  const { line, firstLine } = piece;
  const timeOfDayMs = "timeOfDayMs" in line ? line.timeOfDayMs : null;
  const timeUs = timeOfDayMs === null ? null : clock.at(timeOfDayMs);
  const below = piece.below.includes("===") ? observeHeaders(piece.below, clock) : piece.below.trimEnd();
  const message = line.kind === "engine" ? line.message.trimEnd() : firstLine;
  const body = below.trim() === "" ? message : `${message}\n${below.replaceAll("\r", "")}`;
  noteAction(line, message, progress);
  return {
    kind: "record",
    timeUs,
    isLocalTime: true,
    timeText: timeUs === null && timeOfDayMs !== null ? timeText(timeOfDayMs) : undefined,
    severityNumber: msiSeverity(line, body),
    body,
    logger: line.kind === "engine" || line.kind === "property" ? `MSI (${line.side.toLowerCase()})` : undefined,
    attributes: ownAttributes(line),
    sharedAttributes: sharedAttributes(line, progress),
  };
}

function observeHeader(line: string, clock: MsiClock): number | null {
  const header = readHeaderLine(line);
  return header === null ? null : clock.header(header.date, header.timeOfDayMs);
}

/** "Logging stopped" and its date stand under the last record of a run. */
function observeHeaders(below: string, clock: MsiClock): string {
  for (const line of below.split("\n")) observeHeader(line, clock);
  return below.trimEnd();
}

const ACTION_MARK =
  /^(?:Doing action: |Executing op: (?:ActionStart\(Name=|CustomActionSchedule\(Action=))([^,)\s]{1,100})/;

function noteAction(line: MsiLine, message: string, progress: Progress): void {
  if (line.kind === "action") progress.action = line.step === "ended" ? progress.action : line.name;
  const name = ACTION_MARK.exec(message)?.[1];
  if (name !== undefined) progress.action = name;
}

function ownAttributes(line: MsiLine): JsonObject | undefined {
  if (line.kind === "property") return { "msi.property": line.name };
  if (line.kind !== "action" || line.returnValue === null) return undefined;
  return { "msi.return_value": line.returnValue };
}

const MAX_SHARED = 500;

function sharedAttributes(line: MsiLine, { action, shared }: Progress): JsonObject | undefined {
  if (line.kind === "property") return undefined;
  const thread = line.kind === "engine" ? line.thread : "";
  const name = line.kind === "action" ? line.name : action;
  if (thread === "" && name === "") return undefined;
  // Two short maps are cheaper than a joined key for each line.
  const byName = shared.get(thread) ?? new Map<string, JsonObject>();
  const known = byName.get(name);
  if (known !== undefined) return known;
  const attributes: JsonObject = {
    ...(thread === "" ? {} : { "thread.name": thread }),
    ...(name === "" ? {} : { "msi.action": name }),
  };
  if (shared.size >= MAX_SHARED) shared.clear();
  if (byName.size >= MAX_SHARED) byName.clear();
  shared.set(thread, byName.set(name, attributes));
  return attributes;
}

function timeText(timeOfDayMs: number): string {
  return new Date(timeOfDayMs).toISOString().slice(11, 23);
}
