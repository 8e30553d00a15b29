import type { FileSource } from "#lib/model/log-file.ts";
import type { ListedObject, StoredContent } from "#lib/sources/object-store.ts";
import { recordEvent } from "./record-event.ts";
import type { Queryable, Sql, TransactionSql } from "./sql.ts";

/** What was seen of a store and is to become a file. */
export interface SourceObject extends StoredContent {
  id: number;
  sourceId: string;
  organizationId: string;
  store: string;
  version: number;
  /** Epoch ms. */
  modifiedAtMs: number;
  attempts: number;
}

export interface SeenObject extends ListedObject {
  /** What decides the order, epoch ms. */
  sortAtMs: number;
  /** Why it is passed over; null = it is to be taken. */
  skip: string | null;
}

/** An instance that died gives its objects back after this long. */
const CLAIM_S = 120;

/** Notes what was listed; what any source of the team saw before stays as it is. Returns how many are new. */
export async function insertSeen(
  sql: Sql,
  source: { id: string; organizationId: string; store: string },
  seen: readonly SeenObject[],
): Promise<number> {
  if (seen.length === 0) return 0;
  const rows = seen.map(({ key, etag, sizeBytes, startByte, modifiedAtMs, sortAtMs, skip }) => {
    return { key, etag, size: sizeBytes, start: startByte, modified: modifiedAtMs, sort: sortAtMs, skip };
  });
  const inserted = await sql`
    insert into public.source_objects (organization_id, source_id, store, object_key, etag, size_bytes, start_byte,
      modified_at, sort_at, status, reason, decided_at, version)
    select ${source.organizationId}, ${source.id}, ${source.store}, r.key, r.etag, r.size, r.start,
      to_timestamp(r.modified / 1000), to_timestamp(r.sort / 1000),
      case when r.skip is null then 'pending' else 'skipped' end, r.skip, case when r.skip is not null then now() end,
      1 + (select count(*) from public.source_objects o
        where o.organization_id = ${source.organizationId} and o.store = ${source.store} and o.object_key = r.key)
    from jsonb_to_recordset(${sql.json(rows)}) as r(key text, etag text, size bigint, start bigint, modified float8,
      sort float8, skip text)
    on conflict on constraint source_objects_once do nothing`;
  return inserted.count;
}

/** Which of these contents are known, by key and etag; and for each key the newest content that was not skipped. */
export async function findKnown(
  sql: Sql,
  source: { organizationId: string; store: string },
  listed: readonly StoredContent[],
): Promise<{ isKnown: (content: StoredContent) => boolean; latest: ReadonlyMap<string, StoredContent> }> {
  const keys = [...new Set(listed.map(({ key }) => key))];
  if (keys.length === 0) return { isKnown: () => false, latest: new Map() };
  const rows = await sql<(StoredContent & { isSkipped: boolean })[]>`
    select object_key as key, etag, size_bytes::float8 as "sizeBytes", start_byte::float8 as "startByte",
      status = 'skipped' as "isSkipped"
    from public.source_objects
    where organization_id = ${source.organizationId} and store = ${source.store} and object_key in ${sql(keys)}
    order by id`;
  const known = new Set(rows.map(({ key, etag }) => `${etag}\n${key}`));
  const latest = new Map(rows.filter(({ isSkipped }) => !isSkipped).map((row) => [row.key, row]));
  return { isKnown: ({ key, etag }) => known.has(`${etag}\n${key}`), latest };
}

/** True when this content is known under another key of the store: the file was renamed. */
export async function isRenamed(
  sql: Sql,
  source: { organizationId: string; store: string },
  content: StoredContent,
): Promise<boolean> {
  const [row] = await sql`
    select 1 from public.source_objects
    where organization_id = ${source.organizationId} and store = ${source.store} and etag = ${content.etag}
      and object_key <> ${content.key} limit 1`;
  return row !== undefined;
}

