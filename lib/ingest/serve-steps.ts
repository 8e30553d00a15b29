import type { MessagePort } from "node:worker_threads";
import { type CarriedError, carryError } from "./carried-error.ts";
import { ingestStep, type StepInput, type StepPorts, type StepResult } from "./ingest-step.ts";

/** What a thread is told. `end` = come to an end with the next batch of each step. */
export type StepOrder = { kind: "run"; id: number; input: StepInput } | { kind: "end" };

/** What it answers to each `run`, once. */
export type StepAnswer =
  | { id: number; result: StepResult; error: null }
  | { id: number; result: null; error: CarriedError };

/** Runs the steps that come in over `port`, any number at a time, and answers each. */
export function serveSteps(port: MessagePort, ports: StepPorts): void {
  let isEnding = false;
  const stepPorts = { ...ports, isEnding: () => isEnding };
  port.on("message", (order: StepOrder) => {
    if (order.kind === "end") {
      isEnding = true;
      return;
    }
    const answer = (outcome: Omit<StepAnswer, "id">) => port.postMessage({ id: order.id, ...outcome });
    ingestStep(order.input, stepPorts).then(
      (result) => answer({ result, error: null }),
      (error: unknown) => answer({ result: null, error: carryError(error) }),
    );
  });
}
