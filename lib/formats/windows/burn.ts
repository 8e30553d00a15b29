import type { FormatSettings, LogFormat, ParsedPiece, RecordParser, TextSample } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { isoTime } from "#lib/formats/iso-time.ts";
import { sampleLines } from "#lib/formats/sample-lines.ts";
import type { Json, JsonObject } from "#lib/model/json.ts";
import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";

/**
 * Logs of WiX bundles. Facts: WiX Toolset's logutil.cpp ("[%04X:%04X][time]i001: text", local time to the second) and
 * the message texts of engine.mc: 7 tells the exit code, 399 the result of applying.
 */
export const burn: LogFormat = {
  id: "burn",
  title: FORMAT_TITLES.burn,
  version: 1,
  framing: { kind: "multi-line", starts: isBurnStart },
  detect,
  survey: (): FormatSettings => ({}),
  createParser: (): RecordParser => ({ parse: ({ text }) => parsePiece(text), state: (): Json => null }),
  samples: [
    "[0B1C:22A4][2026-11-18T08:14:02]i001: Burn x64 v4.0.5, Windows v10.0 (Build 26100: Service Pack 0), path: C:\\Setup\\Tallybook.exe\n",
    "[0B1C:22A4][2026-11-18T08:14:09]e000: Error 0x80070643: Failed to install the package.\n[0B1C:22A4][2026-11-18T08:14:09]i007: Exit code: 0x643, restarting: No\n",
  ],
};

const START =
  /^\[([\dA-Fa-f]{2,8}):([\dA-Fa-f]{2,8})\]\[(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,7})?(?:Z|[+-]\d\d:?\d\d)?)\](?:([a-z])(\d{1,5}))?: ?/;

function isBurnStart(line: string): boolean {
  return line.startsWith("[") && START.test(line);
}

function detect(sample: TextSample): number {
  const lines = sampleLines(sample);
  const starts = lines.filter(isBurnStart).length;
  return starts === 0 ? 0 : starts / lines.length > 0.2 ? 0.98 : 0.6;
}

function parsePiece(text: string): ParsedPiece {
  const match = START.exec(text);
  if (match === null) {
    return { kind: "reject", reason: "Text above the first record: a record starts with [process:thread][time]." };
  }
  const [prefix, processId = "", threadId = "", timeText = "", level = "", id = ""] = match;
  const body = text.slice(prefix.length).trimEnd().replaceAll("\r\n", "\n");
  const time = isoTime(timeText);
  const exitCode = exitCodeOf(body, Number(id));
  const attributes: JsonObject = { "thread.id": Number.parseInt(threadId, 16) };
  if (id !== "") attributes["burn.message_id"] = level + id;
  if (exitCode !== null) attributes["process.exit_code"] = exitCode;
  return {
    kind: "record",
    timeUs: time?.timeUs ?? null,
    isLocalTime: time?.isLocal ?? true,
    timeText: time === null ? timeText : undefined,
    severityNumber: severityOf(level, exitCode),
    body,
    processId: Number.parseInt(processId, 16),
    attributes,
  };
}

const EXIT_CODE = /^(?:Exit code|Shutting down, exit code|Apply complete, result): 0x([\dA-Fa-f]{1,8})\b/;

/** The code with which the bundle or its run ended; null for all other messages. */
function exitCodeOf(body: string, id: number): number | null {
  if (id !== 7 && id !== 399 && id !== 500) return null;
  const code = EXIT_CODE.exec(body)?.[1];
  return code === undefined ? null : Number.parseInt(code, 16);
}

/** Done; done and restarting; done once restarted: also as HRESULTs. */
const SUCCESS = new Set([0, 1641, 3010, 0x80070669, 0x80070bc2]);
const CANCELLED = new Set([1602, 1604, 0x80070642, 0x80070644]);

function severityOf(level: string, exitCode: number | null): SeverityNumber {
  if (exitCode !== null && CANCELLED.has(exitCode)) return SEVERITY.warn;
  if (exitCode !== null && !SUCCESS.has(exitCode)) return SEVERITY.error;
  switch (level) {
    case "e":
      return SEVERITY.error;
    case "w":
      return SEVERITY.warn;
    case "i":
    // Early versions wrote no level.
    case "":
      return SEVERITY.info;
    case "d":
    case "v":
      return SEVERITY.debug;
    default:
      return SEVERITY.unspecified;
  }
}