/** Takes pending objects for this instance in the order of their times; of several instances each gets others. */
export async function claimObjects(
  sql: Sql,
  { sourceId, instance, limit }: { sourceId: string; instance: string; limit: number },
): Promise<SourceObject[]> {
  const rows = await sql<SourceObject[]>`
    update public.source_objects o set claimed_by = ${instance}, claimed_until = now() + ${CLAIM_S} * interval '1 second',
      attempts = attempts + 1
    where o.id in (
      select id from public.source_objects
      where source_id = ${sourceId} and status = 'pending' and (retry_at is null or retry_at <= now())
        and (claimed_until is null or claimed_until < now())
      order by sort_at, object_key for update skip locked limit ${limit})
    returning ${columns(sql)}`;
  return rows.sort((a, b) => a.id - b.id);
}

/** Sources, not paused, that have something to take; the one whose objects wait longest first. */
export async function findSourcesWithPending(sql: Sql, only: readonly string[] | null): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select s.id from public.sources s
    join lateral (
      select o.seen_at from public.source_objects o
      where o.source_id = s.id and o.status = 'pending' and (o.retry_at is null or o.retry_at <= now())
        and (o.claimed_until is null or o.claimed_until < now())
      order by o.sort_at, o.object_key limit 1) o on true
    where s.paused_at is null ${only === null ? sql`` : sql`and s.id in ${sql([...only])}`}
    order by o.seen_at`;
  return rows.map(({ id }) => id);
}

/** How many objects of some sources are not decided about. */
export async function countPending(sql: Sql, sourceIds: readonly string[]): Promise<number> {
  if (sourceIds.length === 0) return 0;
  const [row] = await sql<{ pending: number }[]>`
    select count(*)::int as pending from public.source_objects
    where source_id in ${sql([...sourceIds])} and status = 'pending'`;
  return row?.pending ?? 0;
}

/** How many of these files wait for their lanes. */
export async function countUnstarted(sql: Sql, fileIds: readonly string[]): Promise<number> {
  if (fileIds.length === 0) return 0;
  const [row] = await sql<{ open: number }[]>`
    select count(*)::int as open from public.log_files
    where id in ${sql([...fileIds])} and status = 'pending'`;
  return row?.open ?? 0;
}

export interface NewSourceFile {
  id: string;
  name: string;
  source: FileSource;
  object: SourceObject;
}

/** Makes the file of a claimed object. False when the claim ran out and another instance was faster. */
export async function insertSourceFile(
  tx: TransactionSql,
  { file, instance }: { file: NewSourceFile; instance: string },
): Promise<boolean> {
  const { object } = file;
  const taken = await tx`
    update public.source_objects set status = 'taken', decided_at = now(), reason = null, claimed_by = null,
      claimed_until = null, retry_at = null
    where id = ${object.id} and status = 'pending' and claimed_by = ${instance}`;
  if (taken.count === 0) return false;
  await tx`
    insert into public.log_files (id, organization_id, source, bucket, object_key, etag, name, size_bytes,
      source_object_id, stored_at, modified_at)
    values (${file.id}, ${object.organizationId}, ${file.source}, ${bucketOf(object.store)}, ${object.key},
      ${object.etag}, ${file.name}, ${object.sizeBytes}, ${object.id}, now(), to_timestamp(${object.modifiedAtMs} / 1000.0))`;
  await tx`update public.source_objects set file_id = ${file.id} where id = ${object.id}`;
  const version = object.version > 1 ? `, version ${object.version} of it` : "";
  await recordEvent(tx, {
    organizationId: object.organizationId,
    fileId: file.id,
    kind: "received",
    fromStatus: null,
    toStatus: "pending",
    actor: null,
    reason: `Found in a source as ${object.key}${version}.`,
    details: { sourceId: object.sourceId, etag: object.etag, startByte: object.startByte },
  });
  return true;
}

/** Our own storage's bucket by its name, so that its policies find the file; others by their whole address. */
function bucketOf(store: string): string {
  return store.startsWith("bucket:") ? store.slice("bucket:".length) : store;
}

/** Ends a claimed object without a file, or puts it off until `retryInS`. */
export async function setObject(
  sql: Sql,
  { id, instance }: { id: number; instance: string },
  change: { status: "skipped" | "failed" | "pending"; reason: string; retryInS?: number },
): Promise<void> {
  await sql`
    update public.source_objects set status = ${change.status}, reason = ${change.reason}, claimed_by = null,
      claimed_until = null, decided_at = ${change.status === "pending" ? null : sql`now()`},
      retry_at = now() + ${change.retryInS ?? 0} * interval '1 second'
    where id = ${id} and status = 'pending' and claimed_by = ${instance}`;
}

/** Gives claimed objects back untried. */
export async function releaseObjects(sql: Sql, ids: readonly number[], instance: string): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    update public.source_objects set claimed_by = null, claimed_until = null, attempts = greatest(0, attempts - 1)
    where id in ${sql([...ids])} and status = 'pending' and claimed_by = ${instance}`;
}

