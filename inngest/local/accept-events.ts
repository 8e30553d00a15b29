import { ulid } from "ulid";
import { cancelRun } from "./cancel-run.ts";
import type { EventPayload, IncomingEvent } from "./event-payload.ts";
import { expressionHolds } from "./expressions.ts";
import type { FunctionConfig } from "./function-config.ts";
import { activeFunctions } from "./functions.ts";
import { startOrJoin } from "./join-batch.ts";
import { parseJsonObject } from "./json-object.ts";
import type { Tx } from "./sql.ts";
import { isTriggeredBy } from "./triggers.ts";
import { wakeWaiting } from "./wake-waiting.ts";

export interface AcceptLimits {
  deduplicationMs: number;
  maxStateBytes: number;
}

/**
 * Takes events in: each one whose id was not seen in the last 24 hours is stored, cancels the runs that it ends
 * (cancelOn), wakes those that wait for it and starts the functions it triggers. Returns the engine's id of each event, that of the first one for a
 * repetition. All in the caller's transaction.
 */
export async function acceptEvents(
  tx: Tx,
  input: { events: IncomingEvent[]; nowMs: number } & AcceptLimits,
): Promise<string[]> {
  const functions = await activeFunctions(tx);
  const internalIds: string[] = [];
  for (const event of input.events) {
    internalIds.push(await acceptEvent(tx, { ...input, event, functions }));
  }
  return internalIds;
}

async function acceptEvent(
  tx: Tx,
  input: { event: IncomingEvent; functions: FunctionConfig[]; nowMs: number } & AcceptLimits,
): Promise<string> {
  const { event, nowMs, deduplicationMs, maxStateBytes } = input;
  const internalId = ulid(nowMs);
  const earlierId = await rememberId(tx, { event, internalId, deduplicationMs });
  if (earlierId !== null) return earlierId;
  const payload: EventPayload = {
    ...event.rest,
    id: event.id ?? internalId,
    name: event.name,
    data: event.data,
    ts: event.ts,
  };
  await storeEvent(tx, { internalId, payload });
  for (const cancelled of await cancelRuns(tx, { payload, nowMs, maxStateBytes })) {
    await acceptEvent(tx, { ...input, event: cancelled });
  }
  await wakeWaiting(tx, { payload, maxStateBytes });
  for (const config of input.functions) {
    if (isTriggeredBy(config, payload)) {
      await startOrJoin(tx, { config, event: payload, eventInternalId: internalId, nowMs, deduplicationMs });
    }
  }
  return internalId;
}

export async function storeEvent(tx: Tx, input: { internalId: string; payload: EventPayload }): Promise<void> {
  const { internalId, payload } = input;
  await tx`
    insert into inngest_local.events (internal_id, id, name, payload)
    values (${internalId}, ${payload.id}, ${payload.name}, ${JSON.stringify(payload)})`;
}

/** Null when the id is new (or older than the period); otherwise the engine's id of the event that had it first. */
async function rememberId(
  tx: Tx,
  input: { event: IncomingEvent; internalId: string; deduplicationMs: number },
): Promise<string | null> {
  const id = input.event.deduplicationId;
  if (id === null) return null;
  const claimed = await tx`
    insert into inngest_local.event_ids (id, internal_id, seen_at) values (${id}, ${input.internalId}, now())
    on conflict (id) do update set internal_id = excluded.internal_id, seen_at = excluded.seen_at
    where event_ids.seen_at < now() - ${input.deduplicationMs} * interval '1 millisecond'
    returning id`;
  if (claimed.length > 0) return null;
  const [first] = await tx<{ internal_id: string }[]>`
    select internal_id from inngest_local.event_ids where id = ${id}`;
  return first?.internal_id ?? input.internalId;
}

/** Cancels the unfinished runs that named this event in cancelOn; returns the events that tell so. */
async function cancelRuns(
  tx: Tx,
  input: { payload: EventPayload; nowMs: number; maxStateBytes: number },
): Promise<IncomingEvent[]> {
  const waiting = await tx<{ run_id: string; expression: string | null; payload: string }[]>`
    select c.run_id, c.expression, e.payload
    from inngest_local.cancellations c
    join inngest_local.runs r on r.id = c.run_id
    join inngest_local.events e on e.internal_id = r.event_internal_id
    where c.event_name = ${input.payload.name} and (c.expires_at is null or c.expires_at > now())
      and r.status in ('queued', 'running')
    order by c.run_id`;
  const told: IncomingEvent[] = [];
  for (const { run_id: runId, expression, payload } of waiting) {
    const event = parseJsonObject(payload) ?? {};
    if (expression !== null && !expressionHolds(expression, { event, async: input.payload })) continue;
    const cancelled = await cancelRun(tx, { ...input, runId });
    if (cancelled !== null) told.push(cancelled);
  }
  return told;
}
