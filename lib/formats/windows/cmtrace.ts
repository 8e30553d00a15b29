import { type DayOrder, type DayOrderDecision, decideDayOrder, readDay } from "#lib/formats/day-order.ts";
import type {
  FormatSettings,
  Framing,
  LogFormat,
  ParsedPiece,
  RawPiece,
  RecordParser,
  TextSample,
} from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { sampleLines } from "#lib/formats/sample-lines.ts";
import type { Json, JsonObject } from "#lib/model/json.ts";
import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";
import {
  CMTRACE_OPENER,
  type CmtraceEntry,
  isByScript,
  isCopiedEnd,
  readCmtraceEntry,
  SIMPLE_MARK,
} from "./cmtrace-entry.ts";
import { readCmtraceTime } from "./cmtrace-time.ts";
import { levelSeverity } from "./level-severity.ts";

/**
 * CMTrace logs of ConfigMgr, task sequences, MDT, the Intune agent and scripts. Facts: Microsoft's "About log files"
 * for ConfigMgr (type 1 to 3, time with a bias where UTC = local + bias), and real logs for what the dialects do.
 * Scripts write the opposite sign or the definition's, PSAppDeployToolkit a standard offset or the current one.
 */
export const cmtrace: LogFormat = {
  id: "cmtrace",
  title: FORMAT_TITLES.cmtrace,
  version: 3,
  framing: (settings) => (settings.isSimple === true ? SIMPLE_FRAMING : RECORD_FRAMING),
  detect,
  survey,
  createParser,
  samples: [
    '<![LOG[Policy arrived]LOG]!><time="08:14:02.331+-60" date="11-18-2026" component="PolicyAgent" context="" type="1" thread="2044" file="agent.cpp:88">\n',
    '<![LOG[[Win32App] Starting app check in]LOG]!><time="08:14:02.3310045" date="18-11-2026" component="IntuneManagementExtension" context="" type="1" thread="7" file="">\n',
    "Starting the sync  $$<SyncAgent><11-18-2026 08:14:02.331+-60><thread=2044 (0x7FC)>\n",
  ],
};

const RECORD_FRAMING: Framing = {
  kind: "multi-line",
  starts: startsRecord,
  ends: endsRecord,
  joint: `>${CMTRACE_OPENER}`,
};
/** The text of a simple record comes first, on as many lines as it has; its last line says whose and when it was. */
const SIMPLE_FRAMING: Framing = { kind: "multi-line", starts: endsSimple, ends: endsSimple, opens: () => true };

function startsRecord(line: string): boolean {
  return line.startsWith(CMTRACE_OPENER) || (line.charCodeAt(0) <= 32 && line.trimStart().startsWith(CMTRACE_OPENER));
}

function endsRecord(line: string): boolean {
  return line.includes("]LOG]!><");
}

function endsSimple(line: string): boolean {
  return line.includes(SIMPLE_MARK) || isCopiedEnd(line);
}

function detect(sample: TextSample): number {
  const lines = sampleLines(sample);
  const [first] = lines;
  if (first === undefined) return 0;
  if (startsRecord(first)) return 0.99;
  const records = lines.filter(
    (line) => startsRecord(line) || endsRecord(line) || readCmtraceEntry(line).kind === "entry",
  );
  const share = records.length / lines.length;
  return share > 0.5 ? 0.95 : share > 0.2 ? 0.8 : share > 0 ? 0.4 : 0;
}

interface SampledRecord {
  date: string;
  biasMinutes: number | null;
  hasThread: boolean;
  isByScript: boolean;
}