/** The object that a file is read from, with its source; null when the source was removed. */
export async function findFileObject(sql: Queryable, objectId: number): Promise<SourceObject | null> {
  const [row] = await sql<SourceObject[]>`
    select ${columns(sql)} from public.source_objects o where o.id = ${objectId}`;
  return row ?? null;
}

/**
 * Reserves the next place under a source's limits, for all instances together. Returns how long to wait for it, ms; null
 * = longer than `mostMs`, and nothing was reserved.
 */
export async function reservePlace(
  sql: Sql,
  { sourceId, costS, mostMs }: { sourceId: string; costS: number; mostMs: number },
): Promise<number | null> {
  const [row] = await sql<{ waitMs: number }[]>`
    update public.sources set next_object_at = greatest(next_object_at, now()) + ${costS}::float8 * interval '1 second'
    where id = ${sourceId} and next_object_at <= now() + ${mostMs}::float8 * interval '1 millisecond'
    returning greatest(0, extract(epoch from next_object_at - now()) - ${costS}::float8)::float8 * 1000 as "waitMs"`;
  return row?.waitMs ?? null;
}

/** Objects of a source whose files were read to their ends and that are still to be tagged or removed. */
export async function findDone(sql: Sql, sourceId: string, limit: number): Promise<SourceObject[]> {
  return await sql<SourceObject[]>`
    select ${columns(sql)} from public.source_objects o join public.log_files f on f.id = o.file_id
    where o.source_id = ${sourceId} and o.status = 'taken' and o.after_done_at is null and f.status = 'completed'
    order by o.id limit ${limit}`;
}

export async function markAfter(sql: Sql, objectId: number, problem: string | null): Promise<void> {
  await sql`
    update public.source_objects set after_done_at = now(), after_problem = ${problem} where id = ${objectId}`;
}

/** Our own storage's objects below a prefix, after a key, in the order of their bytes. */
export async function listStorageObjects(
  sql: Sql,
  from: { bucket: string; prefix: string; after: string | null; limit: number },
): Promise<ListedObject[]> {
  return await sql<ListedObject[]>`
    select name as key, coalesce(metadata ->> 'eTag', id::text) as etag, (metadata ->> 'size')::float8 as "sizeBytes",
      0 as "startByte", (extract(epoch from coalesce(updated_at, created_at)) * 1000)::float8 as "modifiedAtMs"
    from storage.objects
    where bucket_id = ${from.bucket} and starts_with(name, ${from.prefix}) and metadata ->> 'size' is not null
      and ${from.after === null ? sql`true` : sql`name collate "C" > ${from.after}`}
    order by name collate "C" limit ${from.limit}`;
}

function columns(sql: Queryable) {
  return sql`
    o.id::float8 as id, o.source_id as "sourceId", o.organization_id as "organizationId", o.store,
    o.object_key as key, o.etag, o.size_bytes::float8 as "sizeBytes", o.start_byte::float8 as "startByte", o.version,
    (extract(epoch from coalesce(o.modified_at, o.seen_at)) * 1000)::float8 as "modifiedAtMs", o.attempts`;
}
