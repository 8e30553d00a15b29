import { jsonBytes } from "./json-object.ts";
import { enqueueDiscovery, hasPendingSteps, lockRun, memoiseStep } from "./run-progress.ts";
import type { Tx } from "./sql.ts";

export type Resolution = { data: unknown } | { error: { name: string; message: string; [member: string]: unknown } };

/**
 * Ends a step that waits for something outside its run (an event, an invoked function) with what came of it, and has
 * the function called again. False when the run is over or no longer waits there.
 */
export async function resolveStep(
  tx: Tx,
  input: { runId: string; stepId: string; resolution: Resolution; maxStateBytes: number },
): Promise<boolean> {
  const run = await lockRun(tx, input.runId);
  if (run === null) return false;
  const [waiting] = await tx<{ name: string; kind: "wait" | "invoke" }[]>`
    delete from inngest_local.queue
    where run_id = ${run.id} and step_id = ${input.stepId} and kind in ('wait', 'invoke') returning name, kind`;
  if (waiting === undefined) return false;
  const result = fittingResult(input.resolution, input.maxStateBytes - run.state_bytes);
  const op = waiting.kind === "wait" ? "WaitForEvent" : "InvokeFunction";
  const step = { stepId: input.stepId, name: waiting.name, op, result };
  await memoiseStep(tx, { runId: run.id, position: run.step_count, step });
  await tx`
    update inngest_local.runs set step_count = step_count + 1, state_bytes = state_bytes + ${jsonBytes(result)}
    where id = ${run.id}`;
  if (run.is_racing || !(await hasPendingSteps(tx, run.id))) await enqueueDiscovery(tx, run);
  return true;
}

/** The result as the SDK reads it; one that no longer fits into the run's state becomes an error that says so. */
function fittingResult(resolution: Resolution, roomBytes: number): string {
  const result = JSON.stringify(
    "error" in resolution
      ? { type: "error", error: resolution.error }
      : { type: "data", data: resolution.data ?? null },
  );
  if (jsonBytes(result) <= roomBytes) return result;
  const message = "What the step waited for does not fit into the run's state any more.";
  return JSON.stringify({ type: "error", error: { name: "Error", message } });
}
