import { equal } from "node:assert/strict";
import { type Behaviour, behaviour } from "./behaviour.ts";

const SOON_MS = 1_500;

export const EVENT_BEHAVIOURS: Behaviour[] = [
  behaviour("registration: the app's functions are accepted", ({ client, appUrl, event }) => ({
    functions: [
      client.createFunction({ id: "registered", triggers: [{ event: event("registered") }] }, async () => {}),
    ],
    async check() {
      const response = await fetch(appUrl, { method: "PUT" });
      equal(response.status, 200, `the app answered ${response.status}: ${await response.text()}`);
    },
  })),

  behaviour("event: starts every function it triggers", ({ client, event, trace, send }) => ({
    functions: ["fan-1", "fan-2"].map((id) =>
      client.createFunction({ id, triggers: [{ event: event("fan") }] }, async (call) => {
        trace.note(id, call.event.data.n);
      }),
    ),
    async check() {
      await send("fan", { n: 7 });
      equal((await trace.until("fan-1"))[0].value, 7);
      equal((await trace.until("fan-2"))[0].value, 7);
    },
  })),

  behaviour("event id: a repeated id starts nothing twice", ({ client, event, trace, send }) => ({
    functions: [
      client.createFunction({ id: "once", triggers: [{ event: event("once") }] }, async (call) => {
        trace.note(call.event.data.kind);
      }),
    ],
    async check() {
      const id = event("same-id");
      await send("once", { kind: "first" }, { id });
      await send("once", { kind: "repeated" }, { id });
      await send("once", { kind: "other" }, { id: `${id}-other` });
      await trace.until("first");
      await trace.until("other");
      await trace.settle();
      equal(trace.of("repeated").length, 0);
    },
  })),

  behaviour("trigger if: only matching events start the function", ({ client, event, trace, send }) => ({
    functions: [
      client.createFunction(
        { id: "picky", triggers: [{ event: event("picky"), if: "event.data.kind == 'right'" }] },
        async (call) => {
          trace.note(call.event.data.kind);
        },
      ),
    ],
    async check() {
      await send("picky", { kind: "wrong" });
      await send("picky", { kind: "right" });
      await trace.until("right");
      await trace.settle();
      equal(trace.of("wrong").length, 0);
    },
  })),

  behaviour("event ts: a date in the future starts the run then", ({ client, event, trace, send }) => ({
    functions: [
      client.createFunction({ id: "later", triggers: [{ event: event("later") }] }, async () => {
        trace.note("started");
      }),
    ],
    async check() {
      const dueMs = Date.now() + SOON_MS;
      await send("later", {}, { ts: dueMs });
      const [started] = await trace.until("started");
      equal(started.atMs >= dueMs, true, `started ${dueMs - started.atMs} ms too early`);
    },
  })),

  behaviour("cron: starts without an event", ({ client, trace, hurryCrons }) => ({
    functions: [
      client.createFunction({ id: "every-minute", triggers: [{ cron: "* * * * *" }] }, async ({ event }) => {
        trace.note("tick", event.name);
      }),
    ],
    async check() {
      await hurryCrons();
      equal((await trace.until("tick"))[0].value, "inngest/scheduled.timer");
    },
  })),

  behaviour("step.sendEvent: starts other functions, once", ({ client, event, trace, send }) => ({
    functions: [
      client.createFunction({ id: "sender", triggers: [{ event: event("sender") }] }, async ({ step }) => {
        const { ids } = await step.sendEvent("send", [
          { name: event("sent"), data: { n: 1 } },
          { name: event("sent"), data: { n: 2 } },
        ]);
        await step.run("after", () => trace.note("sent", ids.length));
      }),
      client.createFunction({ id: "receiver", triggers: [{ event: event("sent") }] }, async (call) => {
        trace.note("received", call.event.data.n);
      }),
    ],
    async check() {
      await send("sender");
      equal((await trace.until("sent"))[0].value, 2);
      await trace.until("received", 2);
      await trace.settle();
      equal(trace.values("received").toSorted().join(), "1,2");
    },
  })),
];
