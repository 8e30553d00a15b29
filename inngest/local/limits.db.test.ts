import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Engine, startEngine } from "./start-engine.ts";
import { startTestBench, TEST_SETTINGS, type TestBench } from "./testing/test-bench.ts";

/** Counts what runs at the same time, per name. */
const running = new Map<string, number>();
const most = new Map<string, number>();
async function occupy(names: string[], durationMs: number): Promise<void> {
  for (const name of names) {
    const now = (running.get(name) ?? 0) + 1;
    running.set(name, now);
    most.set(name, Math.max(most.get(name) ?? 0, now));
  }
  await new Promise((resolve) => setTimeout(resolve, durationMs));
  for (const name of names) running.set(name, (running.get(name) ?? 0) - 1);
}

const order: string[] = [];
const naps: string[] = [];
const startsMs: number[] = [];
const batches: number[][] = [];
let release: (() => void) | undefined;
let bench: TestBench;
let second: Engine;

beforeAll(async () => {
  bench = await startTestBench({
    serverUrl: inject("databaseUrl"),
    functions: (client) => [
      client.createFunction({ id: "three", triggers: [{ event: "three" }], concurrency: 3 }, async ({ step }) => {
        await step.run("first", () => occupy(["three"], 200));
        await step.run("second", () => occupy(["three"], 200));
      }),
      client.createFunction(
        {
          id: "keyed",
          triggers: [{ event: "keyed" }],
          concurrency: [{ limit: 4 }, { limit: 1, key: "event.data.tenant" }],
        },
        async ({ step, event }) => {
          await step.run("work", () => occupy(["keyed", `tenant ${event.data.tenant}`], event.data.durationMs));
          order.push(event.data.tenant);
        },
      ),
      client.createFunction(
        {
          id: "ranked",
          triggers: [{ event: "ranked" }],
          concurrency: 1,
          priority: { run: "event.data.rank" },
        },
        async ({ event }) => {
          if (event.data.rank === 0) await new Promise<void>((resolve) => (release = resolve));
          else order.push(`rank ${event.data.rank}`);
        },
      ),
      client.createFunction({ id: "sleepers", triggers: [{ event: "sleepers" }], concurrency: 1 }, async ({ step }) => {
        await step.run("before", () => void naps.push("before"));
        await step.sleep("nap", "2s");
        await step.run("after", () => void naps.push("after"));
      }),
      client.createFunction(
        { id: "spaced", triggers: [{ event: "spaced" }], throttle: { limit: 2, period: "1s", burst: 1 } },
        async () => {
          startsMs.push(Date.now());
        },
      ),
      client.createFunction(
        { id: "batched", triggers: [{ event: "batched" }], batchEvents: { maxSize: 4, timeout: "2s" } },
        async ({ events }) => {
          batches.push(events.map(({ data }: { data: Record<string, unknown> }) => Number(data.n)));
        },
      ),
    ],
  });
  // A second engine on the same database must not get around the limits.
  second = await startEngine({ databaseUrl: bench.databaseUrl, port: 0, settings: TEST_SETTINGS });
});
afterAll(async () => {
  await second.stop();
  await bench.stop();
});

async function sendAll(events: { name: string; data: Record<string, unknown> }[]): Promise<string[]> {
  const { ids } = await bench.client.send(events);
  return ids;
}

async function allFinished(ids: string[]): Promise<void> {
  for (const id of ids) await bench.finished(id, 30_000);
}

describe("concurrency", () => {
  it("is never exceeded, and used", async () => {
    await allFinished(await sendAll(Array.from({ length: 9 }, () => ({ name: "three", data: {} }))));
    expect(most.get("three")).toBe(3);
  });

  it("by key holds per key and in all, and one tenant's queue does not block another's", async () => {
    const large = Array.from({ length: 12 }, () => ({ name: "keyed", data: { tenant: "large", durationMs: 60 } }));
    const others = ["b", "c", "d", "e", "f"].map((tenant) => ({ name: "keyed", data: { tenant, durationMs: 60 } }));
    const ids = await sendAll([...large, ...others]);
    ids.push(await bench.send({ name: "keyed", data: { tenant: "small", durationMs: 1 } }));
    await allFinished(ids);
    expect(order.indexOf("small")).toBeLessThan(order.lastIndexOf("large"));
    expect(most.get("tenant large")).toBe(1);
    expect(most.get("keyed")).toBeGreaterThan(1);
    expect(most.get("keyed")).toBeLessThanOrEqual(4);
  });

  it("is not taken up by runs that sleep", async () => {
    await allFinished(await sendAll(Array.from({ length: 4 }, () => ({ name: "sleepers", data: {} }))));
    expect(naps.slice(0, 4)).toEqual(["before", "before", "before", "before"]);
  });
});

describe("priority", () => {
  it("puts waiting runs in order of start time less their factor", async () => {
    order.length = 0;
    const blocker = await bench.send({ name: "ranked", data: { rank: 0 } });
    await expect.poll(() => release).toBeDefined();
    const ids = await sendAll([-600, 10, 600, 300].map((rank) => ({ name: "ranked", data: { rank } })));
    release?.();
    await bench.finished(blocker);
    await allFinished(ids);
    expect(order).toEqual(["rank 600", "rank 300", "rank 10", "rank -600"]);
  });
});

describe("throttle", () => {
  it("lets limit and burst start at once and the others at their interval, over two engines", async () => {
    const sentMs = Date.now();
    await allFinished(await sendAll(Array.from({ length: 6 }, () => ({ name: "spaced", data: {} }))));
    expect(startsMs).toHaveLength(6);
    for (const [n, startMs] of startsMs.toSorted((a, b) => a - b).entries()) {
      expect(startMs - sentMs).toBeGreaterThanOrEqual((n - 2) * 500);
    }
  });
});

describe("batchEvents", () => {
  it("puts every event into one batch, never more than fit, however many are sent at once", async () => {
    const ids = await Promise.all(Array.from({ length: 21 }, (_, n) => bench.send({ name: "batched", data: { n } })));
    await allFinished(ids);
    expect(batches.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 21 }, (_, n) => n));
    expect(batches.map((batch) => batch.length).toSorted()).toEqual([1, 4, 4, 4, 4, 4]);
  });
});
