import type { ObjectStatus } from "#lib/model/source.ts";
import type { TransactionSql } from "#lib/platform/database.ts";

/** One content of one key that a source saw, and what became of it. */
export interface SourceObjectItem {
  id: number;
  key: string;
  status: ObjectStatus;
  /** Why it was skipped or failed, or what keeps it. */
  reason: string | null;
  /** From 1; the same key with other content is the next one. */
  version: number;
  sizeBytes: number;
  /** Where in the object this content starts. */
  startByte: number;
  modifiedAtMs: number | null;
  seenAtMs: number;
  decidedAtMs: number | null;
  /** Of one that is pending after a failed try. */
  retryAtMs: number | null;
  attempts: number;
  file: { id: string; name: string } | null;
  /** Why it could not be tagged or removed afterwards. */
  afterProblem: string | null;
}

export interface ListSourceObjectsInput {
  organizationId: string;
  sourceId: string;
  /** Null = all. */
  status?: ObjectStatus | null;
  /** `nextCursor` of the page before. */
  before?: number | null;
  limit: number;
}

/** Objects of a source, last seen first; of another team's source there are none. */
export async function listSourceObjects(
  tx: TransactionSql,
  { organizationId, sourceId, status = null, before = null, limit }: ListSourceObjectsInput,
): Promise<{ objects: SourceObjectItem[]; nextCursor: number | null }> {
  const rows = await tx<SourceObjectItem[]>`
    select o.id::float8 as id, o.object_key as key, o.status, o.reason, o.version, o.size_bytes::float8 as "sizeBytes",
      o.start_byte::float8 as "startByte", (extract(epoch from o.modified_at) * 1000)::float8 as "modifiedAtMs",
      (extract(epoch from o.seen_at) * 1000)::float8 as "seenAtMs",
      (extract(epoch from o.decided_at) * 1000)::float8 as "decidedAtMs",
      case when o.status = 'pending' then (extract(epoch from o.retry_at) * 1000)::float8 end as "retryAtMs", o.attempts,
      case when f.id is null then null else jsonb_build_object('id', f.id, 'name', f.name) end as file,
      o.after_problem as "afterProblem"
    from public.source_objects o left join public.log_files f on f.id = o.file_id
    where o.organization_id = ${organizationId} and o.source_id = ${sourceId}
      ${status === null ? tx`` : tx`and o.status = ${status}`}
      ${before === null ? tx`` : tx`and o.id < ${before}`}
    order by o.id desc limit ${limit + 1}`;
  const objects = rows.slice(0, limit);
  return { objects, nextCursor: rows.length > limit ? (objects.at(-1)?.id ?? null) : null };
}
