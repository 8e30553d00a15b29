import { backoffMs } from "./backoff.ts";
import type { EngineSettings } from "./engine-settings.ts";
import { finishRun, type RunError } from "./finish-run.ts";
import { jsonBytes } from "./json-object.ts";
import type { Operation, Outcome } from "./outcome.ts";
import { postponeItem, type QueueItem } from "./queue.ts";
import type { Tx } from "./sql.ts";
import { DISCOVERY_STEP } from "./start-run.ts";

export interface SettleContext {
  item: QueueItem;
  /** Attempts the function allows; null when it is not known (a sleep). */
  maxAttempts: number;
  nowMs: number;
  /** From 0 (inclusive) to 1. */
  random: number;
  settings: EngineSettings;
}

interface LockedRun {
  is_planning: boolean;
  is_racing: boolean;
  step_count: number;
  state_bytes: number;
  priority_at: Date;
  key_1: string | null;
  key_2: string | null;
}

/**
 * Writes down what came of an item, in one transaction: step results, what to do next, or the run's end. Does nothing
 * when the item was taken over by somebody else or its run is over. The run's row is locked first, so that of two
 * parallel steps finishing together exactly one sees that nothing else is left and calls the function again.
 */
export async function settleItem(tx: Tx, outcome: Outcome, context: SettleContext): Promise<void> {
  const { item } = context;
  const [run] = await tx<LockedRun[]>`
    select is_planning, is_racing, step_count, state_bytes::float8 as state_bytes, priority_at, key_1, key_2
    from inngest_local.runs where id = ${item.runId} and status in ('queued', 'running') for update`;
  const [held] = await tx<{ is_stale: boolean }[]>`
    select is_stale from inngest_local.queue where id = ${item.id} and lease_id = ${item.leaseId} for update`;
  if (run === undefined || held === undefined) return;
  switch (outcome.kind) {
    case "completed":
      return finish(tx, context, { status: "completed", output: outcome.output });
    case "failed":
      return finish(tx, context, { status: "failed", error: outcome.error });
    case "retry":
      return postponeItem(tx, {
        item,
        attempt: item.attempt + 1,
        infrastructureFailures: 0,
        delayMs: outcome.retryAfterMs ?? retryDelayMs(context),
        error: outcome.error.message,
      });
    case "unreachable":
      return settleUnreachable(tx, outcome.reason, context);
    case "progress":
      return settleProgress(tx, { outcome, run, isStale: held.is_stale }, context);
  }
}

function finish(tx: Tx, context: SettleContext, result: Parameters<typeof finishRun>[1]["result"]): Promise<void> {
  const { deduplicationMs } = context.settings;
  return finishRun(tx, { runId: context.item.runId, result, nowMs: context.nowMs, deduplicationMs });
}

function fail(tx: Tx, context: SettleContext, message: string): Promise<void> {
  const error: RunError = { name: "Error", message, stack: "" };
  return finish(tx, context, { status: "failed", error });
}

function retryDelayMs({ item, settings, random }: SettleContext): number {
  return backoffMs({ attempt: item.attempt, table: settings.retryBackoffMs, jitterMs: settings.retryJitterMs, random });
}

/** A call that never reached the function is no attempt of it, until there have been very many. */
async function settleUnreachable(tx: Tx, reason: string, context: SettleContext): Promise<void> {
  const { item, settings } = context;
  const failures = item.infrastructureFailures + 1;
  if (failures <= settings.maxInfrastructureFailures) {
    const table = settings.infrastructureBackoffMs;
    const delayMs = backoffMs({ attempt: failures - 1, table, jitterMs: 0, random: 0 });
    await postponeItem(tx, { item, attempt: item.attempt, infrastructureFailures: failures, delayMs, error: reason });
  } else if (item.attempt + 1 < context.maxAttempts) {
    const delayMs = retryDelayMs(context);
    await postponeItem(tx, { item, attempt: item.attempt + 1, infrastructureFailures: 0, delayMs, error: reason });
  } else {
    await fail(tx, context, `The app could not be reached, ${failures} times in a row: ${reason}`);
  }
}

