import type { JsonObject } from "#lib/model/json.ts";
import { type HttpParts, isSharedHeader, setOwn } from "./json-http.ts";

const MAX_SETS = 2000;

interface KnownSet {
  headers: JsonObject | null;
  headerCount: number;
  constantsKey: string;
  attributes: JsonObject;
}

/**
 * Gives the same object for equal sets of shared attributes, so that those who store them compare by identity. Sets are
 * found by a fingerprint of their values and then compared: hashing all their text would cost more than parsing it.
 * Bounded: a file whose sets never repeat just gets objects of its own.
 */
export class SharedAttributes {
  private readonly known = new Map<number, KnownSet[]>();
  private count = 0;

  of({ headers, constants, constantsKey }: HttpParts): JsonObject | undefined {
    if (headers === null && constants === null) return undefined;
    const fingerprint = headers === null ? 0 : fingerprintOf(headers);
    const sets = this.known.get(fingerprint);
    const same = sets?.find((set) => set.constantsKey === constantsKey && hasHeaders(set, headers));
    if (same !== undefined) return same.attributes;
    const made = makeSet(headers, constants, constantsKey);
    if (++this.count > MAX_SETS) {
      this.known.clear();
      this.count = 1;
    }
    const others = this.known.get(fingerprint);
    if (others === undefined) this.known.set(fingerprint, [made]);
    else others.push(made);
    return made.attributes;
  }
}

function makeSet(headers: JsonObject | null, constants: JsonObject | null, constantsKey: string): KnownSet {
  if (headers === null) return { headers: null, headerCount: 0, constantsKey, attributes: { ...constants } };
  const shared: JsonObject = {};
  let headerCount = 0;
  for (const name in headers) {
    const value = headers[name];
    if (!isSharedHeader(name, value)) continue;
    headerCount++;
    setOwn(shared, name, value);
  }
  return { headers: shared, headerCount, constantsKey, attributes: { ...constants, headers: shared } };
}

function hasHeaders(set: KnownSet, headers: JsonObject | null): boolean {
  if (headers === null || set.headers === null) return headers === set.headers;
  let count = 0;
  for (const name in headers) {
    const value = headers[name];
    if (!isSharedHeader(name, value)) continue;
    const before = set.headers[name];
    if (before !== value && (typeof value !== "object" || JSON.stringify(before) !== JSON.stringify(value)))
      return false;
    count++;
  }
  return count === set.headerCount;
}

function fingerprintOf(headers: JsonObject): number {
  let hash = 0;
  for (const name in headers) {
    const value = headers[name];
    if (!isSharedHeader(name, value)) continue;
    hash = Math.imul(hash, 31) + name.length;
    const { length } = value;
    hash = Math.imul(hash, 31) + length;
    if (length === 0) continue;
    hash = Math.imul(hash, 31) + value.charCodeAt(length - 1) + value.charCodeAt(length >> 1) * 256;
    hash = Math.imul(hash, 31) + value.charCodeAt(length >> 2);
  }
  return hash;
}
