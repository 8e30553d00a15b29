import type { RedactionCounts } from "#lib/model/redaction.ts";
import type { Redacted } from "./redactor.ts";

/** How often each rule found something that begins before `endByte`. */
export function countRedacted(redacted: readonly Redacted[], endByte: number): RedactionCounts {
  const counts: Record<string, number> = {};
  for (const { rule, startByte } of redacted) if (startByte < endByte) counts[rule] = (counts[rule] ?? 0) + 1;
  return counts;
}

/** The sum of two counts. */
export function addRedactions(a: RedactionCounts, b: RedactionCounts): RedactionCounts {
  const sum: Record<string, number> = { ...a };
  for (const [rule, count] of Object.entries(b)) sum[rule] = (sum[rule] ?? 0) + count;
  return sum;
}
