import { NonRetriableError, RetryAfterError } from "inngest";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { startTestBench, type TestBench } from "./testing/test-bench.ts";

/** How often each named piece of a function ran, and when. */
const calls = new Map<string, number[]>();
function mark(name: string): number {
  const times = [...(calls.get(name) ?? []), Date.now()];
  calls.set(name, times);
  return times.length;
}
const countOf = (name: string) => calls.get(name)?.length ?? 0;
const gapOf = (name: string) => {
  const [first = 0, second = 0] = calls.get(name) ?? [];
  return second - first;
};

let bench: TestBench;

beforeAll(async () => {
  bench = await startTestBench({
    serverUrl: inject("databaseUrl"),
    functions: (client) => [
      client.createFunction({ id: "sequence", triggers: [{ event: "sequence" }] }, async ({ step, event }) => {
        const a = await step.run("a", () => ({ n: event.data.n, nth: mark("sequence.a"), nul: "\0 \ud800" }));
        const b = await step.run("b", () => a.n + mark("sequence.b"));
        return { a, b };
      }),
      client.createFunction({ id: "flaky-step", triggers: [{ event: "flaky-step" }] }, async ({ step, attempt }) => {
        const before = await step.run("before", () => mark("flaky-step.before"));
        const result = await step.run("flaky", () => {
          if (mark("flaky-step.flaky") < 3) throw new Error("not yet");
          return `attempt ${attempt}`;
        });
        return { before, result };
      }),
      client.createFunction({ id: "hopeless", retries: 1, triggers: [{ event: "hopeless" }] }, async ({ step }) => {
        try {
          await step.run("hopeless", () => {
            mark("hopeless");
            throw new Error("never");
          });
        } catch (error) {
          return `caught ${error instanceof Error ? error.message : error}`;
        }
      }),
      client.createFunction({ id: "throws", retries: 2, triggers: [{ event: "throws" }] }, async ({ attempt }) => {
        mark("throws");
        throw new Error(`broken ${attempt}`);
      }),
      client.createFunction({ id: "final", triggers: [{ event: "final" }] }, async ({ step }) => {
        await step.run("final", () => {
          mark("final");
          throw new NonRetriableError("corrupt");
        });
      }),
      client.createFunction({ id: "later", triggers: [{ event: "later" }] }, async ({ step }) => {
        return step.run("later", () => {
          if (mark("later") === 1) throw new RetryAfterError("busy", "1s");
          return "done";
        });
      }),
      client.createFunction({ id: "nap", triggers: [{ event: "nap" }] }, async ({ step }) => {
        mark("nap.before");
        await step.sleep("nap", "1s");
        await step.sleepUntil("past", new Date(Date.now() - 1_000));
        return mark("nap.after");
      }),
      client.createFunction({ id: "parallel", triggers: [{ event: "parallel" }] }, async ({ step }) => {
        mark("parallel.entered");
        const results = await Promise.all([
          step.run("p1", () => mark("parallel.p1")),
          step.run("p2", () => {
            if (mark("parallel.p2") === 1) throw new Error("once");
            return 2;
          }),
          step.sleep("p3", "1s"),
        ]);
        mark("parallel.joined");
        const after = await step.run("after", () => mark("parallel.after"));
        return { results, after };
      }),
      client.createFunction({ id: "race", triggers: [{ event: "race" }] }, async ({ step, group }) => {
        const first = await group.parallel({ mode: "race" }, () =>
          Promise.race([step.run("quick", () => "quick"), step.sleep("slow", "1s").then(() => "slow")]),
        );
        return step.run("won", () => `${first} ${mark("race.won")}`);
      }),
      client.createFunction({ id: "chained", triggers: [{ event: "chained" }] }, async ({ step }) => {
        const ids = await step.sendEvent("send", [
          { name: "chained/child", data: { k: 1 } },
          { name: "chained/child", data: { k: 2 } },
        ]);
        return ids.ids.length;
      }),
      client.createFunction({ id: "child", triggers: [{ event: "chained/child" }] }, async ({ event }) => {
        mark(`child.${event.data.k}`);
      }),
      client.createFunction({ id: "waits", retries: 0, triggers: [{ event: "waits" }] }, async ({ step }) => {
        await step.waitForSignal("answer", { signal: "answer", timeout: "1m" });
      }),
      client.createFunction({ id: "large", retries: 0, triggers: [{ event: "large" }] }, async ({ step }) => {
        await step.run("large", () => "x".repeat(5 * 1024 * 1024));
      }),
    ],
  });
});
afterAll(() => bench.stop());

