import type { RunTrigger } from "./source.ts";

/**
 * How a source is doing; `nextRunAtMs` may lie in the past: then it is its turn as soon as an instance is free. Null = it
 * runs when somebody asks for it.
 */
export type SourceState =
  | { kind: "paused"; sinceMs: number }
  | { kind: "running"; sinceMs: number }
  /** The last run failed, and all since `sinceMs`. */
  | { kind: "failing"; sinceMs: number; message: string; nextRunAtMs: number | null }
  /** It takes nothing now, for a reason that ends by itself. */
  | { kind: "held"; message: string; nextRunAtMs: number | null }
  | { kind: "due" }
  | { kind: "waiting"; nextRunAtMs: number | null };

/** What is known of a source and its last run, from which its state follows. */
export interface SourceFacts {
  pausedAtMs: number | null;
  /** Null = it runs when somebody asks for it. */
  nextRunAtMs: number | null;
  /** When the run that goes on now began; null = none does. */
  runningSinceMs: number | null;
  /** Why the last run failed. */
  lastError: { message: string } | null;
  /** When the first of the failed runs since the last one that went well began. */
  failingSinceMs: number | null;
  /** Why the last run was held. */
  heldBecause: string | null;
}

/** What matters most comes first: that nothing runs, that it runs, that it fails. */
export function sourceState(facts: SourceFacts, nowMs: number): SourceState {
  const { pausedAtMs, nextRunAtMs, runningSinceMs, lastError, failingSinceMs, heldBecause } = facts;
  if (pausedAtMs !== null) return { kind: "paused", sinceMs: pausedAtMs };
  if (runningSinceMs !== null) return { kind: "running", sinceMs: runningSinceMs };
  if (lastError !== null) {
    return { kind: "failing", sinceMs: failingSinceMs ?? nowMs, message: lastError.message, nextRunAtMs };
  }
  if (heldBecause !== null) return { kind: "held", message: heldBecause, nextRunAtMs };
  return nextRunAtMs !== null && nextRunAtMs <= nowMs ? { kind: "due" } : { kind: "waiting", nextRunAtMs };
}

/** One listing of a source, with what became of the objects it found. */
export interface SourceRunItem {
  id: number;
  trigger: RunTrigger;
  status: "running" | "completed" | "held" | "failed";
  /** Why it failed or was held. */
  message: string | null;
  startedAtMs: number;
  /** Null while it goes on. */
  finishedAtMs: number | null;
  listed: number;
  new: number;
  taken: number;
  skipped: number;
  failed: number;
  takenBytes: number;
}
