import { equal } from "node:assert/strict";
import type { InngestFunction } from "inngest";
import { type Behaviour, behaviour, type Stage } from "./behaviour.ts";

/** Notes "cancelled" with the run's event data whenever a run of the function is cancelled. */
function hearCancelled({ client, trace, functionId }: Stage, id: string): InngestFunction.Any {
  const isOurs = `event.data.function_id == '${functionId(id)}'`;
  return client.createFunction(
    { id: `hears-${id}`, triggers: [{ event: "inngest/function.cancelled", if: isOurs }] },
    async ({ event }) => {
      const id = event.data.event?.data?.id;
      trace.note("cancelled", id);
      trace.note(`${id} cancelled`);
    },
  );
}

export const CANCELLING_BEHAVIOURS: Behaviour[] = [
  behaviour("cancelOn: ends the run it matches, tells so, and leaves others alone", (stage) => {
    const { client, event, trace, send } = stage;
    return {
      functions: [
        client.createFunction(
          {
            id: "cancellable",
            cancelOn: [{ event: event("cancel"), if: "event.data.id == async.data.id" }],
            triggers: [{ event: event("cancellable") }],
          },
          async (call) => {
            await call.step.run("begin", () => trace.note("begun"));
            await call.step.sleep("nap", "6s");
            await call.step.run("end", () => trace.note("ended", call.event.data.id));
          },
        ),
        hearCancelled(stage, "cancellable"),
      ],
      async check() {
        await send("cancellable", { id: "a" });
        await send("cancellable", { id: "b" });
        await trace.until("begun", 2);
        await send("cancel", { id: "a" });
        equal((await trace.until("cancelled"))[0].value, "a");
        equal((await trace.until("ended"))[0].value, "b");
        await trace.settle();
        equal(trace.of("ended").length, 1);
      },
    };
  }),

  behaviour("cancelOn timeout: an event that comes later cancels nothing", (stage) => {
    const { client, event, trace, send } = stage;
    return {
      functions: [
        client.createFunction(
          {
            id: "cancellable-soon",
            cancelOn: [{ event: event("cancel-late"), match: "data.id", timeout: "1s" }],
            triggers: [{ event: event("cancellable-soon") }],
          },
          async (call) => {
            await call.step.run("begin", () => trace.note("begun"));
            await call.step.sleep("until-late", "2s");
            await call.step.run("late", () => trace.note("late"));
            await call.step.sleep("nap", "2s");
            await call.step.run("end", () => trace.note("ended"));
          },
        ),
      ],
      async check() {
        await send("cancellable-soon", { id: "a" });
        await trace.until("late");
        await send("cancel-late", { id: "a" });
        await trace.until("ended");
      },
    };
  }),

  behaviour("timeouts.start: a run that waits too long for its first step is cancelled", (stage) => {
    const { client, event, trace, send } = stage;
    const gate = Promise.withResolvers<void>();
    return {
      functions: [
        client.createFunction(
          {
            id: "starts-soon",
            concurrency: 1,
            timeouts: { start: "3s" },
            triggers: [{ event: event("starts-soon") }],
          },
          async (call) => {
            trace.note("ran", call.event.data.id);
            if (call.event.data.id === "holder") await gate.promise;
          },
        ),
        hearCancelled(stage, "starts-soon"),
      ],
      async check() {
        // On a busy machine the holder may itself be too late.
        for (let n = 1; trace.of("ran").length === 0; n++) {
          await send("starts-soon", { id: "holder" });
          await Promise.any([trace.until("ran"), trace.until("cancelled", n)]);
        }
        await send("starts-soon", { id: "waiter" });
        setTimeout(() => gate.resolve(), 5_000);
        await gate.promise;
        await trace.until("waiter cancelled");
        await trace.settle();
        equal(trace.values("ran").join(), "holder");
      },
    };
  }),

  behaviour("timeouts.finish: a run that takes too long is cancelled", (stage) => {
    const { client, event, trace, send } = stage;
    return {
      functions: [
        client.createFunction(
          { id: "ends-soon", timeouts: { finish: "2s" }, triggers: [{ event: event("ends-soon") }] },
          async (call) => {
            const { id, napMs } = call.event.data;
            await call.step.run("begin", () => trace.note("begun", id));
            await call.step.sleep("nap", napMs);
            await call.step.run("end", () => trace.note("ended", id));
          },
        ),
        hearCancelled(stage, "ends-soon"),
      ],
      async check() {
        await send("ends-soon", { id: "long", napMs: 5_000 });
        await trace.until("begun");
        equal((await trace.until("cancelled"))[0].value, "long");
        await new Promise((resolve) => setTimeout(resolve, 5_000));
        equal(trace.of("ended").length, 0);
      },
    };
  }),
];
