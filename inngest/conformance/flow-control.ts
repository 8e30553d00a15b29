import { deepEqual, equal } from "node:assert/strict";
import { type Behaviour, behaviour } from "./behaviour.ts";
import { Occupancy } from "./occupancy.ts";

const WORK_MS = 300;

export const FLOW_CONTROL_BEHAVIOURS: Behaviour[] = [
  behaviour("concurrency: never more steps at a time than the limit, and as many", (stage) => {
    const { client, event, trace, send } = stage;
    const busy = new Occupancy();
    return {
      functions: [
        client.createFunction({ id: "two", concurrency: 2, triggers: [{ event: event("two") }] }, async ({ step }) => {
          await step.run("work", () => busy.hold("all", WORK_MS));
          await step.run("done", () => trace.note("done"));
        }),
      ],
      async check() {
        await Promise.all(Array.from({ length: 8 }, () => send("two")));
        await trace.until("done", 8);
        equal(busy.most("all"), 2);
      },
    };
  }),

  behaviour("concurrency key: the limit holds for each value, and values do not block each other", (stage) => {
    const { client, event, trace, send } = stage;
    const busy = new Occupancy();
    return {
      functions: [
        client.createFunction(
          {
            id: "keyed",
            concurrency: [{ limit: 3 }, { limit: 1, key: "event.data.tenant" }],
            triggers: [{ event: event("keyed") }],
          },
          async (call) => {
            const { tenant } = call.event.data;
            await call.step.run("work", () => Promise.all([busy.hold(tenant, WORK_MS), busy.hold("all", WORK_MS)]));
            await call.step.run("done", () => trace.note("done", tenant));
          },
        ),
      ],
      async check() {
        for (const tenant of ["a", "a", "a", "a", "a", "a", "b", "c"]) await send("keyed", { tenant });
        const done = await trace.until("done", 8);
        deepEqual(
          ["a", "b", "c"].map((tenant) => busy.most(tenant)),
          [1, 1, 1],
        );
        equal(busy.most("all") <= 3, true);
        const order = done.map(({ value }) => value);
        equal(order.indexOf("c") < order.lastIndexOf("a"), true, `c waited for all of a: ${order.join("")}`);
      },
    };
  }),

  behaviour("throttle: run starts are spaced, none is dropped", ({ client, event, trace, send }) => ({
    functions: [
      client.createFunction(
        {
          id: "throttled",
          throttle: { limit: 1, period: "1s", key: "event.data.tenant" },
          triggers: [{ event: event("throttled") }],
        },
        async (call) => {
          trace.note(call.event.data.tenant);
        },
      ),
    ],
    async check() {
      await send("throttled", { tenant: "other" });
      const sentMs = Date.now();
      for (let n = 0; n < 5; n++) await send("throttled", { tenant: "same" });
      await trace.until("other");
      const starts = await trace.until("same", 5);
      // One at once, maybe one more as burst; the others wait their second each.
      for (const [n, { atMs }] of starts.entries()) {
        equal(atMs - sentMs >= (n - 1) * 1_000, true, `start ${n} came ${atMs - sentMs} ms after the events`);
      }
      await trace.settle();
      equal(trace.of("same").length, 5);
    },
  })),

  behaviour("batchEvents maxSize: a full batch starts at once, per key", ({ client, event, trace, send }) => ({
    functions: [
      client.createFunction(
        {
          id: "batched",
          batchEvents: { maxSize: 3, timeout: "60s", key: "event.data.tenant" },
          triggers: [{ event: event("batched") }],
        },
        async ({ events, step }) => {
          const members = events.map(({ data }: { data: Record<string, unknown> }) => `${data.tenant}${data.n}`);
          await step.run("note", () => trace.note(`batch ${members[0]?.slice(0, 1)}`, members.toSorted().join()));
        },
      ),
    ],
    async check() {
      for (const n of [1, 2, 3]) {
        await send("batched", { tenant: "a", n });
        if (n < 3) await send("batched", { tenant: "b", n });
      }
      equal((await trace.until("batch a"))[0].value, "a1,a2,a3");
      await trace.settle();
      equal(trace.of("batch b").length, 0);
      await send("batched", { tenant: "b", n: 3 });
      equal((await trace.until("batch b"))[0].value, "b1,b2,b3");
    },
  })),

  behaviour("batchEvents timeout and if: a batch that is not full starts when its time is up", (stage) => {
    const { client, event, trace, send } = stage;
    return {
      functions: [
        client.createFunction(
          {
            id: "batched-out",
            batchEvents: { maxSize: 50, timeout: "4s", if: "event.data.isUrgent == false" },
            triggers: [{ event: event("batched-out") }],
          },
          async ({ events }) => {
            trace.note(events[0]?.data.isUrgent ? "alone" : "batch", events.length);
          },
        ),
      ],
      async check() {
        const sentMs = Date.now();
        await send("batched-out", { isUrgent: false });
        await send("batched-out", { isUrgent: true });
        await send("batched-out", { isUrgent: false });
        const [batch] = await trace.until("batch");
        const [alone] = await trace.until("alone");
        deepEqual([batch.value, alone.value], [2, 1]);
        equal(batch.atMs - sentMs >= 4_000, true, `the batch started after ${batch.atMs - sentMs} ms`);
      },
    };
  }),

  behaviour("priority: runs of a higher factor go ahead of those that wait", ({ client, event, trace, send }) => {
    const gate = Promise.withResolvers<void>();
    return {
      functions: [
        client.createFunction(
          {
            id: "ranked",
            concurrency: 1,
            priority: { run: "event.data.rank" },
            triggers: [{ event: event("ranked") }],
          },
          async (call) => {
            if (call.event.data.isGate) {
              trace.note("held");
              await gate.promise;
            } else trace.note("ran", call.event.data.rank);
          },
        ),
      ],
      async check() {
        await send("ranked", { isGate: true, rank: 0 });
        await trace.until("held");
        for (const rank of [-600, 600, -600, 600, -600, 600]) await send("ranked", { isGate: false, rank });
        await trace.settle();
        gate.resolve();
        const ran = (await trace.until("ran", 6)).map(({ value }) => value);
        // The server promises a bias, not an order.
        const mean = (rank: number) => ran.reduce<number>((sum, value, n) => (value === rank ? sum + n : sum), 0) / 3;
        equal(mean(600) < mean(-600), true, `order ${ran.join()}`);
      },
    };
  }),

  behaviour("idempotency: one run per key", ({ client, event, trace, send, functionId }) => ({
    functions: [
      client.createFunction(
        { id: "idempotent", idempotency: "event.data.order", triggers: [{ event: event("idempotent") }] },
        async (call) => {
          trace.note(call.event.data.order);
        },
      ),
    ],
    async check() {
      const [first, second] = [`${functionId(event("1"))}`, `${functionId(event("2"))}`];
      await send("idempotent", { order: first });
      await send("idempotent", { order: first });
      await send("idempotent", { order: second });
      await trace.until(second);
      await trace.until(first);
      await trace.settle();
      equal(trace.of(first).length, 1);
    },
  })),
];
