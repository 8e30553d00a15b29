import { NotFoundError } from "#lib/errors.ts";
import type { Announced, ListedObject, ObjectStore, StoredContent } from "#lib/sources/object-store.ts";
import { bytesSource } from "#lib/streams/byte-source.ts";

/** A store in memory whose listings and readings tests look at and disturb. */
export interface MemoryStore extends ObjectStore {
  put(key: string, content: string, at?: { modifiedAtMs?: number; sizeBytes?: number }): ListedObject;
  /** The `startAfter` of each listing. */
  listings: (string | null)[];
  /** Thrown instead of an answer, for keys that it names. */
  refuse: ((key: string) => Error | null) | null;
}

const PAGE = 10;

export function memoryStore(announced?: () => Promise<Announced>): MemoryStore {
  const objects = new Map<string, ListedObject & { content: string }>();
  const listings: (string | null)[] = [];
  let etags = 0;
  const store: MemoryStore = {
    store: "memory:test",
    listings,
    refuse: null,
    put(key, content, { modifiedAtMs = Date.now(), sizeBytes = content.length } = {}) {
      etags += 1;
      const listed = { key, etag: `e${etags}`, sizeBytes, startByte: 0, modifiedAtMs };
      objects.set(key, { ...listed, content });
      return listed;
    },
    async *list({ prefix, startAfter }) {
      listings.push(startAfter);
      const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > (startAfter ?? "")).sort();
      for (let at = 0; at < keys.length; at += PAGE) {
        yield keys.slice(at, at + PAGE).map((key) => listedOf(key));
      }
    },
    open(content) {
      const object = found(content);
      const { open } = bytesSource(Buffer.from(object.content));
      return {
        sizeBytes: content.sizeBytes,
        async *open(offset) {
          const refused = store.refuse?.(content.key) ?? null;
          if (refused !== null) throw refused;
          yield* open(offset);
        },
      };
    },
    async remove({ key }) {
      objects.delete(key);
    },
    ...(announced === undefined ? {} : { announced }),
    close: () => undefined,
  };
  return store;

  function found({ key }: StoredContent) {
    const object = objects.get(key);
    if (object === undefined) throw new NotFoundError(`${key} is gone.`);
    return object;
  }

  function listedOf(key: string): ListedObject {
    const { content: _, ...listed } = found({ key, etag: "", sizeBytes: 0, startByte: 0 });
    return listed;
  }
}
