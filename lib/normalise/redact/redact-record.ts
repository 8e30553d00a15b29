import type { Json, JsonObject } from "#lib/model/json.ts";
import type { FileRecord } from "#lib/model/log-record.ts";
import type { RedactedValue, Redactor } from "./redactor.ts";

/** So short a value stands in other words by chance. */
const LEAST_CHARACTERS = 4;

/**
 * A record whose texts were redacted one by one, for formats whose bytes can't be changed before parsing; and the values
 * that were replaced because of their names, which nobody can find in the bytes without the record.
 */
export function redactRecord<R extends FileRecord>(
  record: R,
  redactor: Redactor,
): { record: R; values: readonly RedactedValue[] } {
  const values: RedactedValue[] = [];
  const named = mapTexts(record as unknown as JsonObject, (text, name) => {
    const found = redactor.redactNamed(name, text);
    if (found !== null && text.length >= LEAST_CHARACTERS) values.push(found);
    return found?.by ?? text;
  });
  const redacted = mapTexts(named, (text) => redactAround(text, values, redactor)) as unknown as R;
  // Its reason is ours, and its kind is not the file's text.
  const ours = record.kind === "reject" ? { kind: record.kind, reason: record.reason } : { kind: record.kind };
  return { record: { ...redacted, ...ours }, values };
}

/** The values are replaced as a whole, and what is around them by what it says itself. */
function redactAround(text: string, values: readonly RedactedValue[], redactor: Redactor): string {
  const [first, ...others] = values;
  if (first === undefined) return redactor.redactText(text);
  const parts = text.split(first.value).map((part) => redactAround(part, others, redactor));
  return parts.join(first.by);
}

type Change = (text: string, name: string) => string;

/** A copy with other texts; those of a list have the list's name. */
function mapTexts(object: JsonObject, change: Change): JsonObject {
  const mapped = (value: Json, name: string): Json => {
    if (typeof value === "string") return change(value, name);
    if (Array.isArray(value)) return value.map((item) => mapped(item, name));
    return typeof value === "object" && value !== null ? mapTexts(value, change) : value;
  };
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, mapped(value, name)]));
}
