const STEPS_MS = [1000, 2000, 5000, 10_000];

let nextAtMs: number | null = null;
const listeners = new Set<() => void>();

/** When this tab's live socket is tried next, so that the page can count down to it. */
export const socketRetry = {
  /** The wait before try number `tries` (from 1); Supabase's client asks when it plans that try. */
  plan(tries: number): number {
    const waitMs = STEPS_MS[Math.min(tries, STEPS_MS.length) - 1] ?? 1000;
    set(Date.now() + waitMs);
    return waitMs;
  },
  /** The socket is up. */
  forget(): void {
    set(null);
  },
  /** Milliseconds since 1970, or null while no try is planned. */
  nextAtMs: (): number | null => nextAtMs,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

function set(atMs: number | null): void {
  nextAtMs = atMs;
  for (const listener of listeners) listener();
}
