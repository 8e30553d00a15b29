import { type AcceptLimits, acceptEvents } from "./accept-events.ts";
import { endRun } from "./end-run.ts";
import { internalEvent } from "./event-payload.ts";
import type { FunctionConfig } from "./function-config.ts";
import { activeFunctions } from "./functions.ts";
import { parseJson } from "./json-object.ts";
import type { Tx } from "./sql.ts";
import { namesEvent } from "./triggers.ts";

export interface RunError {
  name: string;
  message: string;
  stack?: string;
  [member: string]: unknown;
}

const FUNCTION_FAILED = "inngest/function.failed";
const FUNCTION_FINISHED = "inngest/function.finished";

/** Ends a run that is not over yet and sends the events that onFailure functions and others listen for. */
export async function finishRun(
  tx: Tx,
  input: {
    runId: string;
    result: { status: "completed"; output: string } | { status: "failed"; error: RunError };
    nowMs: number;
  } & AcceptLimits,
): Promise<void> {
  const { runId, result, nowMs, maxStateBytes } = input;
  const isCompleted = result.status === "completed";
  const value = isCompleted ? (parseJson(result.output) ?? null) : null;
  const about = await endRun(tx, {
    ...{ runId, status: result.status, maxStateBytes },
    output: isCompleted ? result.output : JSON.stringify(result.error),
    resolution: isCompleted ? { data: value } : { error: result.error },
  });
  if (about === null) return;
  const told = [];
  if (isCompleted) {
    told.push(internalEvent(FUNCTION_FINISHED, { ...about, result: value }, nowMs));
  } else {
    const error = { ...result.error, __serialized: true };
    told.push(internalEvent(FUNCTION_FINISHED, { ...about, error }, nowMs));
    // A function that handles failures and fails itself must not set itself off again.
    if (about.event.name !== FUNCTION_FAILED) told.push(internalEvent(FUNCTION_FAILED, { ...about, error }, nowMs));
  }
  const isFinishedHeard = await isHeard(tx, FUNCTION_FINISHED);
  await acceptEvents(tx, { ...input, events: told.filter(({ name }) => name === FUNCTION_FAILED || isFinishedHeard) });
}

/** `finished` events repeat every output; they are stored only for somebody who wants them. */
async function isHeard(tx: Tx, name: string): Promise<boolean> {
  const functions = await activeFunctions(tx);
  if (functions.some((config) => listensTo(config, name))) return true;
  const waiting = await tx`select from inngest_local.queue where wait_event = ${name} limit 1`;
  return waiting.length > 0;
}

function listensTo(config: FunctionConfig, name: string): boolean {
  return (
    config.triggers.some((trigger) => namesEvent(trigger.event, name)) ||
    config.cancelOn.some((cancel) => cancel.event === name)
  );
}
