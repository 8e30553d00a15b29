import { type DayOrder, decideDayOrder } from "#lib/formats/day-order.ts";
import type { FormatSettings, LogFormat, ParsedPiece, RecordParser, TextSample } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { isoTime } from "#lib/formats/iso-time.ts";
import { sampleLines } from "#lib/formats/sample-lines.ts";
import type { Json, JsonObject } from "#lib/model/json.ts";
import { SEVERITY } from "#lib/model/severity.ts";
import { levelSeverity } from "./level-severity.ts";
import { cultureDate, psadtTime } from "./psadt-time.ts";

/**
 * PSAppDeployToolkit's own ("Legacy") log style: "[time] [phase] [function] [level] :: text", the phase being optional.
 * The console's lines have no level. Facts: Write-Log of version 3 (MM-dd-yyyy), Write-ADTLogEntry of 4 (ISO). Its CMTrace style is read as cmtrace.
 */
export const psadt: LogFormat = {
  id: "psadt",
  title: FORMAT_TITLES.psadt,
  version: 2,
  framing: { kind: "multi-line", starts: isPsadtStart },
  detect,
  survey,
  createParser,
  samples: [
    "[2026-11-18T08:14:02.3310000+01:00] [Initialization] [Open-ADTSession] [Info] :: [Tallybook] setup started.\n",
    "[11-18-2026 08:14:02.331] [Installation] [Execute-MSI] [Error] :: Installation failed with exit code [60001].\n",
    "[18.11.2026 08:14:02] [Finalization] [Close-ADTSession] [Success] :: Done.\n",
  ],
};

const START = /^\[(\d{1,4}[./-] ?\d[^\][]{6,40})\]((?: \[[^\][]{0,120}\]){1,3}) ::(?: |$)/;

function isPsadtStart(line: string): boolean {
  return line.startsWith("[") && START.test(line);
}

function detect(sample: TextSample): number {
  const lines = sampleLines(sample);
  const starts = lines.filter(isPsadtStart).length;
  return starts === 0 ? 0 : starts / lines.length > 0.2 ? 0.97 : 0.6;
}

function survey(sample: TextSample): FormatSettings {
  const times = `${sample.head}\n${sample.tail ?? ""}`.split("\n").flatMap((line) => START.exec(line)?.[1] ?? []);
  const hasRecordZone = times.length > 0 && times.every((time) => isoTime(time)?.isLocal === false);
  const dates = times.map(cultureDate).filter((date) => date !== null);
  if (dates.length === 0) return hasRecordZone ? { hasRecordZone } : {};
  // Version 3 writes MM-dd-yyyy whatever the language; with other separators it was the language's own.
  const isFixed = dates.every((date) => /^\d\d-\d\d-\d{4}$/.test(date));
  const hint = isFixed ? ({ order: "mdy", reason: "Version 3 of the toolkit writes MM-dd-yyyy." } as const) : null;
  const decision = decideDayOrder({ dates, receivedAtMs: sample.receivedAtMs, hint });
  return {
    dateOrder: decision.order,
    isDateOrderAssumed: decision.isAssumed,
    dateOrderReason: decision.reason,
    notes: decision.isAssumed ? [decision.reason] : [],
  };
}

function createParser(settings: FormatSettings): RecordParser {
  const order: DayOrder = settings.dateOrder === "dmy" || settings.dateOrder === "ymd" ? settings.dateOrder : "mdy";
  const phases = new Map<string, JsonObject>();
  return { parse: ({ text }) => parsePiece(text, order, phases), state: (): Json => null };
}

function parsePiece(text: string, order: DayOrder, phases: Map<string, JsonObject>): ParsedPiece {
  const match = START.exec(text);
  if (match === null) {
    return {
      kind: "reject",
      reason: "Text above the first record: a record starts with [time] [function] [level] ::.",
    };
  }
  const [prefix, timeText = "", columns = ""] = match;
  const names = columns.slice(2, -1).split("] [");
  const level = isLevel(names.at(-1)) ? (names.pop() ?? "") : "";
  const source = names.pop() ?? "";
  const time = psadtTime(timeText, order);
  const body = text.slice(prefix.length).trimEnd().replaceAll("\r\n", "\n");
  const exitCode = EXIT_CODE.exec(body.slice(0, 1000))?.[1];
  return {
    kind: "record",
    timeUs: time?.timeUs ?? null,
    isLocalTime: time?.isLocal ?? true,
    timeText: time === null ? timeText : undefined,
    severityNumber: levelSeverity(level),
    severityText: /^(?:Info|Warning|Error|)$/.test(level) ? undefined : level,
    body,
    logger: source || undefined,
    attributes: exitCode === undefined ? undefined : { "process.exit_code": Number(exitCode) },
    sharedAttributes: names[0] === undefined ? undefined : phaseAttributes(names[0], phases),
  };
}

function isLevel(name: string | undefined): boolean {
  return name !== undefined && levelSeverity(name) !== SEVERITY.unspecified;
}

const EXIT_CODE = /\bexit(?:ing)?(?: with)? code \[?(-?\d{1,10})\]?/i;
const MAX_PHASES = 1000;

/** Equal phases share one object. */
function phaseAttributes(phase: string, phases: Map<string, JsonObject>): JsonObject {
  const known = phases.get(phase);
  if (known !== undefined) return known;
  if (phases.size >= MAX_PHASES) phases.clear();
  const attributes = { "psadt.phase": phase };
  phases.set(phase, attributes);
  return attributes;
}
