import type { JsonObject } from "./json.ts";
import type { SeverityNumber } from "./severity.ts";

/** Where a piece of a file stands: its number in the file (from 1) and its bytes in the decompressed stream. */
export interface Lineage {
  recordNumber: number;
  byteOffset: number;
  /** Includes the line end, so that the pieces of a file cover it without a gap. */
  byteLength: number;
}

/** Attributes that people filter by have a column each; the names follow seed 001 and OpenTelemetry. Absent = unknown. */
export interface RecordFields {
  httpMethod?: string;
  url?: string;
  httpStatusCode?: number;
  /** First address of x-forwarded-for. */
  clientAddress?: string;
  remoteAddress?: string;
  remotePort?: number;
  hostName?: string;
  processId?: number;
  /** Logger, component or context that wrote the record. */
  logger?: string;
  userId?: string;
  requestId?: string;
  processingTimeMs?: number;
  isCacheHit?: boolean;
  documentCount?: number;
  lastUpdatedUs?: number;
}

/** One parsed record, in OpenTelemetry's terms. */
export interface LogRecord extends Lineage, RecordFields {
  kind: "record";
  /** Microseconds since 1970-01-01T00:00Z, or null when the record has no usable time. */
  timestampUs: number | null;
  severityNumber: SeverityNumber;
  /** The level as the file writes it, when it is not just the name of the number. */
  severityText?: string;
  body: string;
  /** What has no column of its own; differs from record to record. */
  attributes?: JsonObject;
  /** Attributes that repeat from record to record (request headers, resource): stored once per distinct value. */
  sharedAttributes?: JsonObject;
}

/** A piece of the file that could not be parsed: kept, counted and shown, never dropped. */
export interface RejectedRecord extends Lineage {
  kind: "reject";
  /** Why, in words a user may read. */
  reason: string;
  /** The text as far as it could be decoded, capped at 8 KiB; the exact bytes are in the chunk. */
  body: string;
}

export type FileRecord = LogRecord | RejectedRecord;