const SAMPLED = /<time="([^"]{5,40})" date="([^"]{6,12})"([^>]{0,600})/g;
const SAMPLED_SIMPLE = /\$\$<[^<>]{0,200}><(\d{1,2}-\d{1,2}-\d{4}) ([^<> ]{5,40})>/g;
const SAMPLED_COPIED = /\t(\d[\d./ -]{5,11}),? {1,2}([\d:]{7,8}(?: ?[AaPp]\.?[Mm]\.?)?)\t\d{1,10} \(0x/g;
const SCRIPT_NOTE =
  "Scripts wrote these times with a bias whose sign they do not agree on: the zone is not taken from it.";

function survey(sample: TextSample): FormatSettings {
  const text = `${sample.head}\n${sample.tail ?? ""}`;
  const isSimple = !text.includes(CMTRACE_OPENER) && (text.includes(SIMPLE_MARK) || text.split("\n").some(isCopiedEnd));
  const records = isSimple ? sampledSimple(text) : sampledRecords(text);
  // MDT's scripts write +000 on every line whatever the zone, and no thread.
  const isBiasTrusted =
    records.length === 0 || !records.every(({ biasMinutes, hasThread }) => biasMinutes === 0 && !hasThread);
  const isSaid = ({ biasMinutes, isByScript }: SampledRecord) => biasMinutes !== null && !isByScript;
  const hasRecordZone = records.length > 0 && isBiasTrusted && records.every(isSaid);
  const isScripted = records.some(({ biasMinutes, isByScript }) => isByScript && biasMinutes !== null);
  const decision = decideOrder(records, sample.receivedAtMs);
  return {
    ...(isSimple ? { isSimple } : {}),
    hasRecordZone,
    isBiasTrusted,
    dateOrder: decision.order,
    isDateOrderAssumed: decision.isAssumed,
    dateOrderReason: decision.reason,
    notes: [...(decision.isAssumed ? [decision.reason] : []), ...(isScripted ? [SCRIPT_NOTE] : [])],
  };
}

function sampledRecords(text: string): SampledRecord[] {
  return [...text.matchAll(SAMPLED)].map(([, time = "", date = "", rest = ""]) => {
    const written = { context: attributeIn(rest, "context"), file: attributeIn(rest, "file") };
    return {
      date,
      biasMinutes: readCmtraceTime(time)?.biasMinutes ?? null,
      hasThread: attributeIn(rest, "thread") !== "",
      isByScript: isByScript(written),
    };
  });
}

function attributeIn(attributes: string, name: "context" | "file" | "thread"): string {
  const from = attributes.indexOf(` ${name}="`);
  return from < 0 ? "" : (attributes.slice(from + name.length + 3).split('"', 1)[0] ?? "");
}

function sampledSimple(text: string): SampledRecord[] {
  return [...text.matchAll(SAMPLED_SIMPLE), ...text.matchAll(SAMPLED_COPIED)].map(([, date = "", time = ""]) => {
    const biasMinutes = readCmtraceTime(time)?.biasMinutes ?? null;
    return { date: date.trim(), biasMinutes, hasThread: true, isByScript: false };
  });
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

/** Every record stands on its own, so there is no state; what repeats from record to record is remembered. */
function createParser(settings: FormatSettings): RecordParser {
  const order: DayOrder = settings.dateOrder === "dmy" || settings.dateOrder === "ymd" ? settings.dateOrder : "mdy";
  const context: ParseContext = {
    isBiasTrusted: settings.isBiasTrusted !== false,
    dayMs: rememberedDay(order),
    shared: new Map(),
  };
  return { parse: (piece) => parsePiece(piece, context), state: (): Json => null };
}

interface ParseContext {
  isBiasTrusted: boolean;
  dayMs(date: string): number | null;
  shared: Map<string, JsonObject>;
}

function rememberedDay(order: DayOrder): (date: string) => number | null {
  let known: { date: string; dayMs: number | null } = { date: "", dayMs: null };
  return (date) => {
    if (date !== known.date) {
      known = { date, dayMs: readDay(date, order) ?? readDay(date, order === "dmy" ? "mdy" : "dmy") };
    }
    return known.dayMs;
  };
}

function parsePiece(piece: RawPiece, context: ParseContext): ParsedPiece {
  const entry = readCmtraceEntry(piece.text);
  if (entry.kind === "reject") return entry;
  const time = readCmtraceTime(entry.time);
  const dayMs = context.dayMs(entry.date);
  const isZoneless = time === null || time.biasMinutes === null || (!context.isBiasTrusted && time.biasMinutes === 0);
  const isLocalTime = isZoneless || isByScript(entry);
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
    sharedAttributes: sharedAttributes(entry, time?.biasText ?? null, context.shared),
  };
}

/** 1 to 3 by definition; 0 is ConfigMgr's own information, 4 and up are verbose lines of scripts, which write words too. */
function severityOf(type: string): SeverityNumber {
  if (type === "0" || type === "1") return SEVERITY.info;
  if (type === "2") return SEVERITY.warn;
  if (type === "3") return SEVERITY.error;
  return /^[4-9]$/.test(type) ? SEVERITY.debug : levelSeverity(type);
}

function ownAttributes(entry: CmtraceEntry): JsonObject | undefined {
  return entry.thread === "" ? undefined : { "thread.id": entry.thread };
}

const MAX_SHARED = 2000;

/** The bias stays readable as written, because what it means was decided here. Equal sets are one object. */
function sharedAttributes(
  { file, context }: CmtraceEntry,
  biasText: string | null,
  known: Map<string, JsonObject>,
): JsonObject | undefined {
  if (file === "" && context === "" && biasText === null) return undefined;
  const key = `${file}\n${context}\n${biasText}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const attributes: JsonObject = {};
  if (file !== "") attributes["code.file"] = file;
  if (context !== "") attributes["cmtrace.context"] = context;
  if (biasText !== null) attributes["cmtrace.bias"] = biasText;
  if (known.size >= MAX_SHARED) known.clear();
  known.set(key, attributes);
  return attributes;
}
