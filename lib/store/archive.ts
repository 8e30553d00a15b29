import type { Queryable } from "./sql.ts";

export const UPLOAD_BUCKET = "deployment-logs";
export const ARCHIVE_BUCKET = "deployment-logs-archive";

/** Where a walk over the originals that are due goes on; as Postgres writes it, to the microsecond. */
export interface ArchivePlace {
  finishedAt: string;
  id: string;
}

export interface Archivable extends ArchivePlace {
  objectKey: string;
}

/** Originals of completed Low files that have waited as long as the lane wants, oldest first; none while it wants none. */
export async function findArchivable(
  sql: Queryable,
  { after, limit }: { after: ArchivePlace | null; limit: number },
): Promise<Archivable[]> {
  const place = after ?? { finishedAt: "-infinity", id: "00000000-0000-0000-0000-000000000000" };
  return await sql<Archivable[]>`
    select f.id, f.object_key as "objectKey", f.finished_at::text as "finishedAt" from public.log_files f
    where f.lane = 'low' and f.job_state = 'completed' and f.bucket = 'deployment-logs'
      and f.source_object_id is null
      and f.finished_at <= (
        select now() - archive_after_ms * interval '1 millisecond' from public.lane_settings where lane = 'low')
      and (f.finished_at, f.id) > (${place.finishedAt}::text::timestamptz, ${place.id}::uuid)
      and exists (select 1 from storage.objects o where o.bucket_id = f.bucket and o.name = f.object_key)
    order by f.finished_at, f.id limit ${limit}`;
}

/**
 * Mends rows that look for their original where it was uploaded while it lies in the archive: the database was restored
 * from a backup, or Storage moved it in two steps and stopped between them. Returns how many.
 */
export async function noteArchived(sql: Queryable): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select (count(*) filter (where private.note_archived(f.id)))::int as count
    from storage.objects o join public.log_files f on f.bucket = ${UPLOAD_BUCKET} and f.object_key = o.name
    where o.bucket_id = ${ARCHIVE_BUCKET} and not exists (
      select 1 from storage.objects present where present.bucket_id = f.bucket and present.name = f.object_key)`;
  return row?.count ?? 0;
}
