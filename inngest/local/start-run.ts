import { ulid } from "ulid";
import { durationMs } from "./duration.ts";
import type { EventPayload } from "./event-payload.ts";
import { evaluateExpression, expressionKey } from "./expressions.ts";
import type { FunctionConfig } from "./function-config.ts";
import type { Tx } from "./sql.ts";

/** The step id of a call that runs the function from its beginning and discovers what comes next. */
export const DISCOVERY_STEP = "step";

export interface StartInput {
  config: FunctionConfig;
  event: EventPayload;
  eventInternalId: string;
  nowMs: number;
  deduplicationMs: number;
  /** Before the run may start; an event dated in the future delays it too. */
  delayMs?: number;
  /** The step that waits for the run's end. */
  invokedBy?: { runId: string; stepId: string };
}

/** Starts a run of `config` for an event; null when the function's idempotency key was seen in the last 24 hours. */
export async function startRun(tx: Tx, input: StartInput): Promise<string | null> {
  const { config, event, nowMs, invokedBy } = input;
  const runId = ulid(nowMs);
  if (!(await claimIdempotencyKey(tx, { ...input, runId }))) return null;
  const [key1, key2] = concurrencyKeys(config, event);
  const priorityAt = new Date(nowMs - priorityFactor(config, event) * 1_000);
  await tx`
    insert into inngest_local.runs (id, function_id, event_internal_id, priority_at, key_1, key_2, invoked_by_run,
      invoked_by_step)
    values (${runId}, ${config.id}, ${input.eventInternalId}, ${priorityAt}, ${key1 ?? null}, ${key2 ?? null},
      ${invokedBy?.runId ?? null}, ${invokedBy?.stepId ?? null})`;
  for (const cancel of config.cancelOn) {
    const timeoutMs = cancel.timeout === null ? null : durationMs(cancel.timeout, nowMs);
    await tx`
      insert into inngest_local.cancellations (run_id, event_name, expression, expires_at)
      values (${runId}, ${cancel.event}, ${cancel.expression}, ${timeoutMs === null ? null : new Date(nowMs + timeoutMs)})`;
  }
  // An event dated in the future starts its functions then.
  const delayMs = Math.max(0, event.ts - nowMs, input.delayMs ?? 0);
  await tx`
    insert into inngest_local.queue (run_id, function_id, step_id, kind, priority_at, due_at, key_1, key_2, throttle_key)
    values (${runId}, ${config.id}, ${DISCOVERY_STEP}, 'call', ${priorityAt},
      now() + ${delayMs} * interval '1 millisecond', ${key1 ?? null}, ${key2 ?? null}, ${throttleKey(config, event)})`;
  const { startMs } = config.timeouts;
  if (startMs !== null) {
    await enqueueDeadline(tx, { runId, functionId: config.id, stepId: START_DEADLINE, delayMs: delayMs + startMs });
  }
  return runId;
}

/** Step ids of deadlines; those of the SDK are hashes and `step`. */
export const START_DEADLINE = "!start";
export const FINISH_DEADLINE = "!finish";

/** Cancels the run after the time, unless it has started (or ended) by then. Deadlines come before all other work. */
export async function enqueueDeadline(
  tx: Tx,
  input: { runId: string; functionId: string; stepId: string; delayMs: number },
): Promise<void> {
  await tx`
    insert into inngest_local.queue (run_id, function_id, step_id, kind, priority_at, due_at)
    values (${input.runId}, ${input.functionId}, ${input.stepId}, 'deadline', '-infinity',
      now() + ${input.delayMs} * interval '1 millisecond')
    on conflict (run_id, step_id) do nothing`;
}

/** Runs that share it share their function's throttle; null when there is none. */
function throttleKey(config: FunctionConfig, event: EventPayload): string | null {
  if (config.throttle === null) return null;
  if (config.throttle.key === null) return config.id;
  return `${config.id}|${expressionKey(config.throttle.key, { event }) ?? "null"}`;
}

async function claimIdempotencyKey(
  tx: Tx,
  input: { config: FunctionConfig; event: EventPayload; runId: string; deduplicationMs: number },
): Promise<boolean> {
  if (input.config.idempotency === null) return true;
  const key = expressionKey(input.config.idempotency, { event: input.event });
  // Without a key there is nothing to compare; losing a run would be worse than repeating one.
  if (key === null) return true;
  const claimed = await tx`
    insert into inngest_local.idempotency_keys (function_id, key, run_id, seen_at)
    values (${input.config.id}, ${key}, ${input.runId}, now())
    on conflict (function_id, key) do update set run_id = excluded.run_id, seen_at = excluded.seen_at
    where idempotency_keys.seen_at < now() - ${input.deduplicationMs} * interval '1 millisecond'
    returning run_id`;
  return claimed.length > 0;
}

/** One key per limit; runs that share a key share its limit. A key that can't be computed is shared by all such runs. */
export function concurrencyKeys(config: FunctionConfig, event: EventPayload): string[] {
  return config.concurrency.map((limit, index) => {
    if (limit.key === null) return `${config.id}|${index}`;
    return `${config.id}|${index}|${limit.key}|${expressionKey(limit.key, { event }) ?? "null"}`;
  });
}

const MAX_PRIORITY_S = 600;

/** Seconds by which a run goes ahead of (or behind) its start time in its function's queue: -600 to 600. */
export function priorityFactor(config: FunctionConfig, event: EventPayload): number {
  if (config.priority === null) return 0;
  const value = Number(evaluateExpression(config.priority, { event }) ?? 0);
  if (!Number.isFinite(value)) return 0;
  return Math.max(-MAX_PRIORITY_S, Math.min(MAX_PRIORITY_S, Math.trunc(value)));
}
