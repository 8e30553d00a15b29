import { ulid } from "ulid";
import { storeEvent } from "./accept-events.ts";
import type { EventPayload } from "./event-payload.ts";
import { activeFunctions } from "./functions.ts";
import { isJsonObject } from "./json-object.ts";
import type { Operation } from "./outcome.ts";
import type { LockedRun, StepResult } from "./run-progress.ts";
import type { Tx } from "./sql.ts";
import { startRun } from "./start-run.ts";

export type LastingOperation = Exclude<Operation, { kind: "memoise" }>;

interface BeginInput {
  operation: LastingOperation;
  run: LockedRun;
  nowMs: number;
  deduplicationMs: number;
}

/**
 * Begins a step that does not end at once: a call, a sleep, a wait, an invoked function. A step that the function
 * reports again while it is pending stays as it was. Returns the step's result when it ends already, else null.
 */
export async function beginOperation(tx: Tx, input: BeginInput): Promise<StepResult | null> {
  const { operation, run } = input;
  const isCall = operation.kind === "plan";
  const wait = operation.kind === "wait" ? operation : null;
  const begun = await tx`
    insert into inngest_local.queue (run_id, function_id, step_id, kind, name, priority_at, due_at, key_1, key_2,
      wait_event, wait_expression)
    values (${run.id}, ${run.function_id}, ${operation.stepId}, ${isCall ? "call" : operation.kind}, ${operation.name},
      ${run.priority_at}, now() + ${isCall ? 0 : operation.delayMs} * interval '1 millisecond',
      ${isCall ? run.key_1 : null}, ${isCall ? run.key_2 : null}, ${wait?.event ?? null}, ${wait?.expression ?? null})
    on conflict (run_id, step_id) do nothing returning id`;
  if (operation.kind !== "invoke" || begun.length === 0) return null;
  const problem = await invoke(tx, { ...input, operation });
  if (problem === null) return null;
  await tx`delete from inngest_local.queue where run_id = ${run.id} and step_id = ${operation.stepId}`;
  const result = JSON.stringify({ type: "error", error: { name: "Error", message: problem } });
  return { stepId: operation.stepId, name: operation.name, op: "InvokeFunction", result };
}

/** Starts the invoked function's run; what is wrong when it can't be started. */
async function invoke(
  tx: Tx,
  input: BeginInput & { operation: Extract<Operation, { kind: "invoke" }> },
): Promise<string | null> {
  const { operation, run, nowMs } = input;
  const { functionId, payload } = operation;
  const config = (await activeFunctions(tx)).find(({ id }) => id === functionId);
  if (config === undefined) return `There is no function "${functionId}" to invoke.`;
  const internalId = ulid(nowMs);
  const data = isJsonObject(payload.data) ? payload.data : {};
  const event: EventPayload = { ...payload, id: internalId, name: "inngest/function.invoked", ts: nowMs, data };
  await storeEvent(tx, { internalId, payload: event });
  const invokedBy = { runId: run.id, stepId: operation.stepId };
  const { deduplicationMs } = input;
  const runId = await startRun(tx, { config, event, eventInternalId: internalId, nowMs, deduplicationMs, invokedBy });
  return runId === null ? `The function "${functionId}" has run for this idempotency key already.` : null;
}