async function outcome(name: string, data: Record<string, unknown> = {}) {
  const [run] = await bench.finished(await bench.send({ name, data }));
  return run;
}

describe("steps", () => {
  it("run once each, and their results come back exactly", async () => {
    const run = await outcome("sequence", { n: 5 });
    expect(run?.status).toBe("Completed");
    expect(run?.output).toEqual({ a: { n: 5, nth: 1, nul: "\0 \ud800" }, b: 6 });
    expect(run?.steps.map((step) => step.name)).toEqual(["a", "b"]);
    expect(countOf("sequence.a")).toBe(1);
    expect(countOf("sequence.b")).toBe(1);
  });

  it("that fail are tried again after the backoff, without repeating what was done", async () => {
    const run = await outcome("flaky-step");
    expect(run?.output).toEqual({ before: 1, result: "attempt 2" });
    expect(countOf("flaky-step.flaky")).toBe(3);
    expect(gapOf("flaky-step.flaky")).toBeGreaterThanOrEqual(95);
  });

  it("that fail for good are thrown into the function, which may go on", async () => {
    const run = await outcome("hopeless");
    expect(run?.status).toBe("Completed");
    expect(run?.output).toBe("caught never");
    expect(countOf("hopeless")).toBe(2);
  });

  it("that are not to be retried fail the run at once", async () => {
    const run = await outcome("final");
    expect(run?.status).toBe("Failed");
    expect(run?.output).toMatchObject({ message: "corrupt" });
    expect(countOf("final")).toBe(1);
  });

  it("that ask for a later time are tried again then", async () => {
    const run = await outcome("later");
    expect(run?.output).toBe("done");
    expect(gapOf("later")).toBeGreaterThanOrEqual(990);
  });

  it("sleep, and a time in the past does not", async () => {
    const startMs = Date.now();
    const run = await outcome("nap");
    expect(run?.output).toBe(1);
    const sleptMs = Date.now() - startMs;
    expect(sleptMs).toBeGreaterThanOrEqual(990);
    expect(sleptMs).toBeLessThan(2_500);
  });

  it("in parallel run once each and join once", async () => {
    const run = await outcome("parallel");
    expect(run?.status).toBe("Completed");
    expect(run?.output).toEqual({ results: [1, 2, null], after: 1 });
    expect(countOf("parallel.p1")).toBe(1);
    expect(countOf("parallel.p2")).toBe(2);
    expect(countOf("parallel.after")).toBe(1);
    // First discovery, p1, p2 twice, one rejoin, the targeted "after", the end.
    expect(countOf("parallel.entered")).toBe(7);
    expect(countOf("parallel.joined")).toBe(3);
  });

  it("in a race go on with the first", async () => {
    const run = await outcome("race");
    expect(run?.status).toBe("Completed");
    expect(run?.output).toBe("quick 1");
    // The SDK itself holds the run's end back until the loser is in; what follows the winner does not wait.
    expect(run?.steps.map((step) => step.name)).toEqual(["quick", "won", "slow"]);
  });

  it("send events", async () => {
    const run = await outcome("chained");
    expect(run?.output).toBe(2);
    await expect.poll(() => countOf("child.1") + countOf("child.2")).toBe(2);
  });

  it("of a kind the engine does not know fail the run and are named", async () => {
    const run = await outcome("waits");
    expect(run?.status).toBe("Failed");
    expect(JSON.stringify(run?.output)).toContain("WaitForSignal");
    expect(JSON.stringify(run?.output)).toContain("not supported");
  });

  it("that return more than 4 MB fail the run and say so", async () => {
    const run = await outcome("large");
    expect(run?.status).toBe("Failed");
    expect(JSON.stringify(run?.output)).toContain("a step may return 4194304");
  });
});

describe("functions", () => {
  it("that throw are tried as often as they allow", async () => {
    const run = await outcome("throws");
    expect(run?.status).toBe("Failed");
    expect(run?.output).toMatchObject({ message: "broken 2" });
    expect(countOf("throws")).toBe(3);
  });
});
