import type { FormatSettings, ParsedPiece, RecordParser } from "#lib/formats/format.ts";
import { presentAttributes } from "#lib/formats/present-attributes.ts";
import { SEVERITY, type SeverityNumber, severityLevel } from "#lib/model/severity.ts";
import { letterSeverity, type PlainSeverity, plainSeverity } from "./plain-severity.ts";
import { layoutsById, type PlainSettings } from "./plain-survey.ts";
import { type FoundTime, findTime } from "./plain-times.ts";

/** Parses lines of plain text by what the survey found. */
export function createPlainParser(settings: FormatSettings): RecordParser {
  const { layouts: ids, dayOrder, latestUs } = settings as PlainSettings;
  const layouts = layoutsById(ids);
  const context = { dayOrder, latestUs };
  return {
    parse({ text }) {
      const reason = unreadable(text);
      if (reason !== null) return { kind: "reject", reason };
      const lineEnd = text.indexOf("\n");
      const time = findTime(lineEnd === -1 ? text : text.slice(0, lineEnd), layouts, context);
      return plainRecord(text, time);
    },
    state: () => null,
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose.
const CONTROLS = /[\u0000-\u0007\u000e-\u001a\u001c-\u001f\u007f-\u009f]/g;

/** Stretches of NUL or of bytes that are no text, as crashes and torn writes leave them. */
function unreadable(text: string): string | null {
  const controls = text.match(CONTROLS)?.length ?? 0;
  if (controls === 0 || controls < text.length * 0.3) return null;
  return /^\0+$/.test(text) ? "Only NUL bytes, as a crash or reserved space leaves them." : "Binary data, not text.";
}

function plainRecord(text: string, time: FoundTime | null): ParsedPiece {
  const body = withoutTime(text, time);
  const severity = letterSeverity(time?.level) ?? plainSeverity(body);
  return {
    kind: "record",
    timeUs: time?.timeUs ?? null,
    isLocalTime: time?.isLocal,
    timeText: time !== null && time.timeUs === null ? time.text : undefined,
    severityNumber: severity?.severityNumber ?? SEVERITY.unspecified,
    severityText:
      severity === null || severity.isKeyword ? undefined : shownText(severity.text, severity.severityNumber),
    body,
    attributes: presentAttributes({
      ...(isGuess(severity) ? { "log.severity_source": "keyword" } : {}),
      ...(time?.zoneName === undefined ? {} : { "log.time_text": `${time.text} ${time.zoneName}` }),
    }),
  };
}

/** Severity by a word of the message is a guess, and marked as such. */
function isGuess(severity: PlainSeverity | null): boolean {
  return severity?.isKeyword === true;
}

function shownText(text: string, severityNumber: SeverityNumber): string | undefined {
  return text.toLowerCase() === severityLevel(severityNumber) ? undefined : text;
}

/** The time has a column of its own, so the body starts behind it. */
function withoutTime(text: string, time: FoundTime | null): string {
  if (time === null || time.endsAt === 0 || time.timeUs === null) return text;
  const rest = text.slice(time.endsAt).replace(/^[\])"'>}]*(?:\s+-\s+|\s*[|:,;]\s*|\s+)?/, "");
  return rest === "" ? text : rest;
}
