import type { FileRecord, LogRecord } from "#lib/model/log-record.ts";
import { ByteWriter } from "./byte-writer.ts";
import { copyIn } from "./copy-in.ts";
import { ENTRY_COLUMNS, type EntryBatch, ownAttributes } from "./entry-batch.ts";
import type { TransactionSql } from "./sql.ts";
import { storableFloat32, storableInt16, storableInt32, storableTimeUs } from "./storable-number.ts";

// Postgres counts from 2000-01-01.
const POSTGRES_EPOCH_US = 946_684_800_000_000;
// "PGCOPY\n\377\r\n\0", flags, length of the header's extension.
const HEADER = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
// The column count, all lengths, all numbers.
const FIXED_BYTES = 256;
const UTF8_BYTES_PER_UNIT = 3;

const COPY_SQL = `copy logs.log_entries (${ENTRY_COLUMNS.join(", ")}) from stdin (format binary)`;

/** Writes the rows by COPY in its binary form: no text of a log is ever escaped, no number printed and parsed again. */
export async function copyEntries(tx: TransactionSql, batch: EntryBatch): Promise<void> {
  await copyIn(tx, { statement: COPY_SQL, data: encodeEntries(batch) });
}

/** The rows of a batch in COPY's binary form, header and trailer included. */
export function encodeEntries(batch: EntryBatch): Buffer {
  const writer = new ByteWriter(1024 + batch.records.length * 400);
  writer.raw(HEADER);
  batch.records.forEach((record, i) => {
    encodeEntry(writer, batch, record, batch.attributeSetIds[i] ?? 0);
  });
  writer.reserve(2);
  writer.int16(-1);
  return writer.written();
}

function encodeEntry(writer: ByteWriter, batch: EntryBatch, record: FileRecord, attributeSetId: number): void {
  const attributes = ownAttributes(record, attributeSetId);
  writer.reserve(FIXED_BYTES + UTF8_BYTES_PER_UNIT * (textUnits(record) + (attributes?.length ?? 0)));
  const parsed = record.kind === "record" ? record : null;
  writer.int16(ENTRY_COLUMNS.length);
  writer.int64Value(postgresTime(parsed?.timestampUs));
  writer.int64Value(record.byteOffset);
  writer.int64Value(postgresTime(parsed?.lastUpdatedUs));
  writer.int32Value(batch.organizationNo);
  writer.int32Value(batch.fileNo);
  writer.int32Value(batch.chunkNo);
  writer.int32Value(record.recordNumber);
  writer.int32Value(record.byteLength);
  writer.int32Value(attributeSetId === 0 ? null : attributeSetId);
  if (parsed === null) encodeRejected(writer);
  else encodeFields(writer, parsed);
  writer.textValue(record.body);
  writer.textValue(record.kind === "reject" ? record.reason : null);
  writer.jsonbValue(attributes);
}

function encodeFields(writer: ByteWriter, record: LogRecord): void {
  writer.int32Value(storableInt32(record.processId));
  writer.int32Value(storableInt32(record.remotePort));
  writer.float32Value(storableFloat32(record.processingTimeMs));
  writer.int32Value(storableInt32(record.documentCount));
  writer.int16Value(storableInt16(record.severityNumber) ?? 0);
  writer.int16Value(storableInt16(record.httpStatusCode));
  writer.booleanValue(record.isCacheHit);
  writer.textValue(record.severityText);
  writer.textValue(record.httpMethod);
  writer.textValue(record.url);
  writer.textValue(record.clientAddress);
  writer.textValue(record.remoteAddress);
  writer.textValue(record.hostName);
  writer.textValue(record.logger);
  writer.textValue(record.userId);
  writer.textValue(record.requestId);
}

// A reject has a severity of 0 and none of the fields.
function encodeRejected(writer: ByteWriter): void {
  for (let i = 0; i < 4; i++) writer.nullValue();
  writer.int16Value(0);
  for (let i = 0; i < 11; i++) writer.nullValue();
}

function postgresTime(timeUs: number | null | undefined): number | null {
  const storable = storableTimeUs(timeUs);
  return storable === null ? null : storable - POSTGRES_EPOCH_US;
}

function textUnits(record: FileRecord): number {
  if (record.kind === "reject") return record.body.length + record.reason.length;
  return (
    record.body.length +
    (record.severityText?.length ?? 0) +
    (record.httpMethod?.length ?? 0) +
    (record.url?.length ?? 0) +
    (record.clientAddress?.length ?? 0) +
    (record.remoteAddress?.length ?? 0) +
    (record.hostName?.length ?? 0) +
    (record.logger?.length ?? 0) +
    (record.userId?.length ?? 0) +
    (record.requestId?.length ?? 0)
  );
}
