import type { EventPayload } from "./event-payload.ts";
import { expressionHolds } from "./expressions.ts";
import { parseJsonObject } from "./json-object.ts";
import { resolveStep } from "./resolve-step.ts";
import type { Tx } from "./sql.ts";

/** Ends every step.waitForEvent that waits for this event; its expression sees the run's own event as `event`. */
export async function wakeWaiting(tx: Tx, input: { payload: EventPayload; maxStateBytes: number }): Promise<void> {
  const { payload, maxStateBytes } = input;
  const waiting = await tx<{ run_id: string; step_id: string; expression: string | null; event: string }[]>`
    select q.run_id, q.step_id, q.wait_expression as expression, e.payload as event
    from inngest_local.queue q
    join inngest_local.runs r on r.id = q.run_id
    join inngest_local.events e on e.internal_id = r.event_internal_id
    where q.wait_event = ${payload.name} and q.due_at > now()
    order by q.run_id`;
  for (const { run_id: runId, step_id: stepId, expression, event } of waiting) {
    const scope = { event: parseJsonObject(event) ?? {}, async: payload };
    if (expression !== null && !expressionHolds(expression, scope)) continue;
    await resolveStep(tx, { runId, stepId, resolution: { data: payload }, maxStateBytes });
  }
}
