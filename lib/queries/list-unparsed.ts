import type { TransactionSql } from "#lib/platform/database.ts";

const MAX_TEXT_CHARACTERS = 300;
export const MAX_UNPARSED = 200;

export type UnparsedKind = "reject" | "exception";

export interface UnparsedFilter {
  organizationId: string;
  /** `reject` = a piece kept as text, `exception` = a file that could not be read on. Absent = both. */
  kind?: UnparsedKind;
  /** Id of a format. */
  format?: string;
  /** Exactly. */
  reason?: string;
  fileId?: string;
}

/** What could not be parsed for one reason in files of one format. */
export interface UnparsedGroup {
  kind: UnparsedKind;
  reason: string;
  /** Null = the file's format was not known. */
  format: string | null;
  /** Listed rows; of each file the first 1,000 are. */
  count: number;
  files: number;
  /** The newest. */
  example: { fileId: string; fileName: string; recordNumber: number | null; text: string | null };
  lastAtMs: number;
}

export interface UnparsedRow {
  id: number;
  kind: UnparsedKind;
  reason: string;
  format: string | null;
  fileId: string;
  fileName: string;
  /** Null for exceptions: they are a file's. */
  recordNumber: number | null;
  byteOffset: number | null;
  byteLength: number | null;
  text: string | null;
  /** True when `text` is only the beginning. */
  isCut: boolean;
  atMs: number;
}

/** By reason and format, the most frequent first. */
export async function groupUnparsed(
  tx: TransactionSql,
  { limit, ...filter }: UnparsedFilter & { limit: number },
): Promise<UnparsedGroup[]> {
  return await tx<UnparsedGroup[]>`
    with groups as (
      select t.kind, t.reason, f.format, count(*)::float8 as count, count(distinct t.file_id)::float8 as files,
        max(t.id) as newest
      from public.error_tracking t join public.log_files f on f.id = t.file_id
      where ${conditionOf(tx, filter)}
      group by t.kind, t.reason, f.format
      order by count(*) desc, max(t.id) desc
      limit ${limit})
    select g.kind, g.reason, g.format, g.count, g.files,
      jsonb_build_object('fileId', f.id, 'fileName', f.name, 'recordNumber', t.record_no,
        'text', left(t.text, ${MAX_TEXT_CHARACTERS})) as example,
      (extract(epoch from t.created_at) * 1000)::float8 as "lastAtMs"
    from groups g join public.error_tracking t on t.id = g.newest join public.log_files f on f.id = t.file_id
    order by g.count desc, g.newest desc`;
}

/** One by one, newest first; `before` is the `nextCursor` of the page before. */
export async function listUnparsed(
  tx: TransactionSql,
  { before, limit, ...filter }: UnparsedFilter & { before?: number; limit: number },
): Promise<{ rows: UnparsedRow[]; nextCursor: number | null }> {
  const found = await tx<UnparsedRow[]>`
    select t.id::float8 as id, t.kind, t.reason, f.format, t.file_id as "fileId", f.name as "fileName",
      t.record_no::float8 as "recordNumber", t.byte_offset::float8 as "byteOffset",
      t.byte_length::float8 as "byteLength", left(t.text, ${MAX_TEXT_CHARACTERS}) as text,
      coalesce(char_length(t.text) > ${MAX_TEXT_CHARACTERS}, false) as "isCut",
      (extract(epoch from t.created_at) * 1000)::float8 as "atMs"
    from public.error_tracking t join public.log_files f on f.id = t.file_id
    where ${conditionOf(tx, filter)} ${before === undefined ? tx`` : tx`and t.id < ${before}`}
    order by t.id desc
    limit ${limit + 1}`;
  const rows = found.slice(0, limit);
  return { rows, nextCursor: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
}

/** How many rows there are, counted no further than `limit`. */
export async function countUnparsed(
  tx: TransactionSql,
  { organizationId, limit }: { organizationId: string; limit: number },
): Promise<number> {
  const [row] = await tx<{ count: number }[]>`
    select count(*)::int as count from (
      select 1 from public.error_tracking where organization_id = ${organizationId} limit ${limit}) as counted`;
  return row?.count ?? 0;
}

function conditionOf(tx: TransactionSql, { organizationId, kind, format, reason, fileId }: UnparsedFilter) {
  return tx`t.organization_id = ${organizationId}
    ${kind === undefined ? tx`` : tx`and t.kind = ${kind}`}
    ${format === undefined ? tx`` : tx`and f.format = ${format}`}
    ${reason === undefined ? tx`` : tx`and t.reason = ${reason}`}
    ${fileId === undefined ? tx`` : tx`and t.file_id = ${fileId}`}`;
}
