import type { TransactionSql } from "#lib/platform/database.ts";
import { findFileRef } from "./file-ref.ts";

export const MAX_REJECTS = 200;
const MAX_TEXT_CHARACTERS = 1000;

/** A piece that could not be parsed: where it stands, what it says, why it has no fields. */
export interface RejectItem {
  recordNumber: number;
  byteOffset: number;
  byteLength: number;
  text: string;
  /** True when `text` is only the beginning. */
  isCut: boolean;
  reason: string;
}

export interface RejectPage {
  /** All rejects of the file; only the first 1,000 are listed one by one, all are among its records. */
  total: number;
  rejects: RejectItem[];
  /** Goes into `after`; null = that was all that is listed. */
  nextCursor: number | null;
}

/** In the order of the file, from the record after `after` on. @throws NotFoundError */
export async function listRejects(
  tx: TransactionSql,
  { fileId, after, limit }: { fileId: string; after: number; limit: number },
): Promise<RejectPage> {
  const file = await findFileRef(tx, fileId);
  const [counted] = await tx<{ total: number }[]>`
    select greatest(f.reject_count, coalesce(p.reject_count, 0))::float8 as total
    from public.log_files f left join public.file_progress p on p.file_id = f.id
    where f.id = ${file.id}`;
  const rows = await tx<RejectItem[]>`
    select t.record_no::float8 as "recordNumber", t.byte_offset::float8 as "byteOffset",
      t.byte_length::float8 as "byteLength", left(t.text, ${MAX_TEXT_CHARACTERS}) as text,
      char_length(t.text) > ${MAX_TEXT_CHARACTERS} as "isCut", t.reason
    from public.error_tracking t
    where t.file_id = ${file.id} and t.kind = 'reject' and t.record_no > ${after}
    order by t.record_no
    limit ${limit + 1}`;
  const rejects = rows.slice(0, limit);
  return {
    total: counted?.total ?? 0,
    rejects,
    nextCursor: rows.length > limit ? (rejects.at(-1)?.recordNumber ?? null) : null,
  };
}
