import { type DayOrder, type DayOrderDecision, decideDayOrder, readDay } from "#lib/formats/day-order.ts";
import type {
  FormatSettings,
  LogFormat,
  ParsedPiece,
  RawPiece,
  RecordParser,
  TextSample,
} from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import type { Json, JsonObject } from "#lib/model/json.ts";
import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";
import { CMTRACE_OPENER, type CmtraceEntry, readCmtraceEntry } from "./cmtrace-entry.ts";
import { readCmtraceTime } from "./cmtrace-time.ts";

/**
 * CMTrace logs of ConfigMgr, task sequences, MDT, the Intune agent and scripts. Facts: Microsoft's "About log files"
 * for ConfigMgr (type 1 to 3, time with a bias where UTC = local + bias), and real logs for what the dialects do.
 */
export const cmtrace: LogFormat = {
  id: "cmtrace",
  title: FORMAT_TITLES.cmtrace,
  version: 1,
  framing: { kind: "multi-line", starts: (line) => line.startsWith(CMTRACE_OPENER), ends: endsRecord },
  detect,
  survey,
  createParser,
  samples: [
    '<![LOG[Policy arrived]LOG]!><time="08:14:02.331+-60" date="11-18-2026" component="PolicyAgent" context="" type="1" thread="2044" file="agent.cpp:88">\n',
    '<![LOG[[Win32App] Starting app check in]LOG]!><time="08:14:02.3310045" date="18-11-2026" component="IntuneManagementExtension" context="" type="1" thread="7" file="">\n',
    "Starting the sync  $$<SyncAgent><11-18-2026 08:14:02.331+-60><thread=2044 (0x7FC)>\n",
  ],
};

function endsRecord(line: string): boolean {
  return line.includes("]LOG]!><") && line.trimEnd().endsWith(">");
}

function detect(sample: TextSample): number {
  const lines = sample.head.split("\n", 200).filter((line) => line.trim() !== "");
  if (lines.length === 0) return 0;
  if (lines[0]?.replace("\uFEFF", "").startsWith(CMTRACE_OPENER)) return 0.99;
  const records = lines.filter((line) => line.startsWith(CMTRACE_OPENER) || readCmtraceEntry(line).kind === "entry");
  return records.length / lines.length > 0.5 ? 0.95 : records.length > 0 ? 0.4 : 0;
}

interface SampledRecord {
  date: string;
  biasMinutes: number | null;
  hasThread: boolean;
}

const SAMPLED = /<time="([^"]{5,40})" date="([^"]{6,12})"[^>]{0,400}? thread="([^"]{0,20})"/g;

function survey(sample: TextSample): FormatSettings {
  const records: SampledRecord[] = [];
  for (const [, time = "", date = "", thread] of `${sample.head}\n${sample.tail ?? ""}`.matchAll(SAMPLED)) {
    const biasMinutes = readCmtraceTime(time)?.biasMinutes ?? null;
    records.push({ date, biasMinutes, hasThread: thread !== "" });
  }
  // MDT's scripts write +000 on every line whatever the zone, and no thread.
  const isBiasTrusted =
    records.length === 0 || !records.every(({ biasMinutes, hasThread }) => biasMinutes === 0 && !hasThread);
  const hasRecordZone = records.length > 0 && isBiasTrusted && records.every(({ biasMinutes }) => biasMinutes !== null);
  const decision = decideOrder(records, sample.receivedAtMs);
  return {
    hasRecordZone,
    isBiasTrusted,
    dateOrder: decision.order,
    isDateOrderAssumed: decision.isAssumed,
    dateOrderReason: decision.reason,
    notes: decision.isAssumed ? [decision.reason] : [],
  };
}

/** With a bias, the date is month-day-year by definition; without one (Intune), it follows the machine's language. */
function decideOrder(records: readonly SampledRecord[], receivedAtMs: number): DayOrderDecision {
  const dates = records.map(({ date }) => date).filter((date, index, all) => date !== all[index - 1]);
  if (!records.every(({ biasMinutes }) => biasMinutes !== null)) return decideDayOrder({ dates, receivedAtMs });
  const dayFirst = dates.find((date) => readDay(date, "mdy") === null && readDay(date, "dmy") !== null);
  return dayFirst === undefined
    ? { order: "mdy", isAssumed: false, reason: "CMTrace writes month, day, year." }
    : { order: "dmy", isAssumed: false, reason: `${dayFirst} can only be day, month, year.` };
}

/** Every record stands on its own, so there is no state. */
function createParser(settings: FormatSettings): RecordParser {
  const order: DayOrder = settings.dateOrder === "dmy" || settings.dateOrder === "ymd" ? settings.dateOrder : "mdy";
  const isBiasTrusted = settings.isBiasTrusted !== false;
  return { parse: (piece) => parsePiece(piece, { order, isBiasTrusted }), state: (): Json => null };
}

function parsePiece(piece: RawPiece, settings: { order: DayOrder; isBiasTrusted: boolean }): ParsedPiece {
  const entry = readCmtraceEntry(piece.text);
  if (entry.kind === "reject") return entry;
  const time = readCmtraceTime(entry.time);
  const dayMs = readDay(entry.date, settings.order) ?? readDay(entry.date, settings.order === "dmy" ? "mdy" : "dmy");
  const isLocalTime = time === null || time.biasMinutes === null || (!settings.isBiasTrusted && time.biasMinutes === 0);
  const wallUs = time === null || dayMs === null ? null : dayMs * 1000 + time.timeOfDayUs;
  return {
    kind: "record",
    timeUs: wallUs === null || isLocalTime ? wallUs : wallUs + (time?.biasMinutes ?? 0) * 60_000_000,
    isLocalTime,
    timeText: wallUs === null ? `${entry.date} ${entry.time}`.trim() || undefined : undefined,
    severityNumber: severityOf(entry.type),
    severityText: /^[0-3]?$/.test(entry.type) ? undefined : entry.type.slice(0, 20),
    body: entry.message,
    logger: entry.component || undefined,
    attributes: ownAttributes(entry),
    sharedAttributes: sharedAttributes(entry, time?.biasText ?? null),
  };
}

/** 1 to 3 by definition; 0 is ConfigMgr's own information, 4 and up are verbose lines of scripts. */
function severityOf(type: string): SeverityNumber {
  if (type === "0" || type === "1") return SEVERITY.info;
  if (type === "2") return SEVERITY.warn;
  if (type === "3") return SEVERITY.error;
  return /^[4-9]$/.test(type) ? SEVERITY.debug : SEVERITY.unspecified;
}

function ownAttributes(entry: CmtraceEntry): JsonObject | undefined {
  return entry.thread === "" ? undefined : { "thread.id": entry.thread };
}

/** The bias stays readable as written, because what it means was decided here. */
function sharedAttributes(entry: CmtraceEntry, biasText: string | null): JsonObject | undefined {
  const attributes: JsonObject = {};
  if (entry.file !== "") attributes["code.file"] = entry.file;
  if (entry.context !== "") attributes["cmtrace.context"] = entry.context;
  if (biasText !== null) attributes["cmtrace.bias"] = biasText;
  return Object.keys(attributes).length === 0 ? undefined : attributes;
}
