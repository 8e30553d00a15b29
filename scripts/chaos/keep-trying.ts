import { setTimeout as delay } from "node:timers/promises";

/** Thrown by work that no repetition will mend. */
export class RefusedForGoodError extends Error {
  override name = "RefusedForGoodError";
}

const LONGEST_DELAY_MS = 3_000;

/** Repeats work until it succeeds, as a client does whose server restarts; after `withinMs` its last error is thrown. */
export async function keepTrying<T>(work: () => Promise<T>, { withinMs }: { withinMs: number }): Promise<T> {
  const untilMs = Date.now() + withinMs;
  for (let delayMs = 200; ; delayMs = Math.min(LONGEST_DELAY_MS, delayMs * 1.6)) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof RefusedForGoodError || Date.now() > untilMs) throw error;
      await delay(delayMs);
    }
  }
}
