/**
 * Milliseconds until the next attempt after attempt number `attempt` (from 0) failed: the table's entry plus a random
 * part of the jitter.
 */
export function backoffMs(input: {
  attempt: number;
  table: readonly number[];
  jitterMs: number;
  /** From 0 (inclusive) to 1. */
  random: number;
}): number {
  const entry = input.table[Math.min(input.attempt, input.table.length - 1)] ?? 0;
  return entry + Math.floor(input.random * input.jitterMs);
}

const MAX_RETRY_AFTER_MS = 365 * 24 * 60 * 60 * 1_000;

/** Reads a Retry-After header: seconds, or a date (HTTP or ISO). Null when there is none or it means nothing. */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  const text = header?.trim() ?? "";
  if (text === "") return null;
  const delayMs = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - nowMs;
  if (!Number.isFinite(delayMs)) return null;
  return Math.min(Math.max(0, delayMs), MAX_RETRY_AFTER_MS);
}
