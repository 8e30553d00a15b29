import { z } from "zod";
import { durationMs } from "./duration.ts";

/** Run starts by the generic cell rate algorithm: one every `period / limit`, after as many at once as `capacity`. */
export interface Throttle {
  intervalMs: number;
  capacity: number;
  key: string | null;
}

/** Several events make one run. Events for which `condition` does not hold start a run each. */
export interface Batch {
  maxSize: number;
  timeoutMs: number;
  key: string | null;
  condition: string | null;
}

/** How long a run may wait for its first call, and how long it may take from then on. Null: for ever. */
export interface Timeouts {
  startMs: number | null;
  finishMs: number | null;
}

export interface FlowControl {
  throttle: Throttle | null;
  batch: Batch | null;
  timeouts: Timeouts;
}

export const NO_FLOW_CONTROL: FlowControl = {
  throttle: null,
  batch: null,
  timeouts: { startMs: null, finishMs: null },
};

/** The options as the SDK registers them. */
export const flowControlShape = {
  throttle: z
    .strictObject({
      limit: z.int().min(1),
      period: z.string(),
      burst: z.int().min(0).optional(),
      key: z.string().optional(),
    })
    .optional(),
  batchEvents: z
    .strictObject({
      maxSize: z.int().min(1),
      timeout: z.string(),
      key: z.string().optional(),
      if: z.string().optional(),
    })
    .optional(),
  timeouts: z.strictObject({ start: z.string().optional(), finish: z.string().optional() }).optional(),
};
type Registered = z.infer<z.ZodObject<typeof flowControlShape>>;

/** Options whose durations mean nothing, each with its name and what it should be. */
export function flowControlProblems(registered: Registered): string[] {
  const durations: [string, string | undefined][] = [
    ["throttle.period", registered.throttle?.period],
    ["batchEvents.timeout", registered.batchEvents?.timeout],
    ["timeouts.start", registered.timeouts?.start],
    ["timeouts.finish", registered.timeouts?.finish],
  ];
  return durations.flatMap(([option, text]) =>
    text === undefined || readDuration(text) !== null ? [] : [`the option ${option} "${text}" is not a duration`],
  );
}

/** The expressions among the options, each with its option's name. */
export function flowControlExpressions(registered: Registered): [string, string | undefined][] {
  return [
    ["throttle.key", registered.throttle?.key],
    ["batchEvents.key", registered.batchEvents?.key],
    ["batchEvents.if", registered.batchEvents?.if],
  ];
}

export function readFlowControl(registered: Registered): FlowControl {
  const { throttle, batchEvents, timeouts } = registered;
  return {
    throttle:
      throttle === undefined
        ? null
        : {
            intervalMs: (readDuration(throttle.period) ?? 0) / throttle.limit,
            // Documented: without burst starts are evenly spaced, with it limit + burst start at once.
            capacity: throttle.burst === undefined ? 1 : throttle.limit + throttle.burst,
            key: throttle.key ?? null,
          },
    batch:
      batchEvents === undefined
        ? null
        : {
            maxSize: batchEvents.maxSize,
            timeoutMs: readDuration(batchEvents.timeout) ?? 0,
            key: batchEvents.key ?? null,
            condition: batchEvents.if ?? null,
          },
    timeouts: {
      startMs: timeouts?.start === undefined ? null : readDuration(timeouts.start),
      finishMs: timeouts?.finish === undefined ? null : readDuration(timeouts.finish),
    },
  };
}

const DATE = /^\d{4}-/;

function readDuration(text: string): number | null {
  if (text === "" || DATE.test(text)) return null;
  return durationMs(text, 0);
}
