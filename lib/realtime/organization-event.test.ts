import { describe, expect, it } from "vitest";
import { organizationEvent } from "./organization-event.ts";
import { staleKeys } from "./stale-keys.ts";

describe("organizationEvent", () => {
  it("reads what the triggers send", () => {
    expect(organizationEvent("file", { id: "a", status: "pending", lane: "high", deploymentId: null })).toEqual({
      name: "file",
      id: "a",
      status: "pending",
      lane: "high",
      deploymentId: null,
    });
  });

  it.each([
    ["an unknown event", "metric", { id: "a" }],
    ["a name of Object's own", "constructor", {}],
    ["a payload of another shape", "progress", { id: "a" }],
    ["no payload", "file", undefined],
  ])("ignores %s", (_case, name, payload) => {
    expect(organizationEvent(name, payload)).toBeNull();
  });
});

describe("staleKeys", () => {
  it("makes an alert refetch the alerts, the open count and its file", () => {
    const raised = organizationEvent("alert", { id: "a", no: 1, state: "open", title: "t", fileId: "f" });
    expect(raised && staleKeys(raised)).toEqual([["alerts"], ["lanes"], ["overview"], ["file", "f"]]);
  });

  it("makes a change of state refetch the alerts and the open count", () => {
    const keys = staleKeys({ name: "alert-state", cause: "c", state: "acknowledged", count: 2, ids: ["a", "b"] });
    expect(keys).toEqual([["alerts"], ["lanes"], ["overview"]]);
  });

  it("never makes the whole list refetch for a progress notice", () => {
    const keys = staleKeys({ name: "progress", id: "f", bytesDone: 1, recordCount: 1, rejectCount: 0, recordsPerS: 5 });
    expect(keys).toEqual([
      ["file", "f"],
      ["job", "f"],
      ["overview", "minutes"],
    ]);
  });
});
