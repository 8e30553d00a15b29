import { SEVERITY } from "#lib/model/severity.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { type FileRef, findFileRef } from "./file-ref.ts";
import { storedPieces } from "./list-records.ts";

/** Beyond this many records the outline is made of whole chunks; below, the rows themselves are counted. */
const MAX_COUNTED_ROWS = 20_000;
const BUCKETS = 120;

/** A stretch of the file, for the map beside the records. */
export interface OutlineBucket {
  firstRecordNumber: number;
  records: number;
  warnings: number;
  errors: number;
}

/** The whole file in at most about 120 stretches of equal length, in order; stretches without a record are absent. */
export async function readOutline(
  tx: TransactionSql,
  fileId: string,
): Promise<{ total: number; buckets: OutlineBucket[] }> {
  const file = await findFileRef(tx, fileId);
  const total = await storedPieces(tx, file);
  if (total === 0) return { total, buckets: [] };
  const size = Math.ceil(total / BUCKETS);
  const buckets = total > MAX_COUNTED_ROWS ? await fromChunks(tx, file, size) : await fromRows(tx, file, size);
  return { total, buckets };
}

async function fromChunks(tx: TransactionSql, file: FileRef, size: number): Promise<OutlineBucket[]> {
  return tx<OutlineBucket[]>`
    select min(c.first_record_no) as "firstRecordNumber", sum(c.record_count)::int as records,
      sum(c.level_counts[5])::int as warnings, sum(c.level_counts[6] + c.level_counts[7])::int as errors
    from logs.log_chunks c where c.file_no = ${file.no} and c.record_count > 0
    group by (c.first_record_no - 1) / ${size}::int order by 1`;
}

async function fromRows(tx: TransactionSql, file: FileRef, size: number): Promise<OutlineBucket[]> {
  return tx<OutlineBucket[]>`
    select min(e.record_no) as "firstRecordNumber", count(*)::int as records,
      (count(*) filter (where e.severity_number >= ${SEVERITY.warn} and e.severity_number < ${SEVERITY.error}))::int as warnings,
      (count(*) filter (where e.severity_number >= ${SEVERITY.error}))::int as errors
    from logs.log_entries e
    where e.file_no = ${file.no} and e.ingested_on >= ${file.storedSince}::date
    group by (e.record_no - 1) / ${size}::int order by 1`;
}
