import { MAX_PATTERN_FILES, type PatternOrder } from "#lib/model/pattern-list.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { findFileRef } from "./file-ref.ts";

export const MAX_PATTERNS_LISTED = 200;

/** A kind of line in a file, and what the team's other files know of it. */
export interface PatternItem {
  /** The same in every file. */
  id: string;
  /** With `<*>` where its lines differ. */
  template: string;
  count: number;
  /** The highest severity number among its records. */
  level: number;
  firstRecordNumber: number;
  lastRecordNumber: number;
  /** No file that came before this one has it. */
  isNew: boolean;
  team: {
    /** When the first file with it came. */
    firstSeenMs: number;
    /** When the last one came. */
    lastSeenMs: number;
    /** {@link MAX_PATTERN_FILES} stands for that many or more. */
    files: number;
    devices: number;
  };
}

export interface PatternPage {
  /** Kinds of line in the file. */
  total: number;
  /** Records that were counted. */
  records: number;
  patterns: PatternItem[];
  /** Goes into `after`; null = that was all. */
  nextCursor: number | null;
}

/** The kinds of line of a file, from place `after` on. @throws NotFoundError */
export async function listPatterns(
  tx: TransactionSql,
  { fileId, order, after, limit }: { fileId: string; order: PatternOrder; after: number; limit: number },
): Promise<PatternPage> {
  const file = await findFileRef(tx, fileId);
  const [totals] = await tx<{ total: number; records: number }[]>`
    select count(*)::float8 as total, coalesce(sum(own.count), 0)::float8 as records from (${ownPatterns(tx, file.no)}) own`;
  const rows = await tx<PatternItem[]>`
    with own as (${ownPatterns(tx, file.no)}), page as (
      select own.*, ${isNew(tx, file.no)} as is_new from own
      order by ${orderOf(tx, order)}, first_record_no, id limit ${limit} offset ${after}
    )
    select ${patternColumns(tx)} from page join logs.log_patterns t on t.id = page.id
    cross join lateral (${teamFacts(tx)}) team
    order by ${orderOf(tx, order)}, page.first_record_no, page.id`;
  const next = after + rows.length;
  const total = totals?.total ?? 0;
  return {
    total,
    records: totals?.records ?? 0,
    patterns: [...rows],
    nextCursor: next < total && rows.length > 0 ? next : null,
  };
}

/** One row for each pattern of a file, merged ones as what they were merged into. */
export function ownPatterns(tx: TransactionSql, fileNo: number) {
  return tx`
    select coalesce(p.merged_into, p.id) as id, sum(f.count)::float8 as count, max(f.level)::int as level,
      min(f.first_record_no) as first_record_no, max(f.last_record_no) as last_record_no
    from logs.file_patterns f join logs.log_patterns p on p.id = f.pattern_id
    where f.file_no = ${fileNo} group by 1`;
}

/** The columns of {@link PatternItem}, from `page`, `t` and `team`. */
export function patternColumns(tx: TransactionSql) {
  return tx`
    encode(t.hash, 'hex') as id, t.template, page.count, page.level, page.first_record_no as "firstRecordNumber",
    page.last_record_no as "lastRecordNumber", page.is_new as "isNew", team.facts as team`;
}

/** Numbers of files grow with their arrival. */
export function isNew(tx: TransactionSql, fileNo: number) {
  return tx`(
    not exists (select 1 from logs.file_patterns e where e.pattern_id = own.id and e.file_no < ${fileNo})
    and not exists (select 1 from logs.log_patterns m join logs.file_patterns e on e.pattern_id = m.id
      where m.merged_into = own.id and e.file_no < ${fileNo}))`;
}

/** What all the team's files say of the pattern `page.id`. Reads a bounded number of rows. */
export function teamFacts(tx: TransactionSql) {
  return tx`
    with members as (
      select page.id union all select m.id from logs.log_patterns m where m.merged_into = page.id
    ), files as (
      select distinct e.file_no from members join logs.file_patterns e on e.pattern_id = members.id
      limit ${MAX_PATTERN_FILES}
    ), ends as (
      select min(e.file_no) as first_no, max(e.file_no) as last_no
      from members join logs.file_patterns e on e.pattern_id = members.id
    )
    select jsonb_build_object(
      'firstSeenMs', (select floor(extract(epoch from f.created_at) * 1000) from public.log_files f
        join ends on ends.first_no = f.no),
      'lastSeenMs', (select floor(extract(epoch from f.created_at) * 1000) from public.log_files f
        join ends on ends.last_no = f.no),
      'files', (select count(*) from files),
      'devices', (select count(distinct f.device_id) from files join public.log_files f on f.no = files.file_no)) as facts`;
}

function orderOf(tx: TransactionSql, order: PatternOrder) {
  switch (order) {
    case "count":
      return tx`count desc`;
    case "rare":
      return tx`count`;
    case "new":
      return tx`is_new desc, count desc`;
  }
}
