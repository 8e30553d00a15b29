import type { LogFormat, ParsedPiece, RecordParser } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import type { Json } from "#lib/model/json.ts";
import { detectSetup, type SetupProducer } from "./detect-setup.ts";
import { levelSeverity } from "./level-severity.ts";
import { isSetupStart, readSetupLine, type SetupLine } from "./setup-line.ts";
import { setupZone } from "./setup-zone.ts";
import { STAMP_LENGTH, stampUs } from "./stamp-time.ts";

/**
 * The log that Windows Setup, component servicing and DISM write alike: a local time, a level, a component, text; lines
 * without a time continue the record above. Facts: Microsoft's "Windows Setup log files and event logs", and real logs.
 */
export function setupLog(id: SetupProducer, samples: readonly string[]): LogFormat {
  return {
    id,
    title: FORMAT_TITLES[id],
    version: 1,
    framing: { kind: "multi-line", starts: isSetupStart },
    detect: (sample) => detectSetup(sample, id),
    survey: setupZone,
    createParser: (): RecordParser => ({ parse: ({ text }) => parsePiece(text), state: (): Json => null }),
    samples,
  };
}

const COMMON_LEVELS = new Set(["Info", "Warning", "Error"]);

function parsePiece(text: string): ParsedPiece {
  if (!isSetupStart(text)) {
    return { kind: "reject", reason: "Text above the first record: a record starts with a date, a time and a level." };
  }
  const line = readSetupLine(text);
  if (line === null) return { kind: "reject", reason: "No level such as Info or Error follows the time." };
  const timeUs = stampUs(text);
  const source = line.component === "DISM" ? dismSource(text, line.messageAt) : null;
  return {
    kind: "record",
    timeUs,
    isLocalTime: true,
    timeText: timeUs === null ? text.slice(0, STAMP_LENGTH) : undefined,
    severityNumber: levelSeverity(line.level),
    severityText: COMMON_LEVELS.has(line.level) ? undefined : line.level,
    body: messageOf(text, source?.messageAt ?? line.messageAt),
    logger: source?.provider || line.component || undefined,
    processId: source?.processId,
    attributes: ownAttributes(line, source),
  };
}

function messageOf(text: string, from: number): string {
  const message = text.slice(from).trimEnd();
  return message.includes("\r") ? message.replaceAll("\r\n", "\n") : message;
}

interface DismSource {
  provider: string;
  processId: number;
  threadId: string;
  messageAt: number;
}

const DISM_SOURCE = /(?:([A-Za-z][\w. ]{1,40}): )?PID=(\d{1,10})(?: TID=(\d{1,10}))? ?/y;

/** "DISM Package Manager: PID=812 TID=4410 text": who within DISM wrote it. */
function dismSource(text: string, from: number): DismSource | null {
  DISM_SOURCE.lastIndex = from;
  const match = DISM_SOURCE.exec(text);
  if (match === null) return null;
  const [prefix, provider = "DISM", processId, threadId = ""] = match;
  return { provider, processId: Number(processId), threadId, messageAt: from + prefix.length };
}

function ownAttributes(line: SetupLine, source: DismSource | null) {
  const threadId = source?.threadId ?? "";
  if (line.messageId === "" && threadId === "") return undefined;
  return {
    ...(line.messageId === "" ? {} : { "setup.message_id": line.messageId }),
    ...(threadId === "" ? {} : { "thread.id": threadId }),
  };
}
