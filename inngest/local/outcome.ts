import { retryAfterMs } from "./backoff.ts";
import { durationMs } from "./duration.ts";
import type { EngineSettings } from "./engine-settings.ts";
import { expressionProblem } from "./expressions.ts";
import type { RunError } from "./finish-run.ts";
import { isJsonObject, type JsonObject, jsonBytes, parseJson } from "./json-object.ts";

/** What the app answered to a call. */
export interface AppAnswer {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string | undefined>;
  body: string;
}

/** One thing the function asked for. */
export type Operation =
  | { kind: "memoise"; stepId: string; name: string; op: string; result: string }
  | { kind: "plan"; stepId: string; name: string; isRace: boolean }
  | { kind: "sleep"; stepId: string; name: string; delayMs: number }
  | { kind: "wait"; stepId: string; name: string; delayMs: number; event: string; expression: string | null }
  /** `delayMs`: until the invoking step gives up. `payload` holds the event's data and what else was sent. */
  | { kind: "invoke"; stepId: string; name: string; delayMs: number; functionId: string; payload: JsonObject };

export type Outcome =
  | { kind: "completed"; output: string }
  | { kind: "failed"; error: RunError }
  /** `retryAfterMs` is what the function asked for; null leaves it to the backoff table. */
  | { kind: "retry"; retryAfterMs: number | null; error: RunError }
  /** `isRace`: every finished step is reported to the function at once instead of once all have finished. */
  | { kind: "progress"; operations: Operation[]; isRace: boolean }
  /** A deadline of the run has come. */
  | { kind: "expired"; deadline: string }
  /** The function did not answer at all: its app is down, restarting or behind a broken proxy. */
  | { kind: "unreachable"; reason: string };

export interface CallContext {
  attempt: number;
  maxAttempts: number;
  nowMs: number;
  settings: EngineSettings;
}

/** Decides what an answer of the SDK (4.24, execution versions 1 and 2) means for the run. Pure. */
export function decideOutcome(answer: AppAnswer, context: CallContext): Outcome {
  if (answer.headers["x-inngest-sdk"] === undefined) {
    return { kind: "unreachable", reason: `HTTP ${answer.status} did not come from an Inngest function` };
  }
  const body = parseJson(answer.body === "" ? "null" : answer.body);
  if (answer.status === 200) return completed(answer, context);
  if (answer.status === 206) {
    if (!Array.isArray(body)) return failed("The app answered 206 without a list of operations.");
    return decideOperations(body.filter(isJsonObject), answer, context);
  }
  return rejected(readError(body, `The app answered HTTP ${answer.status}.`), answer, context);
}

function completed(answer: AppAnswer, context: CallContext): Outcome {
  const output = answer.body === "" ? "null" : answer.body;
  const sizeBytes = jsonBytes(output);
  const most = context.settings.maxStepOutputBytes;
  if (sizeBytes > most) return failed(`The function returned ${sizeBytes} bytes; it may return ${most}.`);
  return { kind: "completed", output };
}

function rejected(error: RunError, answer: AppAnswer, context: CallContext): Outcome {
  const isFinal = answer.headers["x-inngest-no-retry"] === "true" || context.attempt + 1 >= context.maxAttempts;
  if (isFinal) return { kind: "failed", error };
  return { kind: "retry", retryAfterMs: retryAfterMs(answer.headers["retry-after"] ?? null, context.nowMs), error };
}

function decideOperations(list: JsonObject[], answer: AppAnswer, context: CallContext): Outcome {
  const [only] = list;
  if (list.length === 1 && only?.op === "StepError" && context.attempt + 1 < context.maxAttempts) {
    return rejected(readError(only.error, "The step failed."), answer, context);
  }
  const operations: Operation[] = [];
  for (const entry of list) {
    const operation = readOperation(entry, context);
    if ("problem" in operation) return failed(operation.problem);
    operations.push(operation);
  }
  const isRace =
    (answer.headers["x-inngest-req-version"] === "1" && operations.length > 1) ||
    operations.some((operation) => operation.kind === "plan" && operation.isRace);
  return { kind: "progress", operations, isRace };
}

