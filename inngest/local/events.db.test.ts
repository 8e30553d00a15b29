import { cron, NonRetriableError } from "inngest";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { startTestBench, type TestBench, waitFor } from "./testing/test-bench.ts";

const seen: { name: string; data: unknown }[] = [];
const seenOf = (name: string) => seen.filter((entry) => entry.name === name).map((entry) => entry.data);

let bench: TestBench;

beforeAll(async () => {
  bench = await startTestBench({
    serverUrl: inject("databaseUrl"),
    functions: (client) => [
      client.createFunction({ id: "plain", triggers: [{ event: "plain" }] }, async ({ event }) => {
        seen.push({ name: "plain", data: event });
      }),
      client.createFunction(
        { id: "picky", triggers: [{ event: "picked", if: "event.data.size > 10" }, { event: "wild/*" }] },
        async ({ event }) => {
          seen.push({ name: "picky", data: event.data });
        },
      ),
      client.createFunction(
        { id: "once", triggers: [{ event: "once" }], idempotency: "event.data.key" },
        async ({ event }) => {
          seen.push({ name: "once", data: event.data });
        },
      ),
      client.createFunction(
        {
          id: "cancellable",
          triggers: [{ event: "cancellable" }],
          cancelOn: [
            { event: "cancel", if: "event.data.id == async.data.id" },
            { event: "cancel-early", timeout: "1s" },
          ],
        },
        async ({ step, event }) => {
          await step.run("start", () => seen.push({ name: "cancellable", data: event.data.id }));
          await step.sleep("wait", "2s");
          return "not cancelled";
        },
      ),
      client.createFunction(
        { id: "on-cancel", triggers: [{ event: "inngest/function.cancelled" }] },
        async ({ event }) => {
          seen.push({ name: "on-cancel", data: event.data });
        },
      ),
      client.createFunction(
        {
          id: "doomed",
          triggers: [{ event: "doomed" }],
          onFailure: async ({ event, error }: { event: { data: object }; error: Error }) => {
            seen.push({ name: "on-failure", data: { ...event.data, message: error.message } });
          },
        },
        async () => {
          throw new NonRetriableError("beyond repair");
        },
      ),
      client.createFunction({ id: "ticking", triggers: [cron("0 3 * * *")] }, async ({ event }) => {
        seen.push({ name: "ticking", data: event });
      }),
    ],
  });
});
afterAll(() => bench.stop());

