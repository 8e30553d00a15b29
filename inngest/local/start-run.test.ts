import { describe, expect, it } from "vitest";
import type { EventPayload } from "./event-payload.ts";
import { NO_FLOW_CONTROL } from "./flow-control.ts";
import type { FunctionConfig } from "./function-config.ts";
import { concurrencyKeys, priorityFactor } from "./start-run.ts";

const CONFIG: FunctionConfig = {
  id: "f",
  name: "f",
  url: "http://127.0.0.1:3000/api/inngest",
  maxAttempts: 1,
  triggers: [],
  crons: [],
  concurrency: [],
  priority: null,
  idempotency: null,
  cancelOn: [],
  ...NO_FLOW_CONTROL,
};

function event(data: Record<string, unknown>): EventPayload {
  return { id: "e", name: "n", ts: 0, data };
}

describe("priorityFactor", () => {
  it.each([
    [null, 0],
    ["event.data.p", 120],
    ["event.data.p * -10", -600],
    ["event.data.p * 100", 600],
    ["event.data.missing", 0],
    ["'high'", 0],
    ["event.data.p / 1000", 0],
  ])("of %s is %i", (priority, factor) => {
    expect(priorityFactor({ ...CONFIG, priority }, event({ p: 120 }))).toBe(factor);
  });
});

describe("concurrencyKeys", () => {
  const config = {
    ...CONFIG,
    concurrency: [
      { limit: 4, key: null },
      { limit: 1, key: "event.data.tenant" },
    ],
  };

  it("are one per limit, shared by the runs with the same value", () => {
    expect(concurrencyKeys(config, event({ tenant: "a" }))).toEqual(["f|0", 'f|1|event.data.tenant|"a"']);
    expect(concurrencyKeys(config, event({ tenant: 1 }))).not.toEqual(concurrencyKeys(config, event({ tenant: "1" })));
  });

  it("are shared by all runs without a value", () => {
    expect(concurrencyKeys(config, event({}))).toEqual(["f|0", "f|1|event.data.tenant|null"]);
  });
});