function readOperation(entry: JsonObject, context: CallContext): Operation | { problem: string } {
  const { id: stepId, op } = entry;
  const name = typeof entry.displayName === "string" ? entry.displayName : String(entry.name ?? stepId);
  if (typeof stepId !== "string" || typeof op !== "string") return { problem: "The app sent an operation without id." };
  switch (op) {
    case "StepPlanned": {
      const isRace = isJsonObject(entry.opts) && entry.opts.parallelMode === "race";
      return { kind: "plan", stepId, name, isRace };
    }
    case "Step":
    case "StepRun":
      return memoise({ stepId, name, op, result: { type: "data", data: entry.data ?? null } }, context);
    case "StepError":
    case "StepFailed": {
      const error = readError(entry.error, "The step failed.");
      return memoise({ stepId, name, op: "StepFailed", result: { type: "error", error } }, context);
    }
    case "Sleep": {
      const delayMs = durationMs(typeof entry.name === "string" ? entry.name : "", context.nowMs);
      if (delayMs === null) return { problem: `The sleep "${name}" lasts "${entry.name}", which is not a duration.` };
      return { kind: "sleep", stepId, name, delayMs };
    }
    case "WaitForEvent":
      return readWait({ entry, stepId, name }, context);
    case "InvokeFunction":
      return readInvoke({ entry, stepId, name }, context);
    default:
      return { problem: `The operation ${op} of step "${name}" is not supported by the embedded engine.` };
  }
}

interface WaitingEntry {
  entry: JsonObject;
  stepId: string;
  name: string;
}

function readWait({ entry, stepId, name }: WaitingEntry, context: CallContext): Operation | { problem: string } {
  const opts = isJsonObject(entry.opts) ? entry.opts : {};
  const delayMs = durationMs(typeof opts.timeout === "string" ? opts.timeout : "?", context.nowMs);
  if (typeof entry.name !== "string" || delayMs === null) {
    return { problem: `The wait "${name}" names no event, or a timeout that is neither a duration nor a date.` };
  }
  const expression = typeof opts.if === "string" ? opts.if : null;
  const problem = expression === null ? null : expressionProblem(expression);
  if (problem !== null) return { problem: `The expression of the wait "${name}" can't be used: ${problem}` };
  return { kind: "wait", stepId, name, delayMs, event: entry.name, expression };
}

/** As documented, an invoking step without a timeout waits for a year. */
const INVOKE_TIMEOUT = "365d";

function readInvoke({ entry, stepId, name }: WaitingEntry, context: CallContext): Operation | { problem: string } {
  const opts = isJsonObject(entry.opts) ? entry.opts : {};
  const delayMs = durationMs(typeof opts.timeout === "string" ? opts.timeout : INVOKE_TIMEOUT, context.nowMs);
  if (typeof opts.function_id !== "string" || delayMs === null) {
    return { problem: `The step "${name}" names no function to invoke, or a timeout that is no duration.` };
  }
  const payload = isJsonObject(opts.payload) ? opts.payload : {};
  return { kind: "invoke", stepId, name, delayMs, functionId: opts.function_id, payload };
}

function memoise(
  step: { stepId: string; name: string; op: string; result: unknown },
  context: CallContext,
): Operation | { problem: string } {
  const result = JSON.stringify(step.result);
  const sizeBytes = jsonBytes(result);
  const most = context.settings.maxStepOutputBytes;
  if (sizeBytes > most)
    return { problem: `Step "${step.name}" returned ${sizeBytes} bytes; a step may return ${most}.` };
  return { kind: "memoise", ...step, result };
}

function failed(message: string): Outcome {
  return { kind: "failed", error: { name: "Error", message, stack: "" } };
}

function readError(value: unknown, fallback: string): RunError {
  if (!isJsonObject(value)) return { name: "Error", message: fallback, stack: "" };
  const message = [value.message, value.error].find((text) => typeof text === "string" && text !== "");
  return {
    ...value,
    name: typeof value.name === "string" ? value.name : "Error",
    message: typeof message === "string" ? message : fallback,
  };
}
