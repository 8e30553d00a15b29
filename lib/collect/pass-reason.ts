import { MAX_FILE_BYTES } from "#lib/intake/check-size.ts";
import { fitsFileGlob } from "#lib/lanes/glob.ts";
import type { SourceDefinition } from "#lib/model/source.ts";
import { keyTimeMs } from "#lib/sources/key-time.ts";
import type { ListedObject } from "#lib/sources/object-store.ts";

/** What of a definition decides which objects are taken. */
export type ObjectFilter = Pick<SourceDefinition, "prefix" | "include" | "exclude" | "startAt">;

/** Why a source passes over an object, as if it was not there; null = it is taken. */
export function passReason(
  { key, sizeBytes, modifiedAtMs }: Pick<ListedObject, "key" | "sizeBytes" | "modifiedAtMs">,
  { prefix, include, exclude, startAt }: ObjectFilter,
): string | null {
  if (!key.startsWith(prefix)) return "It is not below the prefix.";
  // A console made it.
  if (key.endsWith("/") && sizeBytes === 0) return "It is a folder.";
  const path = key.slice(prefix.length);
  const fits = (glob: string) => fitsFileGlob(path, glob) || fitsFileGlob(key, glob);
  if (include.length > 0 && !include.some(fits)) return `It fits none of ${include.join(", ")}.`;
  const excluding = exclude.find(fits);
  if (excluding !== undefined) return `It fits ${excluding}, which is left out.`;
  if (startAt === null) return null;
  const startMs = Date.parse(startAt);
  // What was stored before the start holds nothing after it, and a key may name a later day than its storing.
  const isLate = modifiedAtMs >= startMs || (keyTimeMs(key) ?? Number.NEGATIVE_INFINITY) >= startMs;
  return isLate ? null : "It is from before the start.";
}

/** Why an object becomes no file, though it is there; null = it does. */
export function skipReason({ sizeBytes }: Pick<ListedObject, "sizeBytes">): string | null {
  if (sizeBytes === 0) return "It is empty (0 bytes), so there is nothing to read.";
  if (sizeBytes <= MAX_FILE_BYTES) return null;
  return `It has ${sizeBytes} bytes; at most ${MAX_FILE_BYTES} (5 GiB) are read. Split or compress it.`;
}
