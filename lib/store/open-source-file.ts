import { UnreadableContentError } from "#lib/errors.ts";
import type { ObjectStore } from "#lib/sources/object-store.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";
import { openObjectStore } from "./open-object-store.ts";
import { findFileObject } from "./source-objects.ts";
import { loadSource, type SourceRow } from "./source-rows.ts";
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
  return (await openedStore(sql, source)).open(object);
}

/** Opened stores of this process by their sources: files of one source share its connections. */
const opened = new Map<string, { version: number; store: Promise<ObjectStore> }>();
const MOST_OPEN = 16;

async function openedStore(sql: Sql, source: SourceRow): Promise<ObjectStore> {
  const known = opened.get(source.id);
  if (known?.version === source.version) return await known.store;
  forget(source.id);
  const oldest = opened.keys().next().value;
  if (opened.size >= MOST_OPEN && oldest !== undefined) forget(oldest);
  const store = openObjectStore(sql, source);
  opened.set(source.id, { version: source.version, store });
  // What could not be opened is tried anew by the next file.
  store.catch(() => opened.delete(source.id));
  return await store;
}

function forget(sourceId: string): void {
  const known = opened.get(sourceId);
  opened.delete(sourceId);
  known?.store.then(
    (store) => store.close(),
    () => undefined,
  );
}
