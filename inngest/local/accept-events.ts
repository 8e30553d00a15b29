import { ulid } from "ulid";
import type { EventPayload, IncomingEvent } from "./event-payload.ts";
import { expressionHolds } from "./expressions.ts";
import type { FunctionConfig } from "./function-config.ts";
import { activeFunctions } from "./functions.ts";
import { parseJsonObject } from "./json-object.ts";
import type { Tx } from "./sql.ts";
import { startRun } from "./start-run.ts";
import { isTriggeredBy } from "./triggers.ts";

/**
 * Takes events in: each one whose id was not seen in the last 24 hours is stored, cancels the runs that wait for it
 * (cancelOn) and starts the functions it triggers. Returns the engine's id of each event, that of the first one for a
 * repetition. All in the caller's transaction.
 */
export async function acceptEvents(
  tx: Tx,
  input: { events: IncomingEvent[]; nowMs: number; deduplicationMs: number },
): Promise<string[]> {
  const functions = await activeFunctions(tx);
  const internalIds: string[] = [];
  for (const event of input.events) {
    internalIds.push(await acceptEvent(tx, { ...input, event, functions }));
  }
  return internalIds;
}

/** An event the engine itself sends: `inngest/function.failed` and its like. */
export function internalEvent(name: string, data: Record<string, unknown>, nowMs: number): IncomingEvent {
  return { deduplicationId: null, id: null, name, ts: nowMs, data, rest: {} };
}

async function acceptEvent(
  tx: Tx,
  input: { event: IncomingEvent; functions: FunctionConfig[]; nowMs: number; deduplicationMs: number },
): Promise<string> {
  const { event, nowMs, deduplicationMs } = input;
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
  for (const cancelled of await cancelRuns(tx, { payload, nowMs })) {
    await acceptEvent(tx, { ...input, event: cancelled });
  }
  for (const config of input.functions) {
    if (isTriggeredBy(config, payload)) {
      await startRun(tx, { config, event: payload, eventInternalId: internalId, nowMs, deduplicationMs });
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
async function cancelRuns(tx: Tx, input: { payload: EventPayload; nowMs: number }): Promise<IncomingEvent[]> {
  const waiting = await tx<{ run_id: string; function_id: string; expression: string | null; payload: string }[]>`
    select c.run_id, r.function_id, c.expression, e.payload
    from inngest_local.cancellations c
    join inngest_local.runs r on r.id = c.run_id
    join inngest_local.events e on e.internal_id = r.event_internal_id
    where c.event_name = ${input.payload.name} and (c.expires_at is null or c.expires_at > now())
      and r.status in ('queued', 'running')
    order by c.run_id`;
  const told: IncomingEvent[] = [];
  for (const row of waiting) {
    const event = parseJsonObject(row.payload) ?? {};
    if (row.expression !== null && !expressionHolds(row.expression, { event, async: input.payload })) continue;
    const cancelled = await tx`
      update inngest_local.runs set status = 'cancelled', ended_at = now()
      where id = ${row.run_id} and status in ('queued', 'running') returning id`;
    if (cancelled.length === 0) continue;
    await tx`delete from inngest_local.queue where run_id = ${row.run_id}`;
    await tx`delete from inngest_local.cancellations where run_id = ${row.run_id}`;
    const data = { function_id: row.function_id, run_id: row.run_id, event, events: [event] };
    told.push(internalEvent("inngest/function.cancelled", data, input.nowMs));
  }
  return told;
}
