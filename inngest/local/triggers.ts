import type { EventPayload } from "./event-payload.ts";
import { expressionHolds } from "./expressions.ts";
import type { FunctionConfig } from "./function-config.ts";

/** Whether an event starts a function: one of its triggers names it and that trigger's expression, if any, holds. */
export function isTriggeredBy(config: FunctionConfig, event: EventPayload): boolean {
  return config.triggers.some(
    (trigger) =>
      namesEvent(trigger.event, event.name) &&
      (trigger.expression === null || expressionHolds(trigger.expression, { event })),
  );
}

/** A trigger names one event or, ending in `*`, all events that begin so. */
export function namesEvent(trigger: string, name: string): boolean {
  return trigger.endsWith("*") ? name.startsWith(trigger.slice(0, -1)) : name === trigger;
}
