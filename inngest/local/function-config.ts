import { Cron } from "croner";
import { z } from "zod";
import { durationMs } from "./duration.ts";
import { expressionProblem } from "./expressions.ts";
import {
  type FlowControl,
  flowControlExpressions,
  flowControlProblems,
  flowControlShape,
  readFlowControl,
} from "./flow-control.ts";

/** A registered function, reduced to what the engine acts on. Stored as JSON. */
export interface FunctionConfig extends FlowControl {
  id: string;
  name: string;
  /** Called with POST; carries fnId and stepId=step. */
  url: string;
  maxAttempts: number;
  triggers: { event: string; expression: string | null }[];
  crons: string[];
  concurrency: { limit: number; key: string | null }[];
  priority: string | null;
  idempotency: string | null;
  cancelOn: { event: string; expression: string | null; timeout: string | null }[];
}

export type FunctionReading = { isAccepted: true; config: FunctionConfig } | { isAccepted: false; problems: string[] };

/**
 * Reads one function as the SDK registers it (SDK 4.24, POST /fn/register). Whatever the engine can't honour is a
 * problem that names the function and the option: an ignored option would make this machine behave unlike Inngest.
 */
export function readFunctionConfig(input: unknown): FunctionReading {
  const parsed = registeredFunctionSchema.safeParse(input);
  if (!parsed.success) {
    return { isAccepted: false, problems: parsed.error.issues.map((issue) => describeIssue(input, issue)) };
  }
  const registered = parsed.data;
  const problems = [...expressionProblems(registered), ...triggerProblems(registered), ...optionProblems(registered)];
  if (problems.length > 0) {
    return { isAccepted: false, problems: problems.map((problem) => `Function "${registered.id}": ${problem}`) };
  }
  return { isAccepted: true, config: toConfig(registered) };
}

const DEFAULT_RETRIES = 4;
const MAX_LIMITS = 2;
const LOOPBACK_HOSTS = new Set(["127.0.0.1", "localhost", "[::1]"]);

const limitSchema = z.strictObject({
  limit: z.int(),
  key: z.string().optional(),
  scope: z.literal("fn").optional(),
});
const triggerSchema = z.union(
  [
    z.strictObject({ event: z.string().min(1), expression: z.string().nullish() }),
    z.strictObject({ cron: z.string().min(1) }),
  ],
  { error: "must be an event with an optional if, or a cron without more (jitter is not supported)" },
);
/** Strict: rateLimit, debounce, singleton and whatever comes later are refused. */
const registeredFunctionSchema = z.strictObject({
  id: z.string().min(1),
  name: z.string().optional(),
  triggers: z.array(triggerSchema).default([]),
  steps: z.strictObject({
    step: z.looseObject({
      runtime: z.looseObject({ type: z.literal("http"), url: z.url() }),
      retries: z.strictObject({ attempts: z.int().min(0).max(20) }).optional(),
    }),
  }),
  concurrency: z
    .union([z.int(), limitSchema, z.array(limitSchema)], {
      error: "must be a limit or up to two of {limit, key}; a scope other than fn is not supported",
    })
    .optional(),
  priority: z.strictObject({ run: z.string().optional() }).optional(),
  idempotency: z.string().optional(),
  cancel: z
    .array(z.strictObject({ event: z.string().min(1), if: z.string().optional(), timeout: z.string().optional() }))
    .optional(),
  ...flowControlShape,
});
type RegisteredFunction = z.infer<typeof registeredFunctionSchema>;

function describeIssue(input: unknown, issue: z.core.$ZodIssue): string {
  const named = z.looseObject({ id: z.string() }).safeParse(input);
  const owner = named.success ? `Function "${named.data.id}"` : "A function without id";
  if (issue.code === "unrecognized_keys") {
    const where = issue.path.length > 0 ? ` in ${issue.path.join(".")}` : "";
    return `${owner}: the option ${issue.keys.join(", ")}${where} is not supported by the embedded engine`;
  }
  return `${owner}: the option ${issue.path.join(".")} ${issue.message}`;
}

function limitsOf(registered: RegisteredFunction): z.infer<typeof limitSchema>[] {
  const { concurrency } = registered;
  if (concurrency === undefined) return [];
  if (typeof concurrency === "number") return [{ limit: concurrency }];
  return Array.isArray(concurrency) ? concurrency : [concurrency];
}