async function settleProgress(
  tx: Tx,
  step: { outcome: Extract<Outcome, { kind: "progress" }>; run: LockedRun; isStale: boolean },
  context: SettleContext,
): Promise<void> {
  const { item, settings } = context;
  const { run } = step;
  const memoised = step.outcome.operations.filter((operation) => operation.kind === "memoise");
  const stateBytes = memoised.reduce((sum, operation) => sum + jsonBytes(operation.result), run.state_bytes);
  if (run.step_count + step.outcome.operations.length > settings.maxStepsPerRun) {
    return fail(tx, context, `The run has more than ${settings.maxStepsPerRun} steps.`);
  }
  if (stateBytes > settings.maxStateBytes) {
    return fail(tx, context, `The results of the run's steps exceed ${settings.maxStateBytes} bytes.`);
  }
  const isRacing = run.is_racing || step.outcome.isRace;
  await tx`delete from inngest_local.queue where id = ${item.id}`;
  let position = run.step_count;
  for (const operation of step.outcome.operations) {
    if (operation.kind === "memoise") await memoiseStep(tx, { item, operation, position: position++ });
    else await enqueueOperation(tx, { item, operation, run });
  }
  await tx`
    update inngest_local.runs set step_count = ${position}, state_bytes = ${stateBytes}, is_racing = ${isRacing},
      is_planning = is_planning or ${step.outcome.operations.length > 1}
    where id = ${item.runId}`;
  const [left] = await tx<{ count: number }[]>`
    select count(*)::int as count from inngest_local.queue where run_id = ${item.runId}`;
  const hasPending = (left?.count ?? 0) > 0;
  const hasNews = memoised.length > 0 || step.isStale;
  if (hasNews && (isRacing || !hasPending)) await enqueueDiscovery(tx, { item, run });
  else if (!hasPending) await fail(tx, context, "The app answered without an operation that takes the run further.");
}

async function memoiseStep(
  tx: Tx,
  input: { item: QueueItem; operation: Extract<Operation, { kind: "memoise" }>; position: number },
): Promise<void> {
  const { item, operation } = input;
  await tx`
    insert into inngest_local.steps (run_id, id, position, name, op, result)
    values (${item.runId}, ${operation.stepId}, ${input.position}, ${operation.name}, ${operation.op}, ${operation.result})
    on conflict do nothing`;
}

/** A step that the function reports again while it is pending stays as it was. */
async function enqueueOperation(
  tx: Tx,
  input: { item: QueueItem; operation: Exclude<Operation, { kind: "memoise" }>; run: LockedRun },
): Promise<void> {
  const { item, operation, run } = input;
  const isCall = operation.kind === "plan";
  await tx`
    insert into inngest_local.queue (run_id, function_id, step_id, kind, name, priority_at, due_at, key_1, key_2)
    values (${item.runId}, ${item.functionId}, ${operation.stepId}, ${isCall ? "call" : "sleep"}, ${operation.name},
      ${run.priority_at}, now() + ${isCall ? 0 : operation.delayMs} * interval '1 millisecond',
      ${isCall ? run.key_1 : null}, ${isCall ? run.key_2 : null})
    on conflict (run_id, step_id) do nothing`;
}

/** While a discovery is under way its answer is out of date: it is done once more when it comes back. */
async function enqueueDiscovery(tx: Tx, input: { item: QueueItem; run: LockedRun }): Promise<void> {
  const { item, run } = input;
  await tx`
    insert into inngest_local.queue (run_id, function_id, step_id, kind, priority_at, due_at, key_1, key_2)
    values (${item.runId}, ${item.functionId}, ${DISCOVERY_STEP}, 'call', ${run.priority_at}, now(), ${run.key_1},
      ${run.key_2})
    on conflict (run_id, step_id) do update set is_stale = queue.leased_until is not null`;
}
