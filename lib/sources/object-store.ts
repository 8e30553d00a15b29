import type { ByteSource } from "#lib/streams/byte-source.ts";

/** One content of one key. The same key with another etag is another content. */
export interface StoredContent {
  key: string;
  etag: string;
  /** Of the content, which ends at `startByte` + `sizeBytes` of the object. */
  sizeBytes: number;
  /** Where it starts: 0, or where an earlier content of a growing file ended. */
  startByte: number;
}

export interface ListedObject extends StoredContent {
  /** Epoch ms. */
  modifiedAtMs: number;
}

/** New objects that the store told of by itself. */
export interface Announced {
  objects: ListedObject[];
  /** How many notices could not be read; they are not confirmed. */
  unreadable: number;
  /** To be called when what was told is stored; else it is told again. */
  confirm(): Promise<void>;
}

/**
 * What a source reads from: a bucket, a folder, or whatever else keeps bytes under keys. Errors are of the AppError
 * family: NotFoundError for a key that is gone, UnreadableContentError for content that is no longer the listed one,
 * retryable ones for what may work later, others for what somebody has to mend first.
 */
export interface ObjectStore {
  /** Names the place where keys mean something, the same for every source that reads there. */
  readonly store: string;
  /** Pages of what starts with `prefix`, in the order of the keys' UTF-8 bytes, those after `startAfter` only. */
  list(from: { prefix: string; startAfter: string | null }): AsyncIterable<ListedObject[]>;
  open(content: StoredContent): ByteSource;
  /** Removes the object when it still holds this content only. */
  remove(content: StoredContent): Promise<void>;
  /** Marks the object as read; absent = this store has no marks. */
  tag?(content: StoredContent, tags: Readonly<Record<string, string>>): Promise<void>;
  /**
   * Where a content goes on that is `earlier` with more behind it; null when it is not. Absent = objects never grow.
   */
  growth?(listed: ListedObject, earlier: StoredContent): Promise<number | null>;
  /** What was announced since it was last asked, waiting a while for it; absent = the store announces nothing. */
  announced?(): Promise<Announced>;
  close(): void;
}
