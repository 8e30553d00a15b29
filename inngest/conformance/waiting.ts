import { deepEqual, equal, match } from "node:assert/strict";
import { NonRetriableError } from "inngest";
import { type Behaviour, behaviour } from "./behaviour.ts";
import type { Trace } from "./trace.ts";

const TIMEOUT_MS = 1_000;
const LONG = "1m";
const MOST_SENDS = 100;

/** A wait exists once the call that asked for it has come back, which nobody outside sees: sends until it is heard. */
async function sendUntil(trace: Trace, count: number, send: () => Promise<unknown>): Promise<void> {
  for (let n = 0; trace.of("woken").length < count && n < MOST_SENDS; n++) {
    await send();
    await trace.settle();
  }
  await trace.until("woken", count);
}

export const WAITING_BEHAVIOURS: Behaviour[] = [
  behaviour("step.waitForEvent match: the run's own answer wakes it, another's does not", (stage) => {
    const { client, event, trace, send } = stage;
    return {
      functions: [
        client.createFunction({ id: "waits", triggers: [{ event: event("waits") }] }, async (call) => {
          await call.step.run("ready", () => trace.note("ready"));
          const options = { event: event("answer"), match: "data.id", timeout: LONG };
          const answer = await call.step.waitForEvent("answer", options);
          await call.step.run("woken", () => trace.note("woken", [call.event.data.id, answer?.data.n]));
        }),
      ],
      async check() {
        await send("waits", { id: "a" });
        await send("waits", { id: "b" });
        await trace.until("ready", 2);
        await sendUntil(trace, 1, () => send("answer", { id: "b", n: "for b" }));
        deepEqual(trace.values("woken"), [["b", "for b"]]);
        await sendUntil(trace, 2, () => send("answer", { id: "a", n: "for a" }));
        deepEqual(trace.values("woken")[1], ["a", "for a"]);
      },
    };
  }),

  behaviour("step.waitForEvent if: compares the run's event with the one that comes", (stage) => {
    const { client, event, trace, send } = stage;
    return {
      functions: [
        client.createFunction({ id: "waits-if", triggers: [{ event: event("waits-if") }] }, async ({ step }) => {
          const options = {
            event: event("offer"),
            if: "async.data.price <= event.data.most && async.data.id == event.data.id",
            timeout: LONG,
          };
          const offer = await step.waitForEvent("offer", options);
          await step.run("woken", () => trace.note("woken", offer?.data.price));
        }),
      ],
      async check() {
        await send("waits-if", { id: 1, most: 10 });
        await sendUntil(trace, 1, async () => {
          await send("offer", { id: 1, price: 11 });
          await send("offer", { id: 2, price: 5 });
          await send("offer", { id: 1, price: 9 });
        });
        equal(trace.values("woken")[0], 9);
      },
    };
  }),

  behaviour("step.waitForEvent timeout: gives null, not before its time", ({ client, event, trace, send }) => ({
    functions: [
      client.createFunction({ id: "waits-out", triggers: [{ event: event("waits-out") }] }, async ({ step }) => {
        await step.run("before", () => trace.note("before"));
        const answer = await step.waitForEvent("never", { event: event("never"), timeout: TIMEOUT_MS });
        await step.run("after", () => trace.note("after", answer));
      }),
    ],
    async check() {
      await send("waits-out");
      const [after] = await trace.until("after");
      const [before] = await trace.until("before");
      equal(after.value, null);
      equal(after.atMs - before.atMs >= TIMEOUT_MS, true, `waited ${after.atMs - before.atMs} ms`);
    },
  })),

  behaviour("step.invoke: gives the function's result for the data sent", ({ client, event, trace, send }) => {
    const child = client.createFunction({ id: "squares", triggers: [{ event: event("squares") }] }, async (call) => {
      const { n } = call.event.data;
      return call.step.run("square", () => ({ square: n * n, name: call.event.name }));
    });
    return {
      functions: [
        child,
        client.createFunction({ id: "invokes", triggers: [{ event: event("invokes") }] }, async ({ step }) => {
          const results = await Promise.all([
            step.invoke("four", { function: child, data: { n: 4 } }),
            step.invoke("five", { function: child, data: { n: 5 } }),
          ]);
          await step.run("done", () => trace.note("done", results));
        }),
      ],
      async check() {
        await send("invokes");
        const name = "inngest/function.invoked";
        deepEqual((await trace.until("done"))[0].value, [
          { square: 16, name },
          { square: 25, name },
        ]);
      },
    };
  }),

  behaviour("step.invoke failure: the function's error is thrown, without retries of the step", (stage) => {
    const { client, event, trace, send } = stage;
    const child = client.createFunction({ id: "dies", triggers: [{ event: event("dies") }] }, async () => {
      trace.note("child");
      throw new NonRetriableError("child died");
    });
    return {
      functions: [
        child,
        client.createFunction({ id: "invokes-bad", triggers: [{ event: event("invokes-bad") }] }, async ({ step }) => {
          const reason = await step
            .invoke("child", { function: child, data: {} })
            .catch((error: unknown) => (error instanceof Error ? error.message : "?"));
          await step.run("done", () => trace.note("done", reason));
        }),
      ],
      async check() {
        await send("invokes-bad");
        match(String((await trace.until("done"))[0].value), /child died/);
        equal(trace.of("child").length, 1);
      },
    };
  }),

  behaviour("step.invoke timeout: throws, and the invoked function goes on", ({ client, event, trace, send }) => {
    const child = client.createFunction(
      { id: "dawdles", triggers: [{ event: event("dawdles") }] },
      async ({ step }) => {
        await step.sleep("nap", 6 * TIMEOUT_MS);
        await step.run("end", () => trace.note("child ended"));
      },
    );
    return {
      functions: [
        child,
        client.createFunction({ id: "hurries", triggers: [{ event: event("hurries") }] }, async ({ step }) => {
          const outcome = await step.invoke("child", { function: child, data: {}, timeout: TIMEOUT_MS }).then(
            () => "ended",
            () => "thrown",
          );
          await step.run("done", () => trace.note("done", outcome));
        }),
      ],
      async check() {
        await send("hurries");
        const [done] = await trace.until("done");
        equal(done.value, "thrown");
        const [ended] = await trace.until("child ended");
        equal(ended.atMs > done.atMs, true);
      },
    };
  }),
];
