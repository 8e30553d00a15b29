import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "./engine-settings.ts";
import { type AppAnswer, type CallContext, decideOutcome } from "./outcome.ts";

const CONTEXT: CallContext = { attempt: 0, maxAttempts: 3, nowMs: 0, settings: DEFAULT_SETTINGS };
const LAST: CallContext = { ...CONTEXT, attempt: 2 };

function answer(status: number, body: unknown, headers: Record<string, string> = {}): AppAnswer {
  return { status, headers: { "x-inngest-sdk": "inngest-js:v4.24.0", ...headers }, body: JSON.stringify(body) };
}

describe("decideOutcome", () => {
  it("takes 200 as the function's result, passed on as it came", () => {
    expect(decideOutcome(answer(200, { a: 1 }), CONTEXT)).toEqual({ kind: "completed", output: '{"a":1}' });
  });

  it("takes an answer that no SDK gave as an app that is not there", () => {
    const outcome = decideOutcome({ status: 502, headers: {}, body: "<html>" }, LAST);
    expect(outcome.kind).toBe("unreachable");
  });

  it("retries a function that threw, and fails it after its last attempt or when it says so", () => {
    const error = { name: "Error", message: "boom", stack: "" };
    expect(decideOutcome(answer(500, error), CONTEXT)).toEqual({ kind: "retry", retryAfterMs: null, error });
    expect(decideOutcome(answer(500, error), LAST)).toEqual({ kind: "failed", error });
    expect(decideOutcome(answer(400, error, { "x-inngest-no-retry": "true" }), CONTEXT).kind).toBe("failed");
  });

  it("retries when the function asks for", () => {
    expect(decideOutcome(answer(500, { message: "busy" }, { "retry-after": "7" }), CONTEXT)).toMatchObject({
      kind: "retry",
      retryAfterMs: 7_000,
    });
  });

  it("reads a message also where the SDK calls it error", () => {
    expect(decideOutcome(answer(500, { error: "Could not find step" }), LAST)).toMatchObject({
      kind: "failed",
      error: { name: "Error", message: "Could not find step" },
    });
  });

  it("memoises what a step returned, nothing as null", () => {
    const outcome = decideOutcome(answer(206, [{ id: "x", op: "StepRun", displayName: "s" }]), CONTEXT);
    expect(outcome).toEqual({
      kind: "progress",
      isRace: false,
      operations: [{ kind: "memoise", stepId: "x", name: "s", op: "StepRun", result: '{"type":"data","data":null}' }],
    });
  });

  it("retries a failed step and memoises its error after the last attempt", () => {
    const step = { id: "x", op: "StepError", displayName: "s", error: { name: "Error", message: "boom" } };
    expect(decideOutcome(answer(206, [step]), CONTEXT)).toMatchObject({ kind: "retry", error: { message: "boom" } });
    const result = '{"type":"error","error":{"name":"Error","message":"boom"}}';
    expect(decideOutcome(answer(206, [step]), LAST)).toMatchObject({ kind: "progress", operations: [{ result }] });
    expect(decideOutcome(answer(206, [{ ...step, op: "StepFailed" }]), CONTEXT)).toMatchObject({
      operations: [{ result }],
    });
  });

  it("plans parallel steps and sleeps", () => {
    const outcome = decideOutcome(
      answer(206, [
        { id: "a", op: "StepPlanned", displayName: "a" },
        { id: "b", op: "Sleep", displayName: "b", name: "2s" },
      ]),
      CONTEXT,
    );
    expect(outcome).toMatchObject({
      kind: "progress",
      isRace: false,
      operations: [
        { kind: "plan", stepId: "a" },
        { kind: "sleep", stepId: "b", delayMs: 2_000 },
      ],
    });
  });

  it("tells racing steps apart, by their mode or by the protocol's first version", () => {
    const planned = { id: "a", op: "StepPlanned", displayName: "a" };
    const racing = { ...planned, opts: { parallelMode: "race" } };
    expect(decideOutcome(answer(206, [racing]), CONTEXT)).toMatchObject({ isRace: true });
    const both = [planned, { ...planned, id: "b" }];
    expect(decideOutcome(answer(206, both, { "x-inngest-req-version": "1" }), CONTEXT)).toMatchObject({ isRace: true });
  });

  it.each(["WaitForSignal", "AIGateway", "Gateway", "DeferAdd", "RunComplete"])(
    "fails a run that needs %s and names it",
    (op) => {
      const outcome = decideOutcome(answer(206, [{ id: "x", op, displayName: "s" }]), CONTEXT);
      expect(outcome.kind).toBe("failed");
      expect(JSON.stringify(outcome)).toContain(`${op} of step \\"s\\" is not supported`);
    },
  );

  it("takes a wait and its timeout, and fails a run that waits for something impossible", () => {
    const wait = { id: "x", op: "WaitForEvent", name: "app/done", displayName: "s" };
    const good = { ...wait, opts: { timeout: "1m", if: "event.data.id == async.data.id" } };
    expect(decideOutcome(answer(206, [good]), CONTEXT)).toMatchObject({
      operations: [{ kind: "wait", event: "app/done", delayMs: 60_000, expression: "event.data.id == async.data.id" }],
    });
    for (const opts of [{ timeout: "soon" }, {}, { timeout: "1m", if: "event.data." }]) {
      expect(decideOutcome(answer(206, [{ ...wait, opts }]), CONTEXT).kind).toBe("failed");
    }
  });

  it("lets an invoking step wait for a year when it names no timeout", () => {
    const invoke = { id: "x", op: "InvokeFunction", displayName: "s", opts: { function_id: "app-f", payload: {} } };
    expect(decideOutcome(answer(206, [invoke]), CONTEXT)).toMatchObject({
      operations: [{ kind: "invoke", functionId: "app-f", delayMs: 365 * 86_400_000 }],
    });
  });

  it("fails a run whose step or function returns too much", () => {
    const settings = { ...DEFAULT_SETTINGS, maxStepOutputBytes: 100 };
    const data = "x".repeat(200);
    expect(decideOutcome(answer(200, data), { ...CONTEXT, settings }).kind).toBe("failed");
    const step = { id: "x", op: "StepRun", displayName: "s", data };
    expect(decideOutcome(answer(206, [step]), { ...CONTEXT, settings }).kind).toBe("failed");
  });
});