/** Long enough for a run that should not exist to have shown itself. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 300));

describe("events", () => {
  it("reach the function with id, data and time", async () => {
    const ts = Date.now() - 5_000;
    await bench.finished(await bench.send({ name: "plain", id: "plain-1", data: { a: [1, { b: "\0" }] }, ts }));
    expect(seenOf("plain")).toMatchObject([{ id: "plain-1", name: "plain", data: { a: [1, { b: "\0" }] }, ts }]);
  });

  it("with an id seen before start nothing, even when sent at the same moment", async () => {
    const before = seenOf("plain").length;
    const ids = await Promise.all(Array.from({ length: 8 }, () => bench.send({ name: "plain", id: "plain-2" })));
    expect(new Set(ids).size).toBe(1);
    await bench.finished(ids[0] ?? "");
    await bench.send({ name: "plain", id: "plain-2" });
    await settle();
    expect(seenOf("plain").length).toBe(before + 1);
  });

  it("are new again when their id was seen more than 24 hours ago", async () => {
    const before = seenOf("plain").length;
    await bench.finished(await bench.send({ name: "plain", id: "plain-3" }));
    await bench.sql`update inngest_local.event_ids set seen_at = now() - interval '25 hours' where id = 'plain-3'`;
    await bench.finished(await bench.send({ name: "plain", id: "plain-3" }));
    expect(seenOf("plain").length).toBe(before + 2);
  });

  it("of a request that the SDK repeats are taken once", async () => {
    const before = seenOf("plain").length;
    const post = () =>
      fetch(`${bench.engine.url}/e/key`, {
        method: "POST",
        headers: { "x-inngest-event-id-seed": "1795298478310,BhPTh3lzFodAVg==" },
        body: JSON.stringify([{ name: "plain" }, { name: "plain" }]),
      }).then((response) => response.json());
    const first = await post();
    expect(await post()).toEqual(first);
    await settle();
    expect(seenOf("plain").length).toBe(before + 2);
  });

  it("start only the functions whose expression holds or whose wildcard matches", async () => {
    await bench.send({ name: "picked", data: { size: 10 } });
    await bench.send({ name: "picked", data: {} });
    await bench.send({ name: "picked", data: { size: 11 } });
    await bench.send({ name: "wild/card", data: { size: 0 } });
    await expect.poll(() => seenOf("picky").length).toBe(2);
    await settle();
    expect(seenOf("picky")).toEqual(expect.arrayContaining([{ size: 11 }, { size: 0 }]));
    expect(seenOf("picky")).toHaveLength(2);
  });

  it("dated in the future start their functions then", async () => {
    const before = seenOf("plain").length;
    const startMs = Date.now();
    await bench.finished(await bench.send({ name: "plain", ts: startMs + 800 }));
    expect(seenOf("plain").length).toBe(before + 1);
    expect(Date.now() - startMs).toBeGreaterThanOrEqual(790);
  });
});

describe("idempotency", () => {
  it("starts one run per key", async () => {
    await Promise.all([1, 2, 3, 4].map((n) => bench.send({ name: "once", data: { key: "k1", n } })));
    await bench.send({ name: "once", data: { key: "k2" } });
    await expect.poll(() => seenOf("once").length).toBe(2);
    await settle();
    expect(seenOf("once")).toHaveLength(2);
  });

  it("does not hold back events without a key", async () => {
    const before = seenOf("once").length;
    await bench.send({ name: "once", data: {} });
    await bench.send({ name: "once", data: {} });
    await expect.poll(() => seenOf("once").length).toBe(before + 2);
  });
});

describe("cancelOn", () => {
  it("ends the run its expression means, and no other", async () => {
    const [a, b] = [
      await bench.send({ name: "cancellable", data: { id: "a" } }),
      await bench.send({ name: "cancellable", data: { id: "b" } }),
    ];
    await expect.poll(() => seenOf("cancellable").length).toBe(2);
    await bench.send({ name: "cancel", data: { id: "a" } });
    const [cancelled] = await bench.finished(a);
    expect(cancelled?.status).toBe("Cancelled");
    expect(cancelled?.pending).toEqual([]);
    await expect
      .poll(() => seenOf("on-cancel"))
      .toMatchObject([{ run_id: cancelled?.run_id, function_id: "bench-cancellable" }]);
    const [kept] = await bench.finished(b);
    expect(kept?.output).toBe("not cancelled");
  });

  it("listens no longer than its timeout", async () => {
    const early = await bench.send({ name: "cancellable", data: { id: "early" } });
    await bench.send({ name: "cancel-early" });
    expect((await bench.finished(early))[0]?.status).toBe("Cancelled");
    const late = await bench.send({ name: "cancellable", data: { id: "late" } });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await bench.send({ name: "cancel-early" });
    expect((await bench.finished(late))[0]?.status).toBe("Completed");
  });
});

describe("onFailure", () => {
  it("receives the error, the run and the event that failed", async () => {
    const [run] = await bench.finished(await bench.send({ name: "doomed", id: "doomed-1", data: { file: "f" } }));
    expect(run?.status).toBe("Failed");
    await expect.poll(() => seenOf("on-failure").length).toBe(1);
    expect(seenOf("on-failure")[0]).toMatchObject({
      message: "beyond repair",
      function_id: "bench-doomed",
      run_id: run?.run_id,
      error: { name: "NonRetriableError", message: "beyond repair" },
      event: { id: "doomed-1", name: "doomed", data: { file: "f" } },
    });
  });
});

describe("cron", () => {
  it("starts its function when it comes due, once, and looks for the next time", async () => {
    const { sql } = bench;
    const [planned] = await sql`select next_at from inngest_local.crons where function_id = 'bench-ticking'`;
    expect(planned?.next_at.getUTCHours()).toBe(3);
    await sql`update inngest_local.crons set next_at = now() - interval '3 days'`;
    // Registering anew makes the clock look at the table, as a restart does.
    await sql`update inngest_local.functions set config = config || ' ' where id = 'bench-plain'`;
    await waitFor(async () => seenOf("ticking").length > 0);
    await settle();
    expect(seenOf("ticking")).toMatchObject([{ name: "inngest/scheduled.timer", data: { cron: "0 3 * * *" } }]);
    const [next] = await sql`select next_at from inngest_local.crons where function_id = 'bench-ticking'`;
    expect(next?.next_at.getTime()).toBeGreaterThan(Date.now());
  });
});

describe("history", () => {
  it("forgets finished runs and their events after a week", async () => {
    const { prune } = await import("./prune.ts");
    const { DEFAULT_SETTINGS } = await import("./engine-settings.ts");
    const old = await bench.send({ name: "plain", id: "old" });
    const fresh = await bench.send({ name: "plain", id: "fresh" });
    await bench.finished(old);
    await bench.finished(fresh);
    await bench.sql`update inngest_local.runs set ended_at = now() - interval '8 days' where event_internal_id = ${old}`;
    await bench.sql`update inngest_local.events set received_at = now() - interval '8 days' where internal_id = ${old}`;
    await prune(bench.sql, DEFAULT_SETTINGS);
    expect(await bench.runsOf(old)).toEqual([]);
    expect(await bench.runsOf(fresh)).toHaveLength(1);
    expect(await bench.sql`select from inngest_local.events where internal_id = ${old}`).toHaveLength(0);
  });
});
