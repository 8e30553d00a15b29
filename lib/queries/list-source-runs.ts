import type { SourceRunItem } from "#lib/model/source-state.ts";
import type { TransactionSql } from "#lib/platform/database.ts";

export interface ListSourceRunsInput {
  organizationId: string;
  sourceId: string;
  /** `nextCursor` of the page before. */
  before?: number | null;
  limit: number;
}

/** Runs of a source, newest first; of another team's source there are none. */
export async function listSourceRuns(
  tx: TransactionSql,
  { organizationId, sourceId, before = null, limit }: ListSourceRunsInput,
): Promise<{ runs: SourceRunItem[]; nextCursor: number | null }> {
  const rows = await tx<SourceRunItem[]>`
    select ${runColumns(tx)} from public.source_runs r
    where r.organization_id = ${organizationId} and r.source_id = ${sourceId}
      and (${before}::bigint is null or r.id < ${before})
    order by r.id desc limit ${limit + 1}`;
  const runs = rows.slice(0, limit);
  return { runs, nextCursor: rows.length > limit ? (runs.at(-1)?.id ?? null) : null };
}

/** Columns of a {@link SourceRunItem}; needs source_runs r. */
export function runColumns(tx: TransactionSql) {
  return tx`
    r.id::float8 as id, r.trigger, r.status, r.message,
    (extract(epoch from r.started_at) * 1000)::float8 as "startedAtMs",
    (extract(epoch from r.finished_at) * 1000)::float8 as "finishedAtMs",
    r.listed_count as listed, r.new_count as new, r.taken_count as taken, r.skipped_count as skipped,
    r.failed_count as failed, r.taken_bytes::float8 as "takenBytes"`;
}
