import type { Json } from "#lib/model/json.ts";

/**
 * Seed 001's `rawData`: the complete original entry when its text is one JSON value, else null.
 * An element of an array carries the commas and brackets around it, which are not part of the entry.
 */
export function parseRawJson(text: string): Json | null {
  const trimmed = text.replace(/^\uFEFF/, "").trim();
  const candidates = [trimmed, trimmed.replace(/^[[,\s]+/, "").replace(/[\],\s]+$/, "")];
  for (const candidate of candidates) {
    if (!/^[{[]/.test(candidate)) continue;
    try {
      return JSON.parse(candidate) as Json;
    } catch {
      // Not this one.
    }
  }
  return null;
}
