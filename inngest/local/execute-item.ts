import { callApp } from "./call-app.ts";
import type { EngineSettings } from "./engine-settings.ts";
import { decideOutcome, type Outcome } from "./outcome.ts";
import { EngineStoppedError } from "./pause-until-stopped.ts";
import type { QueueItem } from "./queue.ts";
import { loadRunState } from "./run-state.ts";
import { settleItem } from "./settle-item.ts";
import { isPassingDatabaseError, type Sql } from "./sql.ts";

export interface ExecutePorts {
  sql: Sql;
  settings: EngineSettings;
  now(): number;
  random(): number;
  log(message: string): void;
  /** Ends after the time; rejects with EngineStoppedError when the engine stops. */
  pause(delayMs: number): Promise<void>;
  /** Aborts when running items have been handed back: nobody waits for their answers any more. */
  abandoned: AbortSignal;
  /** Told when a call did not reach the app. */
  onUnreachable(): void;
}

/** Does what a claimed item asks for and writes the result down, however long the database stays away. */
export async function executeItem(item: QueueItem, ports: ExecutePorts): Promise<void> {
  const performed = await untilStored(() => perform(item, ports), ports);
  if (performed === null) return untilStored(() => dropItem(item, ports), ports);
  if (performed.outcome.kind === "unreachable") ports.onUnreachable();
  try {
    await settle(item, performed, ports);
  } catch (error) {
    if (error instanceof EngineStoppedError) throw error;
    const message = `The result of run ${item.runId} can't be stored: ${error instanceof Error ? error.message : error}`;
    ports.log(message);
    await settle(item, { ...performed, outcome: { kind: "failed", error: { name: "Error", message } } }, ports);
  }
}

interface Performed {
  outcome: Outcome;
  maxAttempts: number;
}

function settle(item: QueueItem, { outcome, maxAttempts }: Performed, ports: ExecutePorts): Promise<void> {
  const { sql, settings } = ports;
  const context = () => ({ item, maxAttempts, nowMs: ports.now(), random: ports.random(), settings });
  return untilStored(() => sql.begin((tx) => settleItem(tx, outcome, context())), ports);
}

/** Null when the run is over or its function is gone. */
async function perform(item: QueueItem, ports: ExecutePorts): Promise<Performed | null> {
  if (item.kind !== "call") return { outcome: timeIsUp(item), maxAttempts: 1 };
  const state = await loadRunState(ports.sql, item);
  if (state === null) return null;
  const { maxAttempts } = state.config;
  try {
    const answer = await callApp({
      url: callUrl(state.config.url, item.stepId),
      method: "POST",
      body: state.requestBody,
      timeoutMs: ports.settings.callTimeoutMs,
      maxAnswerBytes: ports.settings.maxStateBytes,
      signal: ports.abandoned,
    });
    const context = { attempt: item.attempt, maxAttempts, nowMs: ports.now(), settings: ports.settings };
    return { outcome: decideOutcome(answer, context), maxAttempts };
  } catch (error) {
    // Whatever went wrong, the function did not answer; the bound on such failures keeps a run from being stuck.
    const reason = error instanceof Error ? error.message : String(error);
    return { outcome: { kind: "unreachable", reason }, maxAttempts };
  }
}

/** What it means that an item which is no call has come due. */
function timeIsUp(item: QueueItem): Outcome {
  if (item.kind === "deadline") return { kind: "expired", deadline: item.stepId };
  const ops = { sleep: "Sleep", wait: "WaitForEvent", invoke: "InvokeFunction", call: "StepRun" };
  const message = "The invoked function did not end in time; it goes on by itself.";
  const error = { name: "InngestInvokeTimeoutError", message };
  const result = item.kind === "invoke" ? JSON.stringify({ type: "error", error }) : "null";
  const ended = { kind: "memoise", stepId: item.stepId, name: item.name, op: ops[item.kind], result } as const;
  return { kind: "progress", operations: [ended], isRace: false };
}

function callUrl(registeredUrl: string, stepId: string): string {
  const url = new URL(registeredUrl);
  url.searchParams.set("stepId", stepId);
  return url.href;
}

async function dropItem(item: QueueItem, { sql }: ExecutePorts): Promise<void> {
  await sql`delete from inngest_local.queue where id = ${item.id} and lease_id = ${item.leaseId}`;
}

const DATABASE_RETRY_MS = 250;

/** Repeats `action` while the database is away; the answer of a call must not be lost with it. */
async function untilStored<T>(action: () => Promise<T>, ports: ExecutePorts): Promise<T> {
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (!isPassingDatabaseError(error)) throw error;
      await ports.pause(DATABASE_RETRY_MS);
    }
  }
}
