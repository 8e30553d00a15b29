import { type AcceptLimits, acceptEvents } from "./accept-events.ts";
import { backoffMs } from "./backoff.ts";
import { beginOperation } from "./begin-operation.ts";
import { cancelRun } from "./cancel-run.ts";
import type { EngineSettings } from "./engine-settings.ts";
import { finishRun, type RunError } from "./finish-run.ts";
import { jsonBytes } from "./json-object.ts";
import type { Outcome } from "./outcome.ts";
import { postponeItem, type QueueItem } from "./queue.ts";
import { enqueueDiscovery, hasPendingSteps, type LockedRun, lockRun, memoiseStep } from "./run-progress.ts";
import type { Tx } from "./sql.ts";
import { START_DEADLINE } from "./start-run.ts";

export interface SettleContext {
  item: QueueItem;
  /** Attempts the function allows; null when it is not known (a sleep). */
  maxAttempts: number;
  nowMs: number;
  /** From 0 (inclusive) to 1. */
  random: number;
  settings: EngineSettings;
}

/**
 * Writes down what came of an item, in one transaction: step results, what to do next, or the run's end. Does nothing
 * when the item was taken over by somebody else or its run is over. Of two
 * parallel steps finishing together exactly one sees that nothing else is left and calls the function again.
 */
export async function settleItem(tx: Tx, outcome: Outcome, context: SettleContext): Promise<void> {
  const { item } = context;
  const run = await lockRun(tx, item.runId);
  const [held] = await tx<{ is_stale: boolean }[]>`
    select is_stale from inngest_local.queue where id = ${item.id} and lease_id = ${item.leaseId} for update`;
  if (run === null || held === undefined) return;
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
    case "expired":
      return settleExpired(tx, { deadline: outcome.deadline, run }, context);
    case "unreachable":
      return settleUnreachable(tx, outcome.reason, context);
    case "progress":
      return settleProgress(tx, { outcome, run, isStale: held.is_stale }, context);
  }
}

function finish(tx: Tx, context: SettleContext, result: Parameters<typeof finishRun>[1]["result"]): Promise<void> {
  const { item, nowMs, settings } = context;
  return finishRun(tx, { ...limitsOf(settings), runId: item.runId, result, nowMs });
}

function limitsOf({ deduplicationMs, maxStateBytes }: EngineSettings): AcceptLimits {
  return { deduplicationMs, maxStateBytes };
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
  const stateBytes = step.outcome.operations.reduce(
    (sum, operation) => (operation.kind === "memoise" ? sum + jsonBytes(operation.result) : sum),
    run.state_bytes,
  );
  if (run.step_count + step.outcome.operations.length > settings.maxStepsPerRun) {
    return fail(tx, context, `The run has more than ${settings.maxStepsPerRun} steps.`);
  }
  if (stateBytes > settings.maxStateBytes) {
    return fail(tx, context, `The results of the run's steps exceed ${settings.maxStateBytes} bytes.`);
  }
  const isRacing = run.is_racing || step.outcome.isRace;
  await tx`delete from inngest_local.queue where id = ${item.id}`;
  let position = run.step_count;
  let endedBytes = 0;
  for (const operation of step.outcome.operations) {
    const { deduplicationMs } = settings;
    const ended =
      operation.kind === "memoise"
        ? operation
        : await beginOperation(tx, { operation, run, nowMs: context.nowMs, deduplicationMs });
    if (ended === null) continue;
    endedBytes += jsonBytes(ended.result);
    await memoiseStep(tx, { runId: run.id, position: position++, step: ended });
  }
  await tx`
    update inngest_local.runs set step_count = ${position}, state_bytes = ${run.state_bytes + endedBytes},
      is_racing = ${isRacing}, is_planning = is_planning or ${step.outcome.operations.length > 1}
    where id = ${item.runId}`;
  const hasPending = await hasPendingSteps(tx, run.id);
  const hasNews = position > run.step_count || step.isStale;
  if (hasNews && (isRacing || !hasPending)) await enqueueDiscovery(tx, run);
  else if (!hasPending) await fail(tx, context, "The app answered without an operation that takes the run further.");
}

/** A start deadline counts for runs that have not started, a finish deadline for all. */
async function settleExpired(
  tx: Tx,
  input: { deadline: string; run: LockedRun },
  { item, nowMs, settings }: SettleContext,
): Promise<void> {
  if (input.deadline === START_DEADLINE && input.run.status !== "queued") {
    await tx`delete from inngest_local.queue where id = ${item.id}`;
    return;
  }
  const limits = limitsOf(settings);
  const cancelled = await cancelRun(tx, { ...limits, runId: item.runId, nowMs });
  if (cancelled !== null) await acceptEvents(tx, { ...limits, events: [cancelled], nowMs });
}
