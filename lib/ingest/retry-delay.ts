import { AppError } from "#lib/errors.ts";
import type { NextTry } from "#lib/store/note-step.ts";

const SECOND_MS = 1000;
/**
 * Soon and often at first, since most parts come back at once, and the next one may be away then; together eleven
 * minutes. None is so long that the sweep, which misses a sign of life after five minutes, takes the file over.
 */
const DELAYS_MS = [2, 3, 5, 5, 10, 10, 15, 30, 60, 90, 90, 90, 120, 120].map((seconds) => seconds * SECOND_MS);

/** How often a step is tried again after a part was away. */
export const RETRIES = 14;

/** How long to wait after attempt number `attempt` (from 0) failed because a part was away. */
export function retryDelayMs(attempt: number): number {
  return DELAYS_MS[Math.min(Math.max(attempt, 0), DELAYS_MS.length - 1)] ?? 120 * SECOND_MS;
}

/** When a step that failed in attempt number `attempt` (from 0) is tried again; null = never, a fault of ours at no fixed time. */
export function nextTryOf(error: unknown, attempt: number): NextTry | null {
  if (attempt >= RETRIES || (error instanceof AppError && !error.isRetryable)) return null;
  return { atMs: error instanceof AppError ? Date.now() + retryDelayMs(attempt) : null };
}
