import { InvalidInputError } from "#lib/errors.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { type FileRef, findFileRef } from "./file-ref.ts";

export const MAX_RECORDS = 500;
/** A row of the list carries this much of a record's text; the record itself has all of it. */
export const MAX_ROW_CHARACTERS = 2000;

/** One row of the record grid: a record, or a piece that was kept as text. */
export interface RecordRow {
  recordNumber: number;
  /** Microseconds since the epoch; null = the record has no usable time. */
  timeUs: number | null;
  severityNumber: number;
  /** Logger or component that wrote it. */
  logger: string | null;
  text: string;
  /** True when `text` is only the beginning. */
  isCut: boolean;
  /** Why it was kept as text; null for a parsed record. */
  rejectReason: string | null;
}

export interface RecordPage {
  /** Records and rejects stored so far; numbers run from 1 to this. */
  total: number;
  records: RecordRow[];
}

/**
 * Up to `count` rows from record number `from` on. Reads the chunks that hold them, never the file.
 * @throws NotFoundError, InvalidInputError
 */
export async function listRecords(
  tx: TransactionSql,
  { fileId, from, count }: { fileId: string; from: number; count: number },
): Promise<RecordPage> {
  if (!Number.isInteger(from) || from < 1) throw new InvalidInputError("`from` is a record number: 1 or more.");
  if (!Number.isInteger(count) || count < 1 || count > MAX_RECORDS) {
    throw new InvalidInputError(`\`count\` must be 1 to ${MAX_RECORDS}.`);
  }
  const file = await findFileRef(tx, fileId);
  return { total: await storedPieces(tx, file), records: await recordRows(tx, file, from, from + count - 1) };
}

/** How many records and rejects of the file are stored. */
export async function storedPieces(tx: TransactionSql, file: FileRef): Promise<number> {
  const [last] = await tx<{ total: number }[]>`
    select first_record_no + record_count - 1 as total
    from logs.log_chunks where file_no = ${file.no} order by chunk_no desc limit 1`;
  return last?.total ?? 0;
}

/** Rows `first` to `last`, both included. */
export async function recordRows(tx: TransactionSql, file: FileRef, first: number, last: number): Promise<RecordRow[]> {
  return tx<RecordRow[]>`
    select e.record_no as "recordNumber", (extract(epoch from e.time) * 1000000)::bigint as "timeUs",
      e.severity_number as "severityNumber", e.logger, left(e.body, ${MAX_ROW_CHARACTERS}) as text,
      octet_length(e.body) > ${MAX_ROW_CHARACTERS} and char_length(e.body) > ${MAX_ROW_CHARACTERS} as "isCut",
      e.reject_reason as "rejectReason"
    from logs.log_entries e
    where e.file_no = ${file.no}
      and e.chunk_no >= ${chunkHolding(tx, file, Math.max(1, first))}
      and e.chunk_no <= ${chunkHolding(tx, file, last)}
      and e.ingested_on >= ${file.storedSince}::date
      and e.record_no between ${first} and ${last}
    order by e.record_no`;
}

/** The number of the chunk that holds a record; the last one for numbers past the end. Chunks may hold none at all. */
export function chunkHolding(tx: TransactionSql, file: FileRef, recordNumber: number) {
  return tx`(select c.chunk_no from logs.log_chunks c
    where c.file_no = ${file.no} and c.first_record_no <= ${recordNumber} and c.record_count > 0
    order by c.first_record_no desc limit 1)`;
}