function expressionProblems(registered: RegisteredFunction): string[] {
  const expressions: [string, string | null | undefined][] = [
    ["priority.run", registered.priority?.run],
    ["idempotency", registered.idempotency],
    ...limitsOf(registered).map((limit): [string, string | undefined] => ["concurrency.key", limit.key]),
    ...(registered.cancel ?? []).map((cancel): [string, string | undefined] => ["cancelOn.if", cancel.if]),
    ...flowControlExpressions(registered),
  ];
  for (const trigger of registered.triggers) {
    if ("event" in trigger) expressions.push(["triggers.if", trigger.expression]);
  }
  return expressions.flatMap(([option, expression]) => {
    const problem = expression === undefined || expression === null ? null : expressionProblem(expression);
    return problem === null ? [] : [`the expression of ${option} can't be used: ${problem}`];
  });
}

function triggerProblems(registered: RegisteredFunction): string[] {
  return registered.triggers.flatMap((trigger) => {
    if (!("cron" in trigger)) return [];
    try {
      parseCron(trigger.cron);
      return [];
    } catch (error) {
      return [`the cron trigger "${trigger.cron}" can't be used: ${error instanceof Error ? error.message : error}`];
    }
  });
}

function optionProblems(registered: RegisteredFunction): string[] {
  const problems = [...flowControlProblems(registered), ...batchProblems(registered)];
  if (limitsOf(registered).length > MAX_LIMITS)
    problems.push(`the option concurrency takes at most ${MAX_LIMITS} limits`);
  const url = new URL(registered.steps.step.runtime.url);
  if (!LOOPBACK_HOSTS.has(url.hostname)) {
    problems.push(
      `its address ${url.origin} is not on this machine; the embedded engine calls loopback addresses only`,
    );
  }
  for (const cancel of registered.cancel ?? []) {
    if (cancel.timeout !== undefined && durationMs(cancel.timeout, 0) === null) {
      problems.push(`the option cancelOn.timeout "${cancel.timeout}" is neither a duration nor a date`);
    }
  }
  return problems;
}

/** Inngest accepts none of these for a function that takes its events in batches. */
function batchProblems(registered: RegisteredFunction): string[] {
  if (registered.batchEvents === undefined) return [];
  const { cancel, idempotency, priority } = registered;
  const others = { cancelOn: cancel, idempotency, priority: priority?.run };
  return Object.entries(others).flatMap(([option, value]) =>
    value === undefined ? [] : [`the option ${option} is not supported together with batchEvents`],
  );
}

function toConfig(registered: RegisteredFunction): FunctionConfig {
  const { step } = registered.steps;
  return {
    id: registered.id,
    name: registered.name ?? registered.id,
    url: step.runtime.url,
    maxAttempts: (step.retries?.attempts ?? DEFAULT_RETRIES) + 1,
    triggers: registered.triggers.flatMap((trigger) =>
      "event" in trigger ? [{ event: trigger.event, expression: trigger.expression ?? null }] : [],
    ),
    crons: registered.triggers.flatMap((trigger) => ("cron" in trigger ? [trigger.cron] : [])),
    // A limit of zero means "no limit of its own" to Inngest.
    concurrency: limitsOf(registered)
      .filter((limit) => limit.limit > 0)
      .map((limit) => ({ limit: limit.limit, key: limit.key ?? null })),
    priority: registered.priority?.run ?? null,
    idempotency: registered.idempotency ?? null,
    ...readFlowControl(registered),
    cancelOn: (registered.cancel ?? []).map((cancel) => ({
      event: cancel.event,
      expression: cancel.if ?? null,
      timeout: cancel.timeout ?? null,
    })),
  };
}

/** Five fields, optionally led by `TZ=Area/City`; UTC otherwise. Throws when it can't be read. */
export function parseCron(expression: string): Cron {
  const [, timeZone, fields] = /^(?:TZ=(\S+)\s+)?(.*)$/.exec(expression.trim()) ?? [];
  const cron = new Cron(fields ?? "", { timezone: timeZone ?? "UTC", mode: "5-part", paused: true });
  if (cron.nextRun() === null) throw new Error("it never comes due");
  return cron;
}
