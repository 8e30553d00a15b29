import type { Json, JsonObject } from "#lib/model/json.ts";
import type { FileRecord } from "#lib/model/log-record.ts";

/** What stays: its reason is ours, and its kind is not the file's text. */
const OURS = new Set(["kind", "reason"]);

/** A record whose texts went through `redactText` one by one: for formats whose bytes can't be changed before parsing. */
export function redactRecord<R extends FileRecord>(record: R, redactText: (text: string) => string): R {
  const redacted: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(record)) {
    redacted[key] = OURS.has(key) ? value : redactValue(value as Json | undefined, redactText);
  }
  return redacted as unknown as R;
}

function redactValue(value: Json | undefined, redactText: (text: string) => string): Json | undefined {
  if (typeof value === "string") return redactText(value);
  if (Array.isArray(value)) return value.map((item) => redactValue(item, redactText) ?? null);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, redactValue(inner, redactText) ?? null]);
  return Object.fromEntries(entries) as JsonObject;
}
