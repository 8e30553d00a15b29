import { describe, expect, it } from "vitest";
import { type FunctionConfig, readFunctionConfig } from "./function-config.ts";

const MINIMAL = {
  id: "app-work",
  name: "work",
  triggers: [{ event: "work/requested" }],
  steps: {
    step: {
      id: "step",
      name: "step",
      runtime: { type: "http", url: "http://127.0.0.1:3000/api/inngest?fnId=app-work&stepId=step" },
    },
  },
};

function accepted(input: unknown): FunctionConfig {
  const reading = readFunctionConfig(input);
  if (!reading.isAccepted) throw new Error(reading.problems.join("; "));
  return reading.config;
}

function problemsOf(input: unknown): string {
  const reading = readFunctionConfig(input);
  return reading.isAccepted ? "" : reading.problems.join("; ");
}

describe("readFunctionConfig", () => {
  it("gives four retries to a function that names none", () => {
    expect(accepted(MINIMAL).maxAttempts).toBe(5);
  });

  it("reads a number, an object and a list as concurrency", () => {
    expect(accepted({ ...MINIMAL, concurrency: 3 }).concurrency).toEqual([{ limit: 3, key: null }]);
    expect(accepted({ ...MINIMAL, concurrency: { limit: 2, scope: "fn" } }).concurrency).toEqual([
      { limit: 2, key: null },
    ]);
    expect(
      accepted({ ...MINIMAL, concurrency: [{ limit: 4 }, { limit: 1, key: "event.data.tenant" }] }).concurrency,
    ).toEqual([
      { limit: 4, key: null },
      { limit: 1, key: "event.data.tenant" },
    ]);
  });

  it("keeps cancelOn, idempotency and priority as expressions", () => {
    const config = accepted({
      ...MINIMAL,
      cancel: [{ event: "work/cancelled", if: "event.data.id == async.data.id", timeout: "1h" }],
      idempotency: "event.data.id",
      priority: { run: "event.data.isUrgent ? 600 : 0" },
    });
    expect(config.cancelOn).toEqual([
      { event: "work/cancelled", expression: "event.data.id == async.data.id", timeout: "1h" },
    ]);
    expect(config.idempotency).toBe("event.data.id");
    expect(config.priority).toBe("event.data.isUrgent ? 600 : 0");
  });

  it("spaces throttled runs evenly, unless a burst is named", () => {
    expect(accepted({ ...MINIMAL, throttle: { limit: 5, period: "1m" } }).throttle).toEqual({
      intervalMs: 12_000,
      capacity: 1,
      key: null,
    });
    expect(
      accepted({ ...MINIMAL, throttle: { limit: 2, period: "6s", burst: 1, key: "event.data.id" } }).throttle,
    ).toEqual({ intervalMs: 3_000, capacity: 3, key: "event.data.id" });
  });

  it("reads batches and timeouts in milliseconds", () => {
    const config = accepted({
      ...MINIMAL,
      batchEvents: { maxSize: 10, timeout: "1s", key: "event.data.id", if: "event.data.ok" },
      timeouts: { finish: "1h" },
    });
    expect(config.batch).toEqual({ maxSize: 10, timeoutMs: 1_000, key: "event.data.id", condition: "event.data.ok" });
    expect(config.timeouts).toEqual({ startMs: null, finishMs: 3_600_000 });
  });

  it.each([
    ["rateLimit", { limit: 1, period: "1m" }],
    ["debounce", { period: "1m" }],
    ["singleton", { mode: "skip" }],
    ["somethingNew", true],
  ])("refuses %s by its name and the function's", (option, value) => {
    const problems = problemsOf({ ...MINIMAL, [option]: value });
    expect(problems).toContain('"app-work"');
    expect(problems).toContain(option);
    expect(problems).toContain("not supported");
  });

  it.each([
    ["three limits", { concurrency: [{ limit: 1 }, { limit: 2 }, { limit: 3 }] }, "concurrency"],
    ["a limit across functions", { concurrency: { limit: 1, scope: "account" } }, "concurrency"],
    ["an expression that does not parse", { idempotency: "event.data." }, "idempotency"],
    ["a variable that does not exist", { priority: { run: "priority * 2" } }, "Unknown variable: priority"],
    ["a throttle without a duration", { throttle: { limit: 1, period: "soon" } }, "throttle.period"],
    ["a throttle's key that does not parse", { throttle: { limit: 1, period: "1s", key: "event." } }, "throttle.key"],
    [
      "a batch that can be cancelled",
      { batchEvents: { maxSize: 2, timeout: "1s" }, cancel: [{ event: "no" }] },
      "cancelOn",
    ],
    ["a deadline that is a date", { timeouts: { start: "2030-01-01" } }, "timeouts.start"],
    ["a cron that does not parse", { triggers: [{ cron: "every day" }] }, "every day"],
    ["a cron with jitter", { triggers: [{ cron: "* * * * *", jitter: "10s" }] }, "triggers"],
    ["a cron with seconds", { triggers: [{ cron: "* * * * * *" }] }, "* * * * * *"],
    ["more than 20 retries", { steps: stepWith({ retries: { attempts: 21 } }) }, "attempts"],
    ["an address elsewhere", { steps: stepWith({ url: "http://10.0.0.8/api/inngest" }) }, "http://10.0.0.8"],
    ["a function run by connect", { steps: stepWith({ type: "ws" }) }, "runtime.type"],
  ])("refuses %s and says what is wrong", (_name, change, text) => {
    expect(problemsOf({ ...MINIMAL, ...change })).toContain(text);
  });

  it("reads the time zone of a cron", () => {
    expect(accepted({ ...MINIMAL, triggers: [{ cron: "TZ=Europe/Paris 0 12 * * 5" }] }).crons).toEqual([
      "TZ=Europe/Paris 0 12 * * 5",
    ]);
  });
});

function stepWith(change: { url?: string; type?: string; retries?: unknown }) {
  const { step } = MINIMAL.steps;
  const runtime = { type: change.type ?? step.runtime.type, url: change.url ?? step.runtime.url };
  return { step: { ...step, runtime, retries: change.retries } };
}
