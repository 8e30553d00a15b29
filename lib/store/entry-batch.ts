import type { JsonObject } from "#lib/model/json.ts";
import type { FileRecord } from "#lib/model/log-record.ts";
import type { TransactionSql } from "./sql.ts";
import { storableJson } from "./storable-text.ts";

/** The records of one chunk on their way into logs.log_entries. */
export interface EntryBatch {
  organizationNo: number;
  fileNo: number;
  chunkNo: number;
  records: readonly FileRecord[];
  /** One a record: its row of logs.attribute_sets, or 0 when its shared attributes are stored with it. */
  attributeSetIds: Int32Array;
}

/** Writes the rows of a batch inside the transaction of its checkpoint. Both writers store identical rows. */
export type WriteEntries = (tx: TransactionSql, batch: EntryBatch) => Promise<void>;

/** The columns that a writer fills, in its order; `ingested_on` is the database's own date. */
export const ENTRY_COLUMNS = [
  "time",
  "byte_offset",
  "last_updated",
  "organization_no",
  "file_no",
  "chunk_no",
  "record_no",
  "byte_length",
  "attribute_set_id",
  "process_id",
  "remote_port",
  "processing_time_ms",
  "document_count",
  "severity_number",
  "http_status_code",
  "is_cache_hit",
  "severity_text",
  "http_method",
  "url",
  "client_address",
  "remote_address",
  "host_name",
  "logger",
  "user_id",
  "request_id",
  "body",
  "reject_reason",
  "attributes",
] as const;

/** JSON for the record's own attributes column, or null when it has none. */
export function ownAttributes(record: FileRecord, attributeSetId: number): string | null {
  if (record.kind === "reject") return null;
  const isInline = attributeSetId === 0 && record.sharedAttributes !== undefined;
  if (!isInline) return record.attributes === undefined ? null : storableJson(record.attributes);
  return storableJson(mergeAttributes(record.sharedAttributes ?? {}, record.attributes ?? {}));
}

// One level deep, as the view logs.logs joins the headers of both places.
function mergeAttributes(shared: JsonObject, own: JsonObject): JsonObject {
  const merged: JsonObject = { ...shared };
  for (const [key, value] of Object.entries(own)) {
    const before = merged[key];
    merged[key] = isObject(before) && isObject(value) ? { ...before, ...value } : value;
  }
  return merged;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
