import { deepEqual, equal } from "node:assert/strict";
import { type Behaviour, behaviour } from "./behaviour.ts";

const NAP_MS = 1_000;

export const STEP_BEHAVIOURS: Behaviour[] = [
  behaviour("step.run: runs once each, results are memoised", ({ client, event, trace, send }) => ({
    functions: [
      client.createFunction({ id: "memoised", triggers: [{ event: event("memoised") }] }, async ({ step }) => {
        const a = await step.run("a", () => ({ nth: trace.note("a"), list: [1, null, "\u0000 ü"] }));
        const b = await step.run("b", () => a.nth + trace.note("b"));
        trace.note("done", { a, b });
      }),
    ],
    async check() {
      await send("memoised");
      const [done] = await trace.until("done");
      deepEqual(done.value, { a: { nth: 1, list: [1, null, "\u0000 ü"] }, b: 2 });
      equal(trace.of("a").length + trace.of("b").length, 2);
    },
  })),

  behaviour("parallel steps: each runs once, the function goes on when all are done", (stage) => {
    const { client, event, trace, send } = stage;
    return {
      functions: [
        client.createFunction({ id: "parallel", triggers: [{ event: event("parallel") }] }, async ({ step }) => {
          const results = await Promise.all([
            step.run("p1", () => trace.note("p1")),
            step.run("p2", () => trace.note("p2")),
            step.run("p3", () => trace.note("p3")),
          ]);
          await step.run("joined", () => trace.note("joined", results));
        }),
      ],
      async check() {
        await send("parallel");
        const [joined] = await trace.until("joined");
        deepEqual(joined.value, [1, 1, 1]);
        await trace.settle();
        deepEqual(
          ["p1", "p2", "p3", "joined"].map((what) => trace.of(what).length),
          [1, 1, 1, 1],
        );
      },
    };
  }),

  behaviour("step.sleep: goes on not before its time", ({ client, event, trace, send }) => ({
    functions: [
      client.createFunction({ id: "sleeps", triggers: [{ event: event("sleeps") }] }, async ({ step }) => {
        await step.run("before", () => trace.note("before"));
        await step.sleep("nap", NAP_MS);
        await step.run("after", () => trace.note("after"));
      }),
    ],
    async check() {
      await send("sleeps");
      const [after] = await trace.until("after");
      const [before] = await trace.until("before");
      equal(after.atMs - before.atMs >= NAP_MS, true, `slept ${after.atMs - before.atMs} ms`);
      equal(trace.of("before").length, 1);
    },
  })),

  behaviour("step.sleepUntil: goes on not before its date, at once when it is past", (stage) => {
    const { client, event, trace, send } = stage;
    return {
      functions: [
        client.createFunction({ id: "sleeps-until", triggers: [{ event: event("sleeps-until") }] }, async (call) => {
          const dueMs = Number(call.event.data.dueMs);
          await call.step.sleepUntil("until", new Date(dueMs));
          await call.step.sleepUntil("past", new Date(dueMs - 60_000));
          await call.step.run("awake", () => trace.note("awake"));
        }),
      ],
      async check() {
        const dueMs = Date.now() + 2 * NAP_MS;
        await send("sleeps-until", { dueMs });
        const [awake] = await trace.until("awake");
        equal(awake.atMs >= dueMs, true, `awake ${dueMs - awake.atMs} ms too early`);
      },
    };
  }),
];
