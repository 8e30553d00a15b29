import type { FunctionConfig } from "./function-config.ts";
import { functionById } from "./functions.ts";
import type { QueueItem } from "./queue.ts";
import { eventsOfRun } from "./run-events.ts";
import type { Sql, Tx } from "./sql.ts";
import { enqueueDeadline, FINISH_DEADLINE, START_DEADLINE } from "./start-run.ts";

/** What a call sends to the app. */
export interface RunState {
  config: FunctionConfig;
  /** JSON text of the request's body. */
  requestBody: string;
}

/** Loads what the next call of a run needs and marks the run as running; null when the run or its time is over. */
export async function loadRunState(sql: Sql, item: QueueItem): Promise<RunState | null> {
  const config = await functionById(sql, item.functionId);
  if (config === null) return null;
  const [run] = await sql<{ status: string; is_planning: boolean }[]>`
    select status, is_planning from inngest_local.runs where id = ${item.runId}`;
  if (run === undefined || !["queued", "running"].includes(run.status)) return null;
  const { startMs, finishMs } = config.timeouts;
  if ((startMs !== null || finishMs !== null) && (await isPastDeadline(sql, item.runId))) return null;
  if (run.status === "queued" && !(await sql.begin((tx) => markStarted(tx, item, config)))) return null;
  const events = await eventsOfRun(sql, item.runId);
  const steps = await sql<{ id: string; result: string }[]>`
    select id, result from inngest_local.steps where run_id = ${item.runId} order by position`;
  return { config, requestBody: requestBody({ item, config, isPlanning: run.is_planning, events, steps }) };
}

/** Its deadline is still to be claimed and will cancel the run: nothing may begin before that. */
async function isPastDeadline(sql: Sql, runId: string): Promise<boolean> {
  const past = await sql`
    select from inngest_local.queue where run_id = ${runId} and kind = 'deadline' and due_at <= now() limit 1`;
  return past.length > 0;
}

/** The run's first call: its batch is closed, its start deadline is met, its finish deadline begins. */
async function markStarted(tx: Tx, item: QueueItem, config: FunctionConfig): Promise<boolean> {
  if (config.batch !== null) await tx`delete from inngest_local.batches where run_id = ${item.runId}`;
  const started = await tx`
    update inngest_local.runs set status = 'running', started_at = coalesce(started_at, now())
    where id = ${item.runId} and status in ('queued', 'running') returning id`;
  if (started.length === 0) return false;
  const { startMs, finishMs } = config.timeouts;
  if (startMs !== null) {
    await tx`delete from inngest_local.queue where run_id = ${item.runId} and step_id = ${START_DEADLINE}`;
  }
  if (finishMs !== null) await enqueueDeadline(tx, { ...item, stepId: FINISH_DEADLINE, delayMs: finishMs });
  return true;
}

/** Joined as text: step results are passed on without being parsed. */
export function requestBody(input: {
  item: QueueItem;
  config: FunctionConfig;
  isPlanning: boolean;
  events: readonly string[];
  steps: readonly { id: string; result: string }[];
}): string {
  const { item, steps, events } = input;
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
  return `{"event":${events[0]},"events":[${events.join(",")}],"steps":{${memoised}},"version":-1,"ctx":${JSON.stringify(context)}}`;
}
