import { arrayLiteral } from "./array-literal.ts";
import type { Queryable, Sql, TransactionSql } from "./sql.ts";

/** Stored patterns a reading starts with, beside those of its own file: the ones seen last. */
const MAX_KNOWN = 1000;
const MAX_KNOWN_OF_FILE = 5000;

export interface StoredPattern {
  id: number;
  template: string;
  /** Others were merged into it. */
  isMerged: boolean;
}

export interface PatternToStore {
  template: string;
  /** {@link patternHash} of the template. */
  hash: string;
  isMerged: boolean;
}

export interface PatternCount {
  patternId: number;
  count: number;
  /** The highest severity number among the records. */
  level: number;
  firstRecordNumber: number;
  lastRecordNumber: number;
}

/** What a reading of the file should know: its own patterns when it goes on, and the team's recent ones. */
export async function loadPatterns(
  sql: Queryable,
  { fileNo, organizationNo }: { fileNo: number; organizationNo: number },
): Promise<StoredPattern[]> {
  return await sql<StoredPattern[]>`
    with own as (
      select distinct coalesce(p.merged_into, p.id) as id from logs.file_patterns f
      join logs.log_patterns p on p.id = f.pattern_id
      where f.file_no = ${fileNo} limit ${MAX_KNOWN_OF_FILE}
    ), recent as (
      select id from logs.log_patterns where organization_no = ${organizationNo} and merged_into is null
      order by last_seen desc, id desc limit ${MAX_KNOWN}
    )
    select p.id::float8 as id, p.template, p.is_merged as "isMerged" from logs.log_patterns p
    where p.id in (select id from own union select id from recent)
    order by p.is_merged desc, p.id`;
}

/**
 * Ids of patterns by hash; new ones get a row. `merges` are hashes. Runs outside the transaction of the batch on
 * purpose: a pattern without a count harms nobody, and two files that meet the same new pattern don't wait for each
 * other's commit. One at a time per team, so that two can't wait for each other in a circle.
 */
export async function internPatterns(
  sql: Sql,
  {
    organizationNo,
    patterns,
    merges,
  }: { organizationNo: number; patterns: readonly PatternToStore[]; merges: readonly { from: string; into: string }[] },
): Promise<Map<string, number>> {
  const { rows } = await sql.begin(async (tx) => {
    // Need not wait for the disk: what a crash takes from here, it takes from the batch that comes after as well.
    await tx`
      select pg_advisory_xact_lock(hashtext('sluice:patterns'), ${organizationNo}::int4),
        set_config('synchronous_commit', 'off', true)`;
    const rows = await tx<{ id: number; hash: string }[]>`
      insert into logs.log_patterns (organization_no, template, hash, is_merged)
      select ${organizationNo}::int4, g.template, decode(g.hash, 'hex'), g.is_merged
      from unnest(${arrayLiteral(patterns.map(({ template }) => template))}::text::text[],
        ${arrayLiteral(patterns.map(({ hash }) => hash))}::text::text[],
        ${arrayLiteral(patterns.map(({ isMerged }) => isMerged))}::text::boolean[]) as g (template, hash, is_merged)
      on conflict (organization_no, hash) do update
        set last_seen = now(), is_merged = log_patterns.is_merged or excluded.is_merged
      returning id::float8 as id, encode(hash, 'hex') as hash`;
    if (merges.length > 0) await storeMerges(tx, organizationNo, merges);
    return { rows };
  });
  return new Map(rows.map(({ id, hash }) => [hash, id]));
}

async function storeMerges(
  tx: TransactionSql,
  organizationNo: number,
  merges: readonly { from: string; into: string }[],
): Promise<void> {
  await tx`
    update logs.log_patterns p set merged_into = i.id
    from unnest(${arrayLiteral(merges.map(({ from }) => from))}::text::text[],
      ${arrayLiteral(merges.map(({ into }) => into))}::text::text[]) as m (from_hash, into_hash)
    join logs.log_patterns i on i.organization_no = ${organizationNo} and i.hash = decode(m.into_hash, 'hex')
    where p.organization_no = ${organizationNo} and p.hash = decode(m.from_hash, 'hex') and p.id <> i.id`;
  // What pointed to one that was merged now points to the end of the way at once.
  await tx`
    with recursive way as (
      select p.id, p.merged_into as top from logs.log_patterns p
      where p.organization_no = ${organizationNo} and p.merged_into is not null
      union
      select way.id, p.merged_into from way join logs.log_patterns p on p.id = way.top where p.merged_into is not null
    )
    update logs.log_patterns p set merged_into = way.top from way
    join logs.log_patterns t on t.id = way.top and t.merged_into is null
    where p.id = way.id and p.merged_into <> way.top`;
}

/** A statement that adds what a batch holds to the counts of its file: part of the one that moves its checkpoint. */
export function addPatternCounts(
  tx: TransactionSql,
  { fileNo, organizationNo }: { fileNo: number; organizationNo: number },
  counts: readonly PatternCount[],
) {
  const column = (key: keyof PatternCount) => arrayLiteral(counts.map((count) => count[key]));
  return tx`
    insert into logs.file_patterns (file_no, organization_no, pattern_id, count, level, first_record_no, last_record_no)
    select ${fileNo}::int4, ${organizationNo}::int4, c.*
    from unnest(${column("patternId")}::text::int8[], ${column("count")}::text::int8[], ${column("level")}::text::int2[],
      ${column("firstRecordNumber")}::text::int4[], ${column("lastRecordNumber")}::text::int4[]) as c
    on conflict (file_no, pattern_id) do update set count = file_patterns.count + excluded.count,
      level = greatest(file_patterns.level, excluded.level),
      first_record_no = least(file_patterns.first_record_no, excluded.first_record_no),
      last_record_no = greatest(file_patterns.last_record_no, excluded.last_record_no)`;
}
