import type { FileRecord, LogRecord } from "#lib/model/log-record.ts";
import { arrayLiteral } from "./array-literal.ts";
import { type ENTRY_COLUMNS, type EntryBatch, ownAttributes } from "./entry-batch.ts";
import type { TransactionSql } from "./sql.ts";
import { storableFloat32, storableInt16, storableInt32, storableTimeUs } from "./storable-number.ts";
import { storableText } from "./storable-text.ts";

type Cell = string | number | boolean | null;

interface ArrayColumn {
  column: (typeof ENTRY_COLUMNS)[number];
  /** Type of the array's elements. */
  type: string;
  /** From the element to the column, when it is not the element itself. */
  convert?: (element: string) => string;
  read(record: FileRecord, attributeSetId: number): Cell;
}

// Exact for every whole number a double holds; a whole number of microseconds has no time zone in it.
const toTime = (element: string) => `timestamptz 'epoch' + interval '1 microsecond' * ${element}`;

const ARRAY_COLUMNS: readonly ArrayColumn[] = [
  { column: "time", type: "float8", convert: toTime, read: field((r) => storableTimeUs(r.timestampUs)) },
  { column: "byte_offset", type: "int8", read: (r) => r.byteOffset },
  { column: "last_updated", type: "float8", convert: toTime, read: field((r) => storableTimeUs(r.lastUpdatedUs)) },
  { column: "record_no", type: "int4", read: (r) => r.recordNumber },
  { column: "byte_length", type: "int4", read: (r) => r.byteLength },
  { column: "attribute_set_id", type: "int4", read: (_, id) => (id === 0 ? null : id) },
  { column: "process_id", type: "int4", read: field((r) => storableInt32(r.processId)) },
  { column: "remote_port", type: "int4", read: field((r) => storableInt32(r.remotePort)) },
  { column: "processing_time_ms", type: "float4", read: field((r) => storableFloat32(r.processingTimeMs)) },
  { column: "document_count", type: "int4", read: field((r) => storableInt32(r.documentCount)) },
  {
    column: "severity_number",
    type: "int2",
    read: (r) => (r.kind === "record" ? storableInt16(r.severityNumber) : null) ?? 0,
  },
  { column: "http_status_code", type: "int2", read: field((r) => storableInt16(r.httpStatusCode)) },
  { column: "is_cache_hit", type: "bool", read: field((r) => r.isCacheHit ?? null) },
  textColumn("severity_text", (r) => r.severityText),
  textColumn("http_method", (r) => r.httpMethod),
  textColumn("url", (r) => r.url),
  textColumn("client_address", (r) => r.clientAddress),
  textColumn("remote_address", (r) => r.remoteAddress),
  textColumn("host_name", (r) => r.hostName),
  textColumn("logger", (r) => r.logger),
  textColumn("user_id", (r) => r.userId),
  textColumn("request_id", (r) => r.requestId),
  { column: "body", type: "text", read: (r) => storableText(r.body) },
  { column: "reject_reason", type: "text", read: (r) => (r.kind === "reject" ? storableText(r.reason) : null) },
  { column: "attributes", type: "text", convert: (element) => `${element}::jsonb`, read: ownAttributes },
];

const INSERT_SQL = `
  insert into logs.log_entries (organization_no, file_no, chunk_no, ${ARRAY_COLUMNS.map((c) => c.column).join(", ")})
  select $1::text::int4, $2::text::int4, $3::text::int4,
    ${ARRAY_COLUMNS.map((c) => (c.convert ? c.convert(`r.${c.column}`) : `r.${c.column}`)).join(", ")}
  from unnest(${ARRAY_COLUMNS.map((c, i) => `$${i + 4}::text::${c.type}[]`).join(", ")})
    as r(${ARRAY_COLUMNS.map((c) => c.column).join(", ")})`;

/** Writes the rows by one INSERT ... SELECT from unnest: for poolers that refuse COPY. */
export async function unnestEntries(tx: TransactionSql, batch: EntryBatch): Promise<void> {
  const arrays = ARRAY_COLUMNS.map((column) =>
    arrayLiteral(batch.records.map((record, i) => column.read(record, batch.attributeSetIds[i] ?? 0))),
  );
  const numbers = [batch.organizationNo, batch.fileNo, batch.chunkNo].map(String);
  await tx.unsafe(INSERT_SQL, [...numbers, ...arrays]);
}

function field(read: (record: LogRecord) => Cell): (record: FileRecord) => Cell {
  return (record) => (record.kind === "record" ? read(record) : null);
}

function textColumn(
  column: (typeof ENTRY_COLUMNS)[number],
  read: (record: LogRecord) => string | undefined,
): ArrayColumn {
  const readText = (record: LogRecord) => {
    const text = read(record);
    return text === undefined ? null : storableText(text);
  };
  return { column, type: "text", read: field(readText) };
}
