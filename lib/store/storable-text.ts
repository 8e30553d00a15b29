import type { Json } from "#lib/model/json.ts";

/**
 * The text as Postgres can hold it: NUL becomes the visible U+2400 and a lone surrogate U+FFFD.
 * The exact bytes stay in the chunk.
 */
export function storableText(text: string): string {
  const visible = text.includes("\0") ? text.replaceAll("\0", "\u2400") : text;
  return visible.isWellFormed() ? visible : visible.toWellFormed();
}

// Escapes that jsonb refuses, as JSON.stringify writes them; a doubled backslash only costs the slow path.
const REFUSED_ESCAPE = /\\u(?:0000|d[89a-f])/;

/** JSON text that jsonb accepts whatever the value's strings and keys hold. */
export function storableJson(value: Json): string {
  const text = JSON.stringify(value);
  return REFUSED_ESCAPE.test(text) ? JSON.stringify(clean(value)) : text;
}

function clean(value: Json): Json {
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map(clean);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [storableText(key), clean(item)]));
}
