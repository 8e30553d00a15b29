import { SEVERITY } from "#lib/model/severity.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { type FileRef, findFileRef } from "./file-ref.ts";
import { chunkHolding } from "./list-records.ts";

export type ErrorDirection = "next" | "previous" | "first" | "last";

/** Where a file's errors (severity error and fatal) are. */
export interface ErrorPosition {
  /** Null = there is none in that direction. */
  recordNumber: number | null;
  /** Which error of `total` it is, from 1; null with `recordNumber` null. */
  index: number | null;
  total: number;
}

/**
 * The nearest error after or before a record, found by the chunks' counts and then inside one chunk.
 * `from` is ignored for "first" and "last". @throws NotFoundError
 */
export async function findError(
  tx: TransactionSql,
  { fileId, from, direction }: { fileId: string; from: number; direction: ErrorDirection },
): Promise<ErrorPosition> {
  const file = await findFileRef(tx, fileId);
  const total = await countErrors(tx, file);
  if (total === 0) return { recordNumber: null, index: null, total };
  const isForward = direction === "next" || direction === "first";
  // Record numbers are 32-bit integers; one past the greatest stands for "after everything".
  const start = direction === "first" ? 0 : direction === "last" ? 2 ** 31 - 1 : from;
  const recordNumber = isForward ? await errorAfter(tx, file, start) : await errorBefore(tx, file, start);
  if (recordNumber === null) return { recordNumber, index: null, total };
  return { recordNumber, index: await errorIndex(tx, file, recordNumber), total };
}

async function countErrors(tx: TransactionSql, file: FileRef): Promise<number> {
  const [row] = await tx<{ total: number }[]>`
    select coalesce(sum(${errorsOf(tx)}), 0)::bigint as total from logs.log_chunks c where c.file_no = ${file.no}`;
  return row?.total ?? 0;
}

async function errorAfter(tx: TransactionSql, file: FileRef, recordNumber: number): Promise<number | null> {
  const chunks = await tx<{ chunkNo: number }[]>`
    select c.chunk_no as "chunkNo" from logs.log_chunks c
    where c.file_no = ${file.no} and ${errorsOf(tx)} > 0 and c.first_record_no + c.record_count - 1 > ${recordNumber}
    order by c.chunk_no limit 2`;
  // The first of the two may have its errors before the record; the second lies after it altogether.
  for (const { chunkNo } of chunks) {
    const [row] = await tx<{ found: number | null }[]>`
      select min(e.record_no) as found from logs.log_entries e
      where ${isErrorOf(tx, file, chunkNo)} and e.record_no > ${recordNumber}`;
    if (row?.found) return row.found;
  }
  return null;
}

async function errorBefore(tx: TransactionSql, file: FileRef, recordNumber: number): Promise<number | null> {
  const chunks = await tx<{ chunkNo: number }[]>`
    select c.chunk_no as "chunkNo" from logs.log_chunks c
    where c.file_no = ${file.no} and ${errorsOf(tx)} > 0 and c.first_record_no < ${recordNumber}
    order by c.chunk_no desc limit 2`;
  for (const { chunkNo } of chunks) {
    const [row] = await tx<{ found: number | null }[]>`
      select max(e.record_no) as found from logs.log_entries e
      where ${isErrorOf(tx, file, chunkNo)} and e.record_no < ${recordNumber}`;
    if (row?.found) return row.found;
  }
  return null;
}

async function errorIndex(tx: TransactionSql, file: FileRef, recordNumber: number): Promise<number> {
  const [row] = await tx<{ index: number }[]>`
    with here as (select ${chunkHolding(tx, file, recordNumber)} as chunk_no)
    select
      (select coalesce(sum(${errorsOf(tx)}), 0) from logs.log_chunks c
        where c.file_no = ${file.no} and c.chunk_no < (select chunk_no from here))::bigint
      + (select count(*) from logs.log_entries e
        where ${isErrorOf(tx, file, tx`(select chunk_no from here)`)} and e.record_no <= ${recordNumber}) as index`;
  return row?.index ?? 1;
}

/** Errors and fatals of a chunk; level_counts is in the order of SEVERITY_LEVELS and counts from 1. */
function errorsOf(tx: TransactionSql) {
  return tx`(c.level_counts[6] + c.level_counts[7])`;
}

function isErrorOf(tx: TransactionSql, file: FileRef, chunkNo: number | ReturnType<typeof errorsOf>) {
  return tx`e.file_no = ${file.no} and e.chunk_no = ${chunkNo} and e.ingested_on >= ${file.storedSince}::date
    and e.severity_number >= ${SEVERITY.error}`;
}
