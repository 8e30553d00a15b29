const SECOND_MS = 1000;
/**
 * Soon at first, since most parts come back at once, and never long: once a part is back, a file should not wait much
 * longer. Together eleven minutes, in as many tries as Inngest allows.
 */
const DELAYS_MS = [2, 3, 5, 5, 10, 10, 15, 15, 20, 30, 30, 45, 45, 60, 60, 60, 60, 60, 60, 60].map(
  (seconds) => seconds * SECOND_MS,
);

/** How often a step is tried again after a part was away. */
export const RETRIES = 20;

/** How long to wait after attempt number `attempt` (from 0) failed because a part was away. */
export function retryDelayMs(attempt: number): number {
  return DELAYS_MS[Math.min(Math.max(attempt, 0), DELAYS_MS.length - 1)] ?? 60 * SECOND_MS;
}
