import type { EventPayload } from "./event-payload.ts";
import { expressionHolds, expressionKey } from "./expressions.ts";
import type { Batch } from "./flow-control.ts";
import { jsonBytes } from "./json-object.ts";
import type { Tx } from "./sql.ts";
import { type StartInput, startRun } from "./start-run.ts";

/** Inngest starts a batch that holds so much, however few its events. */
const MAX_BATCH_BYTES = 10 * 1024 * 1024;

/**
 * Starts a run for an event, or adds the event to the run that still collects its batch. The run exists from the first
 * event on and comes due when the batch's time is up, or at once when it is full.
 */
export async function startOrJoin(tx: Tx, input: StartInput): Promise<void> {
  const { batch } = input.config;
  const isBatched =
    batch !== null && (batch.condition === null || expressionHolds(batch.condition, { event: input.event }));
  if (!isBatched) {
    await startRun(tx, input);
    return;
  }
  const key = batchKey(batch, input.event);
  const sizeBytes = jsonBytes(JSON.stringify(input.event));
  for (;;) {
    if (await join(tx, { ...input, batch, key, sizeBytes })) return;
    if (await open(tx, { ...input, batch, key, sizeBytes })) return;
  }
}

function batchKey(batch: Batch, event: EventPayload): string {
  return batch.key === null ? "" : (expressionKey(batch.key, { event }) ?? "null");
}

type BatchInput = StartInput & { batch: Batch; key: string; sizeBytes: number };

/** False when no batch is open. The batch's row keeps joining, filling and starting apart. */
async function join(tx: Tx, input: BatchInput): Promise<boolean> {
  const [open] = await tx<{ run_id: string; event_count: number; size_bytes: number }[]>`
    update inngest_local.batches set event_count = event_count + 1, size_bytes = size_bytes + ${input.sizeBytes}
    where function_id = ${input.config.id} and key = ${input.key}
    returning run_id, event_count, size_bytes::float8 as size_bytes`;
  if (open === undefined) return false;
  await tx`
    insert into inngest_local.run_events (run_id, position, event_internal_id)
    values (${open.run_id}, ${open.event_count - 1}, ${input.eventInternalId})`;
  if (open.event_count >= input.batch.maxSize || open.size_bytes >= MAX_BATCH_BYTES) await fill(tx, open.run_id);
  return true;
}

/** The batch takes no more, and its run is due. */
async function fill(tx: Tx, runId: string): Promise<void> {
  await tx`delete from inngest_local.batches where run_id = ${runId}`;
  await tx`update inngest_local.queue set due_at = now() where run_id = ${runId} and kind = 'call'`;
}

/** False when somebody else opened one meanwhile. */
async function open(tx: Tx, input: BatchInput): Promise<boolean> {
  const isFull = input.batch.maxSize <= 1 || input.sizeBytes >= MAX_BATCH_BYTES;
  const delayMs = isFull ? 0 : input.batch.timeoutMs;
  const isMine = await tx.unsafe("savepoint open_batch").then(async () => {
    const runId = await startRun(tx, { ...input, delayMs });
    if (runId === null) return true;
    await tx`
      insert into inngest_local.run_events (run_id, position, event_internal_id)
      values (${runId}, 0, ${input.eventInternalId})`;
    if (isFull) return true;
    const opened = await tx`
      insert into inngest_local.batches (function_id, key, run_id, event_count, size_bytes)
      values (${input.config.id}, ${input.key}, ${runId}, 1, ${input.sizeBytes})
      on conflict (function_id, key) do nothing returning run_id`;
    return opened.length > 0;
  });
  await tx.unsafe(isMine ? "release savepoint open_batch" : "rollback to savepoint open_batch");
  return isMine;
}
