import { describe, expect, it } from "vitest";
import { AlertToasts, type RaisedAlert } from "./alert-toasts.ts";

const alert = (no: number, cause = "c"): RaisedAlert => ({
  id: `a${no}`,
  no,
  title: `Alert ${no}`,
  subject: "Alert",
  cause,
  lane: "high",
  deployment: null,
  code: null,
  fileId: "f",
  recordNumber: 7,
  atMs: 0,
});
const acknowledged = (ids: string[], count = ids.length, cause = "c") =>
  ({ name: "alert-state", cause, state: "acknowledged", count, ids }) as const;

describe("AlertToasts", () => {
  it("shows one toast a cause and counts what it stands for", () => {
    const toasts = new AlertToasts();
    expect(toasts.raised(alert(1))).toMatchObject({ kind: "show", cause: "c", count: 1 });
    expect(toasts.raised(alert(2))).toMatchObject({ kind: "show", cause: "c", count: 2, alert: { id: "a2" } });
    expect(toasts.raised(alert(3, "other"))).toMatchObject({ cause: "other", count: 1 });
  });

  it("tells each alert once, however it hears of it", () => {
    const toasts = new AlertToasts();
    toasts.raised(alert(1));
    toasts.passOver(2);
    expect([toasts.raised(alert(1)), toasts.raised(alert(2))]).toEqual([null, null]);
  });

  it("closes a toast when all it stands for is handled", () => {
    const toasts = new AlertToasts();
    toasts.raised(alert(1));
    toasts.raised(alert(2));
    expect(toasts.handled(acknowledged(["a1"]))).toBeNull();
    expect(toasts.handled(acknowledged(["a2"]))).toEqual({ kind: "close", cause: "c" });
    expect(toasts.handled(acknowledged(["a2"]))).toBeNull();
  });

  it("closes it when more alerts changed than the notice names", () => {
    const toasts = new AlertToasts();
    toasts.raised(alert(1));
    expect(toasts.handled(acknowledged(["x", "y"], 3000))).toEqual({ kind: "close", cause: "c" });
  });

  it.each([
    ["a mute of its cause", { name: "alert-mute", cause: "c", isMuted: true } as const, "close"],
    ["the end of a mute", { name: "alert-mute", cause: "c", isMuted: false } as const, undefined],
    ["another cause", acknowledged(["a1"], 1, "other"), undefined],
    ["a reopened alert", { ...acknowledged(["a1"]), state: "open" } as const, undefined],
  ])("after %s: %s", (_case, event, kind) => {
    const toasts = new AlertToasts();
    toasts.raised(alert(1));
    expect(toasts.handled(event)?.kind).toBe(kind);
  });

  it("begins anew after the reader closed it", () => {
    const toasts = new AlertToasts();
    toasts.raised(alert(1));
    toasts.closed("c");
    expect(toasts.raised(alert(2))).toMatchObject({ count: 1 });
  });
});
