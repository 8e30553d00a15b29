import type { ObjectAddress } from "#lib/platform/storage.ts";
import { ARCHIVE_BUCKET, type ArchivePlace, findArchivable, noteArchived, UPLOAD_BUCKET } from "#lib/store/archive.ts";
import type { Sql } from "#lib/store/sql.ts";

export interface ArchivePorts {
  sql: Sql;
  /** Moves an object to a bucket, under the key it has; its file's row follows in the same commit. */
  moveObject(object: ObjectAddress, bucket: string): Promise<void>;
}

export interface Archived {
  moved: number;
  /** Originals that stay where they are until the next time: Storage failed, or the file is to be read again. */
  kept: number;
  /** Rows that were wrong about where their original is. */
  mended: number;
  /** Where to go on; null at the end. */
  next: ArchivePlace | null;
}

/**
 * Moves one batch of the originals that are due to the archive, from `after` on. What was read of them stays, and they
 * can be read again from there. Safe to repeat and to stop at any moment.
 */
export async function archive(
  { after, batchSize = 100 }: { after: ArchivePlace | null; batchSize?: number },
  { sql, moveObject }: ArchivePorts,
): Promise<Archived> {
  const mended = after === null ? await noteArchived(sql) : 0;
  const files = await findArchivable(sql, { after, limit: batchSize });
  const errors: unknown[] = [];
  for (const { objectKey } of files) {
    await moveObject({ bucket: UPLOAD_BUCKET, objectKey }, ARCHIVE_BUCKET).catch((error) => errors.push(error));
  }
  if (errors.length > 0) console.error(`${errors.length} originals were not archived; the first:`, errors[0]);
  const moved = files.length - errors.length;
  // A storage that takes nothing is asked again the next time, not for every file.
  const last = files.length === batchSize && moved > 0 ? files.at(-1) : undefined;
  return { moved, kept: errors.length, mended, next: last ? { finishedAt: last.finishedAt, id: last.id } : null };
}
