import type { ParsedPiece, ParsedRecord } from "#lib/formats/format.ts";
import type { JsonObject } from "#lib/model/json.ts";
import type { FileRecord, Lineage, LogRecord, RejectedRecord } from "#lib/model/log-record.ts";
import type { ZoneClock } from "#lib/normalise/time-zone.ts";

/** How much of a rejected piece's text is kept beside its exact bytes. */
const MAX_REJECT_CHARACTERS = 8192;
/** 0001-01-01 and the end of 9999: what a calendar, and the database, can hold. */
export const MIN_TIME_US = -62_135_596_800_000_000;
export const MAX_TIME_US = 253_402_300_799_000_000;

/** Joins what a format found in a piece with its place in the file; local times become UTC by `clock`. */
export function toFileRecord(parsed: ParsedPiece, text: string, lineage: Lineage, clock: ZoneClock): FileRecord {
  return parsed.kind === "reject"
    ? rejectedRecord(parsed.reason, parsed.text ?? text, lineage)
    : logRecord(parsed, lineage, clock);
}

export function rejectedRecord(reason: string, text: string, lineage: Lineage): RejectedRecord {
  const { recordNumber, byteOffset, byteLength } = lineage;
  return { kind: "reject", recordNumber, byteOffset, byteLength, reason, body: text.slice(0, MAX_REJECT_CHARACTERS) };
}

/** One literal for all records, absent fields included: objects of one shape are the fastest to make and to store. */
function logRecord(parsed: ParsedRecord, lineage: Lineage, clock: ZoneClock): LogRecord {
  const timestampUs = usableTime(parsed, clock);
  return {
    kind: "record",
    recordNumber: lineage.recordNumber,
    byteOffset: lineage.byteOffset,
    byteLength: lineage.byteLength,
    timestampUs,
    severityNumber: parsed.severityNumber,
    severityText: parsed.severityText,
    body: parsed.body,
    httpMethod: parsed.httpMethod,
    url: parsed.url,
    httpStatusCode: parsed.httpStatusCode,
    clientAddress: parsed.clientAddress,
    remoteAddress: parsed.remoteAddress,
    remotePort: parsed.remotePort,
    hostName: parsed.hostName,
    processId: parsed.processId,
    logger: parsed.logger,
    userId: parsed.userId,
    requestId: parsed.requestId,
    processingTimeMs: parsed.processingTimeMs,
    isCacheHit: parsed.isCacheHit,
    documentCount: parsed.documentCount,
    lastUpdatedUs: parsed.lastUpdatedUs,
    attributes: attributes(parsed, timestampUs),
    sharedAttributes: parsed.sharedAttributes,
  };
}

function usableTime(parsed: ParsedRecord, clock: ZoneClock): number | null {
  if (parsed.timeUs === null) return null;
  const timeUs = parsed.isLocalTime === true ? clock(parsed.timeUs) : parsed.timeUs;
  return timeUs >= MIN_TIME_US && timeUs <= MAX_TIME_US ? timeUs : null;
}

/** A time that can't be used is kept as text. */
function attributes(parsed: ParsedRecord, timestampUs: number | null): JsonObject | undefined {
  if (timestampUs !== null) return parsed.attributes;
  const timeText = parsed.timeText ?? (parsed.timeUs === null ? undefined : String(parsed.timeUs));
  return timeText === undefined ? parsed.attributes : { ...parsed.attributes, "log.time_text": timeText };
}
