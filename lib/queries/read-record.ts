import { NotFoundError } from "#lib/errors.ts";
import type { Json, JsonObject } from "#lib/model/json.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { type FileRef, findFileRef } from "./file-ref.ts";
import { chunkHolding, type RecordRow, recordRows } from "./list-records.ts";
import { parseRawJson } from "./parse-raw-json.ts";
import { readRawRecord } from "./read-raw-record.ts";

const CONTEXT_RECORDS = 5;

/** Columns of a record by their names in the API; only those it has. */
export interface RecordColumns {
  httpMethod?: string;
  url?: string;
  httpStatusCode?: number;
  clientAddress?: string;
  remoteAddress?: string;
  remotePort?: number;
  hostName?: string;
  processId?: number;
  logger?: string;
  userId?: string;
  requestId?: string;
  processingTimeMs?: number;
  isCacheHit?: boolean;
  documentCount?: number;
  /** Microseconds since the epoch. */
  lastUpdatedUs?: number;
}

/** One record with everything that is known about it and the bytes it came from. */
export interface RecordDetail {
  fileId: string;
  recordNumber: number;
  timeUs: number | null;
  severityNumber: number;
  severityText: string | null;
  body: string;
  rejectReason: string | null;
  columns: RecordColumns;
  /** Its own attributes and those it shares with other records, its own winning. */
  attributes: JsonObject;
  lineage: { byteOffset: number; byteLength: number; chunkNumber: number; encoding: string | null };
  raw: {
    /** The exact bytes as they stand in the decompressed file, line end included. */
    base64: string;
    text: string;
  };
  /** Seed 001's `rawData`: the original entry when it is JSON. */
  rawData: Json | null;
  context: { before: RecordRow[]; after: RecordRow[] };
}

interface EntryRow extends Record<keyof RecordColumns, string | number | boolean | null> {
  chunkNo: number;
  byteOffset: number;
  byteLength: number;
  timeUs: number | null;
  severityNumber: number;
  severityText: string | null;
  body: string;
  rejectReason: string | null;
  attributes: JsonObject | null;
  sharedAttributes: JsonObject | null;
}

/** @throws NotFoundError */
export async function readRecord(
  tx: TransactionSql,
  { fileId, recordNumber }: { fileId: string; recordNumber: number },
): Promise<RecordDetail> {
  const file = await findFileRef(tx, fileId);
  const entry = await findEntry(tx, file, recordNumber);
  const { chunkNo, byteOffset, byteLength, timeUs, severityNumber, severityText, body, rejectReason } = entry;
  const { attributes, sharedAttributes, ...rest } = entry;
  const raw = await readRawRecord(tx, file, { chunkNo, byteOffset, byteLength });
  const around = await recordRows(tx, file, recordNumber - CONTEXT_RECORDS, recordNumber + CONTEXT_RECORDS);
  return {
    fileId: file.id,
    recordNumber,
    timeUs,
    severityNumber,
    severityText,
    body,
    rejectReason,
    columns: presentColumns(rest),
    attributes: mergeAttributes(sharedAttributes, attributes),
    lineage: { byteOffset, byteLength, chunkNumber: chunkNo, encoding: file.encoding },
    raw: { base64: Buffer.from(raw.bytes).toString("base64"), text: raw.text },
    rawData: parseRawJson(raw.text),
    context: {
      before: around.filter((row) => row.recordNumber < recordNumber),
      after: around.filter((row) => row.recordNumber > recordNumber),
    },
  };
}

async function findEntry(tx: TransactionSql, file: FileRef, recordNumber: number): Promise<EntryRow> {
  const isNumber = Number.isInteger(recordNumber) && recordNumber >= 1 && recordNumber < 2 ** 31;
  const [entry] = isNumber
    ? await tx<EntryRow[]>`
        select e.chunk_no as "chunkNo", e.byte_offset as "byteOffset", e.byte_length as "byteLength",
          (extract(epoch from e.time) * 1000000)::bigint as "timeUs", e.severity_number as "severityNumber",
          e.severity_text as "severityText", e.body, e.reject_reason as "rejectReason",
          e.attributes, s.attributes as "sharedAttributes",
          e.http_method as "httpMethod", e.url, e.http_status_code as "httpStatusCode",
          e.client_address as "clientAddress", e.remote_address as "remoteAddress", e.remote_port as "remotePort",
          e.host_name as "hostName", e.process_id as "processId", e.logger, e.user_id as "userId",
          e.request_id as "requestId", e.processing_time_ms::text::float8 as "processingTimeMs",
          e.is_cache_hit as "isCacheHit", e.document_count as "documentCount",
          (extract(epoch from e.last_updated) * 1000000)::bigint as "lastUpdatedUs"
        from logs.log_entries e left join logs.attribute_sets s on s.id = e.attribute_set_id
        where e.file_no = ${file.no} and e.chunk_no = ${chunkHolding(tx, file, recordNumber)}
          and e.ingested_on >= ${file.storedSince}::date and e.record_no = ${recordNumber}`
    : [];
  if (!entry) {
    throw new NotFoundError(`This file has no record ${recordNumber}, or it is not stored yet.`, {
      details: { fileId: file.id, recordNumber },
    });
  }
  return entry;
}

const COLUMN_NAMES: readonly (keyof RecordColumns)[] = [
  "httpMethod",
  "url",
  "httpStatusCode",
  "processingTimeMs",
  "clientAddress",
  "remoteAddress",
  "remotePort",
  "hostName",
  "processId",
  "logger",
  "userId",
  "requestId",
  "isCacheHit",
  "documentCount",
  "lastUpdatedUs",
];

function presentColumns(entry: Record<keyof RecordColumns, string | number | boolean | null>): RecordColumns {
  return Object.fromEntries(COLUMN_NAMES.flatMap((name) => (entry[name] === null ? [] : [[name, entry[name]]])));
}

/** Objects under the same name (request headers) are joined one level deep, as they were split on the way in. */
export function mergeAttributes(shared: JsonObject | null, own: JsonObject | null): JsonObject {
  const merged: JsonObject = { ...shared };
  for (const [name, value] of Object.entries(own ?? {})) {
    const before = merged[name];
    merged[name] = isObject(before) && isObject(value) ? { ...before, ...value } : value;
  }
  return merged;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
