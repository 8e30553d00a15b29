import type { JsonObject } from "#lib/model/json.ts";

const MAX_SETS = 2000;

/**
 * Gives the same object for the same key, so that those who store shared attributes compare by identity. Bounded: a
 * file whose sets never repeat just gets objects of its own.
 */
export class KnownSets {
  private readonly known = new Map<string, JsonObject>();

  /** `make` is called for a new key; what it makes must depend on the key alone. */
  of(key: string, make: () => JsonObject): JsonObject {
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const made = make();
    if (this.known.size >= MAX_SETS) this.known.clear();
    this.known.set(key, made);
    return made;
  }
}
