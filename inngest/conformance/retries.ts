import { deepEqual, equal } from "node:assert/strict";
import { NonRetriableError, RetryAfterError } from "inngest";
import { type Behaviour, behaviour } from "./behaviour.ts";

const RETRY_AFTER_MS = 1_000;

/** What an onFailure handler is called with, as far as it is looked at. */
interface FailureCall {
  error: Error;
  event: { data: { function_id: string; event: { data?: Record<string, unknown> } } };
}

function isPart(whole: unknown, part: Record<string, unknown>): boolean {
  const record = typeof whole === "object" && whole !== null ? (whole as Record<string, unknown>) : {};
  return Object.entries(part).every(([name, value]) => JSON.stringify(record[name]) === JSON.stringify(value));
}

export const RETRY_BEHAVIOURS: Behaviour[] = [
  behaviour("step retry: a failed step is tried again, no finished one is; RetryAfterError sets the delay", (stage) => {
    const { client, event, trace, send } = stage;
    return {
      functions: [
        client.createFunction({ id: "flaky", retries: 2, triggers: [{ event: event("flaky") }] }, async ({ step }) => {
          await step.run("before", () => trace.note("before"));
          const tries = await step.run("flaky", () => {
            const nth = trace.note("try");
            if (nth < 3) throw new RetryAfterError("busy", RETRY_AFTER_MS);
            return nth;
          });
          await step.run("done", () => trace.note("done", tries));
        }),
      ],
      async check() {
        await send("flaky");
        equal((await trace.until("done"))[0].value, 3);
        const [first, second] = await trace.until("try", 3);
        equal((second?.atMs ?? 0) - first.atMs >= RETRY_AFTER_MS, true, "tried again before its time");
        equal(trace.of("before").length, 1);
      },
    };
  }),

  behaviour("step failure: a step out of retries throws into the function, which may go on", (stage) => {
    const { client, event, trace, send } = stage;
    return {
      functions: [
        client.createFunction(
          { id: "caught", retries: 0, triggers: [{ event: event("caught") }] },
          async ({ step }) => {
            const reason = await step
              .run("hopeless", () => {
                trace.note("hopeless");
                throw new Error("never");
              })
              .catch((error: unknown) => (error instanceof Error ? error.message : "?"));
            await step.run("done", () => trace.note("done", reason));
          },
        ),
      ],
      async check() {
        await send("caught");
        equal((await trace.until("done"))[0].value, "never");
        equal(trace.of("hopeless").length, 1);
      },
    };
  }),

  behaviour("function retry: a function that throws is called again with the next attempt", (stage) => {
    const { client, event, trace, send } = stage;
    return {
      functions: [
        client.createFunction({ id: "throws", retries: 3, triggers: [{ event: event("throws") }] }, async (call) => {
          trace.note("attempt", call.attempt);
          if (call.attempt < 2) throw new RetryAfterError("not yet", RETRY_AFTER_MS);
        }),
      ],
      async check() {
        await send("throws");
        await trace.until("attempt", 3);
        await trace.settle();
        deepEqual(trace.values("attempt"), [0, 1, 2]);
      },
    };
  }),

  behaviour("NonRetriableError and onFailure: no retry, the handler hears error and event once", (stage) => {
    const { client, event, trace, send, functionId } = stage;
    return {
      functions: [
        client.createFunction(
          {
            id: "final",
            retries: 5,
            triggers: [{ event: event("final") }],
            onFailure: async (call: FailureCall) => {
              const { function_id: id, event: original } = call.event.data;
              trace.note("failure", { message: call.error.message, id, n: original.data?.n });
            },
          },
          async ({ step }) => {
            await step.run("corrupt", () => {
              trace.note("try");
              throw new NonRetriableError("corrupt file");
            });
          },
        ),
      ],
      async check() {
        await send("final", { n: 3 });
        const [failure] = await trace.until("failure");
        deepEqual(failure.value, { message: "corrupt file", id: functionId("final"), n: 3 });
        await trace.settle();
        equal(trace.of("try").length, 1);
        equal(trace.of("failure").length, 1);
      },
    };
  }),

  behaviour("inngest/function.failed: tells function, run, event and error", (stage) => {
    const { client, event, trace, send, functionId } = stage;
    const isOurs = `event.data.function_id == '${functionId("fails")}'`;
    return {
      functions: [
        client.createFunction({ id: "fails", retries: 0, triggers: [{ event: event("fails") }] }, async (call) => {
          trace.note("run", call.runId);
          throw new Error("broken");
        }),
        client.createFunction(
          { id: "hears-failed", triggers: [{ event: "inngest/function.failed", if: isOurs }] },
          async (call) => {
            if (call.event.data.event.name === event("fails")) trace.note("heard", call.event.data);
          },
        ),
      ],
      async check() {
        await send("fails");
        const [heard] = await trace.until("heard");
        const [run] = await trace.until("run");
        equal(isPart(heard.value, { run_id: run.value, function_id: functionId("fails") }), true);
        equal(JSON.stringify(heard.value).includes("broken"), true);
      },
    };
  }),

  behaviour("inngest/function.finished: tells the result of a run, and the error of a failed one", (stage) => {
    const { client, event, trace, send, functionId } = stage;
    const isOurs = `event.data.function_id == '${functionId("finishes")}'`;
    return {
      functions: [
        client.createFunction(
          { id: "finishes", retries: 0, triggers: [{ event: event("finishes") }] },
          async (call) => {
            if (call.event.data.isBad) throw new Error("broken");
            trace.note("run", call.runId);
            return { answer: 42 };
          },
        ),
        client.createFunction(
          { id: "hears-finished", triggers: [{ event: "inngest/function.finished", if: isOurs }] },
          async (call) => {
            trace.note("error" in call.event.data ? "with error" : "with result", call.event.data);
          },
        ),
      ],
      async check() {
        await send("finishes", { isBad: false });
        const [good] = await trace.until("with result");
        const [run] = await trace.until("run");
        equal(isPart(good.value, { run_id: run.value, result: { answer: 42 } }), true);
        await send("finishes", { isBad: true });
        const [bad] = await trace.until("with error");
        equal(JSON.stringify(bad.value).includes("broken"), true);
      },
    };
  }),
];
