import type { JsonObject } from "../model/json.ts";

const MAX_SETS = 2000;

/**
 * Gives the same object for equal sets of attributes, so that those who store them compare by identity. Bounded: a file
 * whose sets never repeat just gets objects of its own.
 */
export class SharedAttributes {
  private readonly known = new Map<string, JsonObject>();

  /** `key` must be equal exactly for equal attributes. */
  intern(key: string, make: () => JsonObject): JsonObject {
    const before = this.known.get(key);
    if (before !== undefined) return before;
    if (this.known.size >= MAX_SETS) this.known.clear();
    const made = make();
    this.known.set(key, made);
    return made;
  }
}
