import type { Tx } from "./sql.ts";
import { DISCOVERY_STEP } from "./start-run.ts";

/** An unfinished run whose row this transaction holds. */
export interface LockedRun {
  id: string;
  function_id: string;
  status: "queued" | "running";
  is_planning: boolean;
  is_racing: boolean;
  step_count: number;
  state_bytes: number;
  priority_at: Date;
  key_1: string | null;
  key_2: string | null;
}

export interface StepResult {
  stepId: string;
  name: string;
  op: string;
  /** JSON text: `{"type":"data",...}`, `{"type":"error",...}` or null. */
  result: string;
}

/**
 * Locks a run's row first, before anything else of it is touched, so that of two things happening to a run at once
 * exactly one sees the other. Null when the run is over.
 */
export async function lockRun(tx: Tx, runId: string): Promise<LockedRun | null> {
  const [run] = await tx<LockedRun[]>`
    select id, function_id, status, is_planning, is_racing, step_count, state_bytes::float8 as state_bytes, priority_at,
      key_1, key_2
    from inngest_local.runs where id = ${runId} and status in ('queued', 'running') for update`;
  return run ?? null;
}

/** Writes a step's result down; the first one stays. */
export async function memoiseStep(tx: Tx, input: { runId: string; position: number; step: StepResult }): Promise<void> {
  const { step } = input;
  await tx`
    insert into inngest_local.steps (run_id, id, position, name, op, result)
    values (${input.runId}, ${step.stepId}, ${input.position}, ${step.name}, ${step.op}, ${step.result})
    on conflict do nothing`;
}

/** Whether a run has anything left to do or to wait for. */
export async function hasPendingSteps(tx: Tx, runId: string): Promise<boolean> {
  const [left] = await tx<{ count: number }[]>`
    select count(*)::int as count from inngest_local.queue where run_id = ${runId} and kind <> 'deadline'`;
  return (left?.count ?? 0) > 0;
}

/** While a discovery is under way its answer is out of date: it is done once more when it comes back. */
export async function enqueueDiscovery(tx: Tx, run: LockedRun): Promise<void> {
  await tx`
    insert into inngest_local.queue (run_id, function_id, step_id, kind, priority_at, due_at, key_1, key_2)
    values (${run.id}, ${run.function_id}, ${DISCOVERY_STEP}, 'call', ${run.priority_at}, now(), ${run.key_1},
      ${run.key_2})
    on conflict (run_id, step_id) do update set is_stale = queue.leased_until is not null`;
}
