import { acceptEvents, internalEvent } from "./accept-events.ts";
import type { FunctionConfig } from "./function-config.ts";
import { activeFunctions } from "./functions.ts";
import { parseJson, parseJsonObject } from "./json-object.ts";
import type { Tx } from "./sql.ts";
import { namesEvent } from "./triggers.ts";

export interface RunError {
  name: string;
  message: string;
  stack?: string;
  [member: string]: unknown;
}

const FUNCTION_FAILED = "inngest/function.failed";

/** Ends a run that is not over yet and sends the events that onFailure functions and others listen for. */
export async function finishRun(
  tx: Tx,
  input: {
    runId: string;
    result: { status: "completed"; output: string } | { status: "failed"; error: RunError };
    nowMs: number;
    deduplicationMs: number;
  },
): Promise<void> {
  const { runId, result } = input;
  const output = result.status === "completed" ? result.output : JSON.stringify(result.error);
  const [run] = await tx<{ function_id: string; payload: string }[]>`
    update inngest_local.runs r
    set status = ${result.status}, output = ${output}, started_at = coalesce(r.started_at, now()), ended_at = now()
    from inngest_local.events e
    where r.id = ${runId} and r.status in ('queued', 'running') and e.internal_id = r.event_internal_id
    returning r.function_id, e.payload`;
  if (run === undefined) return;
  await tx`delete from inngest_local.queue where run_id = ${runId}`;
  await tx`delete from inngest_local.cancellations where run_id = ${runId}`;
  const event = parseJsonObject(run.payload) ?? {};
  const about = { function_id: run.function_id, run_id: runId, event, events: [event] };
  const told = [];
  if (result.status === "completed") {
    const value = parseJson(result.output);
    told.push(internalEvent("inngest/function.finished", { ...about, result: value ?? null }, input.nowMs));
  } else {
    const error = { ...result.error, __serialized: true };
    told.push(internalEvent("inngest/function.finished", { ...about, error }, input.nowMs));
    // A function that handles failures and fails itself must not set itself off again.
    if (event.name !== FUNCTION_FAILED) told.push(internalEvent(FUNCTION_FAILED, { ...about, error }, input.nowMs));
  }
  const functions = await activeFunctions(tx);
  const heard = told.filter((one) => one.name === FUNCTION_FAILED || functions.some((it) => listensTo(it, one.name)));
  await acceptEvents(tx, { ...input, events: heard });
}

/** `finished` events repeat every output; they are stored only for somebody who wants them. */
function listensTo(config: FunctionConfig, name: string): boolean {
  return (
    config.triggers.some((trigger) => namesEvent(trigger.event, name)) ||
    config.cancelOn.some((cancel) => cancel.event === name)
  );
}
