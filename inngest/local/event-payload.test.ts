import { describe, expect, it } from "vitest";
import { readEvents } from "./event-payload.ts";

const OPTIONS = { seed: null, nowMs: 1_000, maxEventBytes: 1_024 };

describe("readEvents", () => {
  it("reads one event and a list", () => {
    expect(readEvents({ name: "a" }, OPTIONS)).toEqual([
      { deduplicationId: null, id: null, name: "a", ts: 1_000, data: {}, rest: {} },
    ]);
    expect(readEvents([{ name: "a" }, { name: "b" }], OPTIONS)).toHaveLength(2);
  });

  it("identifies events without an id by the request's seed and their position", () => {
    const events = readEvents([{ name: "a", id: "own" }, { name: "b" }], { ...OPTIONS, seed: "s" });
    expect(events.map((event) => event.deduplicationId)).toEqual(["own", "seed:s:1"]);
  });

  it("passes other members through", () => {
    const [event] = readEvents({ name: "a", v: "2", user: { id: 1 } }, OPTIONS);
    expect(event?.rest).toEqual({ v: "2", user: { id: 1 } });
  });

  it.each([
    [{ name: "" }, "name"],
    [{ data: {} }, "name"],
    [[{ name: "a" }, { name: "b", data: [1] }], "Event 1"],
    [{ name: "a\0b" }, "NUL"],
    [{ name: "a", ts: 1e18 }, "ts"],
    [null, "Event 0"],
    [{ name: "a", data: { text: "x".repeat(2_000) } }, "1024"],
  ])("refuses %j and says where", (body, message) => {
    expect(() => readEvents(body, OPTIONS)).toThrow(message);
  });
});
