import { describe, expect, it } from "vitest";
import { type SourceFacts, sourceState } from "./source-state.ts";

const NOW = 1_000_000;
const LATER = NOW + 60_000;
const FINE: SourceFacts = {
  pausedAtMs: null,
  nextRunAtMs: LATER,
  runningSinceMs: null,
  lastError: null,
  failingSinceMs: null,
  heldBecause: null,
};
const FAILED: Partial<SourceFacts> = { lastError: { message: "no such folder" }, failingSinceMs: 7 };

describe("sourceState", () => {
  it.each<[string, Partial<SourceFacts>, object]>([
    ["waits for its next run", {}, { kind: "waiting", nextRunAtMs: LATER }],
    ["waits until it is asked for", { nextRunAtMs: null }, { kind: "waiting", nextRunAtMs: null }],
    ["is due once that has come", { nextRunAtMs: NOW }, { kind: "due" }],
    ["runs", { runningSinceMs: 9 }, { kind: "running", sinceMs: 9 }],
    ["is held", { heldBecause: "full" }, { kind: "held", message: "full", nextRunAtMs: LATER }],
    ["fails", FAILED, { kind: "failing", sinceMs: 7, message: "no such folder", nextRunAtMs: LATER }],
    ["runs again after it failed", { ...FAILED, runningSinceMs: 9 }, { kind: "running", sinceMs: 9 }],
    ["is paused, whatever else", { ...FAILED, runningSinceMs: 9, pausedAtMs: 5 }, { kind: "paused", sinceMs: 5 }],
  ])("%s", (_name, facts, expected) => {
    expect(sourceState({ ...FINE, ...facts }, NOW)).toEqual(expected);
  });
});
