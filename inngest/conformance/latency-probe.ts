import type { InngestFunction } from "inngest";
import type { Stage } from "./behaviour.ts";

const EVENTS = 41;
const WARM_UP = 5;

/** Measures, one event at a time, the milliseconds from sending it to its function's first call. */
export function latencyProbe(stage: Stage): { functions: InngestFunction.Any[]; measure(): Promise<number> } {
  const { client, event, trace, send } = stage;
  return {
    functions: [
      client.createFunction({ id: "probe", triggers: [{ event: event("probe") }] }, async (call) => {
        trace.note("called", call.event.data.n);
      }),
    ],
    async measure() {
      const latenciesMs: number[] = [];
      for (let n = 1; n <= WARM_UP + EVENTS; n++) {
        const sentMs = Date.now();
        await send("probe", { n });
        const called = await trace.until("called", n);
        if (n > WARM_UP) latenciesMs.push((called.at(-1)?.atMs ?? 0) - sentMs);
      }
      return latenciesMs.toSorted((a, b) => a - b)[Math.floor(EVENTS / 2)] ?? 0;
    },
  };
}
