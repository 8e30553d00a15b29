import { UnreadableContentError } from "#lib/errors.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";
import { openObjectStore } from "./open-object-store.ts";
import { findFileObject } from "./source-objects.ts";
import { loadSource } from "./source-rows.ts";
import type { Sql } from "./sql.ts";

/** True for a file that is read where a source found it, outside our own storage: it has an address instead of a bucket. */
export function isElsewhere(file: { bucket: string }): boolean {
  return file.bucket.includes(":");
}

/**
 * The bytes of a file where its source found them.
 * @throws UnreadableContentError when the source was removed; what opening it throws
 */
export async function openSourceFile(sql: Sql, file: { sourceObjectId: number | null }): Promise<ByteSource> {
  const object = file.sourceObjectId === null ? null : await findFileObject(sql, file.sourceObjectId);
  const source = object === null ? null : await loadSource(sql, object.sourceId);
  if (object === null || source === null) {
    throw new UnreadableContentError(
      "The source that this file was found in was removed, so its bytes can't be reached. What was read is kept; upload the file to read it anew.",
      { byteOffset: 0 },
    );
  }
  return (await openObjectStore(sql, source)).open(object);
}
