import { parseJsonObject } from "./json-object.ts";
import { type Resolution, resolveStep } from "./resolve-step.ts";
import { eventsOfRun } from "./run-events.ts";
import type { Tx } from "./sql.ts";

/** What `inngest/function.failed`, `.finished` and `.cancelled` say about their run. */
export interface EndedRun {
  function_id: string;
  run_id: string;
  event: Record<string, unknown>;
  events: Record<string, unknown>[];
}

/**
 * Ends a run that is not over yet, drops what it had left to do, and tells the run that invoked it, if any. Null when it
 * was over already.
 */
export async function endRun(
  tx: Tx,
  input: {
    runId: string;
    status: "completed" | "failed" | "cancelled";
    /** JSON text. */
    output: string | null;
    resolution: Resolution;
    maxStateBytes: number;
  },
): Promise<EndedRun | null> {
  const { runId } = input;
  const [run] = await tx<{ function_id: string; invoked_by_run: string | null; invoked_by_step: string | null }[]>`
    update inngest_local.runs
    set status = ${input.status}, output = ${input.output}, ended_at = now(),
      started_at = case when ${input.status} = 'cancelled' then started_at else coalesce(started_at, now()) end
    where id = ${runId} and status in ('queued', 'running')
    returning function_id, invoked_by_run, invoked_by_step`;
  if (run === undefined) return null;
  await tx`delete from inngest_local.queue where run_id = ${runId}`;
  await tx`delete from inngest_local.cancellations where run_id = ${runId}`;
  await tx`delete from inngest_local.batches where run_id = ${runId}`;
  if (run.invoked_by_run !== null && run.invoked_by_step !== null) {
    await resolveStep(tx, {
      runId: run.invoked_by_run,
      stepId: run.invoked_by_step,
      resolution: input.resolution,
      maxStateBytes: input.maxStateBytes,
    });
  }
  const events = (await eventsOfRun(tx, runId)).map((payload) => parseJsonObject(payload) ?? {});
  return { function_id: run.function_id, run_id: runId, event: events[0] ?? {}, events };
}
