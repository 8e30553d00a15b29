import { recordEvent } from "./record-event.ts";
import type { Queryable, TransactionSql } from "./sql.ts";

/** An object in storage whose file's row is gone: the rows were restored from a backup that is older. */
export interface OwnerlessObject {
  organizationId: string;
  fileId: string;
  objectKey: string;
  /** Who uploaded it, as long as that person has an account. */
  ownerId: string | null;
}

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const KEY = `^${UUID}/${UUID}/[^/]+$`;

/**
 * Uploaded objects older than `olderThanMs` without a row, oldest first and at most `limit`: those whose key names an
 * organisation there is and a file there is not, and how many `others` there are.
 */
export async function findOwnerless(
  sql: Queryable,
  { olderThanMs, limit }: { olderThanMs: number; limit: number },
): Promise<{ objects: OwnerlessObject[]; others: number }> {
  const rows = await sql<(OwnerlessObject & { isOurs: boolean; others: number })[]>`
    with ownerless as (
      select o.name, o.created_at, o.metadata ->> 'size' is not null as has_size,
        case when o.name ~ ${KEY} then split_part(o.name, '/', 1)::uuid end as organization_id,
        case when o.name ~ ${KEY} then split_part(o.name, '/', 2)::uuid end as file_id,
        case when o.owner_id ~ ${`^${UUID}$`} then o.owner_id::uuid end as owner_id
      from storage.objects o
      where o.bucket_id = 'deployment-logs' and split_part(o.name, '/', 2) <> 'inbox'
        and o.created_at < now() - ${olderThanMs}::float8 * interval '1 millisecond'
        and not exists (select 1 from public.log_files f where f.bucket = o.bucket_id and f.object_key = o.name)
    ), judged as (
      select w.*, u.id as user_id, w.has_size and g.id is not null and f.id is null as is_ours
      from ownerless w left join public.organizations g on g.id = w.organization_id
        left join public.log_files f on f.id = w.file_id left join auth.users u on u.id = w.owner_id
    )
    select organization_id as "organizationId", file_id as "fileId", name as "objectKey", user_id as "ownerId",
      is_ours as "isOurs", (count(*) filter (where not is_ours) over ())::int as others
    from judged order by is_ours desc, created_at limit ${limit}`;
  const objects = rows.filter(({ isOurs }) => isOurs);
  return {
    objects: objects.map(({ organizationId, fileId, objectKey, ownerId }) => {
      return { organizationId, fileId, objectKey, ownerId };
    }),
    others: rows[0]?.others ?? 0,
  };
}

/** Makes the row of such an object, stored and to be completed. False when somebody else was faster. */
export async function insertOwnerless(tx: TransactionSql, object: OwnerlessObject): Promise<boolean> {
  const { organizationId, fileId, objectKey, ownerId } = object;
  // Its dispatches go on beyond all of the lost row's: an event under an id that was sent before would start nothing.
  const inserted = await tx`
    insert into public.log_files (id, organization_id, source, bucket, object_key, name, size_bytes, etag, created_by,
      stored_at, dispatch)
    select ${fileId}, ${organizationId}, 'upload', o.bucket_id, o.name, right(split_part(o.name, '/', 3), 1024),
      (o.metadata ->> 'size')::bigint, o.metadata ->> 'eTag', ${ownerId}, o.created_at,
      (extract(epoch from now()) / 60)::integer
    from storage.objects o where o.bucket_id = 'deployment-logs' and o.name = ${objectKey}
    on conflict do nothing`;
  if (inserted.count === 0) return false;
  await recordEvent(tx, {
    organizationId,
    fileId,
    kind: "received",
    fromStatus: null,
    toStatus: "pending",
    actor: null,
    reason: "Found in storage without a row; taken in again.",
  });
  return true;
}
