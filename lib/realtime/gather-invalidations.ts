import type { QueryClient } from "@tanstack/react-query";

/** Many files at once make many events: their refetches are gathered this long. */
const GATHER_MS = 250;
/** What many events make stale is still fetched at most this often. */
const APART_MS = 1000;

export interface GatheredInvalidations {
  add(keys: readonly string[][]): void;
  stop(): void;
}

/**
 * Makes queries stale soon, but each key at most once a second and never while it is being fetched: a storm of events
 * would cancel one answer after the other. The last event always leads to a fetch.
 */
export function gatherInvalidations(
  queryClient: Pick<QueryClient, "isFetching" | "invalidateQueries">,
  nowMs: () => number = () => performance.now(),
): GatheredInvalidations {
  const waiting = new Map<string, string[]>();
  const lastMs = new Map<string, number>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const mayGo = (name: string, queryKey: string[]) =>
    nowMs() - (lastMs.get(name) ?? Number.NEGATIVE_INFINITY) >= APART_MS && queryClient.isFetching({ queryKey }) === 0;
  const flush = () => {
    timer = null;
    for (const [name, queryKey] of waiting) {
      if (!mayGo(name, queryKey)) continue;
      waiting.delete(name);
      lastMs.set(name, nowMs());
      void queryClient.invalidateQueries({ queryKey });
    }
    if (waiting.size > 0) timer = setTimeout(flush, GATHER_MS);
  };
  return {
    add(keys) {
      for (const key of keys) waiting.set(key.join("\n"), key);
      if (waiting.size > 0) timer ??= setTimeout(flush, GATHER_MS);
    },
    stop() {
      if (timer) clearTimeout(timer);
    },
  };
}
