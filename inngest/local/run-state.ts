import type { FunctionConfig } from "./function-config.ts";
import { functionById } from "./functions.ts";
import type { QueueItem } from "./queue.ts";
import type { Sql } from "./sql.ts";

/** What a call sends to the app. */
export interface RunState {
  config: FunctionConfig;
  /** JSON text of the request's body. */
  requestBody: string;
}

/** Loads what the next call of a run needs and marks the run as running; null when the run is over. */
export async function loadRunState(sql: Sql, item: QueueItem): Promise<RunState | null> {
  const [run] = await sql<{ status: string; is_planning: boolean; payload: string }[]>`
    select r.status, r.is_planning, e.payload
    from inngest_local.runs r join inngest_local.events e on e.internal_id = r.event_internal_id
    where r.id = ${item.runId}`;
  if (run === undefined || !["queued", "running"].includes(run.status)) return null;
  if (run.status === "queued") {
    await sql`
      update inngest_local.runs set status = 'running', started_at = coalesce(started_at, now())
      where id = ${item.runId} and status = 'queued'`;
  }
  const config = await functionById(sql, item.functionId);
  if (config === null) return null;
  const steps = await sql<{ id: string; result: string }[]>`
    select id, result from inngest_local.steps where run_id = ${item.runId} order by position`;
  return { config, requestBody: requestBody({ item, config, isPlanning: run.is_planning, event: run.payload, steps }) };
}

/** Joined as text: step results are passed on without being parsed. */
export function requestBody(input: {
  item: QueueItem;
  config: FunctionConfig;
  isPlanning: boolean;
  event: string;
  steps: readonly { id: string; result: string }[];
}): string {
  const { item, steps } = input;
  const memoised = steps.map((step) => `${JSON.stringify(step.id)}:${step.result}`).join(",");
  // Without fn_id: with it the SDK would checkpoint through an API of Inngest's own.
  const context = {
    run_id: item.runId,
    attempt: item.attempt,
    max_attempts: input.config.maxAttempts,
    disable_immediate_execution: input.isPlanning,
    use_api: false,
    stack: { stack: steps.map((step) => step.id), current: steps.length },
  };
  return `{"event":${input.event},"events":[${input.event}],"steps":{${memoised}},"version":-1,"ctx":${JSON.stringify(context)}}`;
}
