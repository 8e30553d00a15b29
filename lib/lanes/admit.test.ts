import { describe, expect, it } from "vitest";
import type { Lane } from "#lib/model/log-file.ts";
import { type AdmissionInput, admit, type LaneSettings, type RunningFile, type WaitingFile } from "./admit.ts";

const NOW = 1_000_000_000;

function lane(name: Lane, own: Partial<LaneSettings> = {}): LaneSettings {
  const none = { reservedSlots: 0, isPaused: false, startDelayMs: 0, quietMs: 0, longestWaitMs: null };
  return { lane: name, slots: 2, ...none, ...own };
}

const SETTINGS = [
  lane("high", { slots: 4, reservedSlots: 2 }),
  lane("medium", { slots: 2, startDelayMs: 2000 }),
  lane("low", { slots: 1, quietMs: 500, longestWaitMs: 1_800_000 }),
];

function waits(fileId: string, name: Lane, ageMs: number, organizationId = "a"): WaitingFile {
  return { fileId, organizationId, lane: name, queuedAtMs: NOW - ageMs };
}

function runs(name: Lane, count: number, organizationId = "a"): RunningFile[] {
  return Array.from({ length: count }, (_, index) => ({
    fileId: `r-${name}-${index}`,
    organizationId,
    lane: name,
    waitedMs: 0,
  }));
}

function decide(input: Partial<AdmissionInput>) {
  const { start, held } = admit({ waiting: [], running: [], settings: SETTINGS, nowMs: NOW, ...input });
  const reasons = Object.fromEntries(held.map(({ fileId, reason }) => [fileId, reason]));
  const latest = Object.fromEntries(held.map(({ fileId, latestStartMs }) => [fileId, latestStartMs]));
  const said = (fileId: string) => held.find((file) => file.fileId === fileId)?.limits ?? [];
  return { started: start.map(({ fileId }) => fileId), start, reasons, latest, said };
}

describe("admit", () => {
  it("starts High at once, oldest first, up to its slots", () => {
    const waiting = [waits("x3", "high", 1), waits("x1", "high", 30), waits("x2", "high", 20)];
    const { started, reasons } = decide({ waiting, running: runs("high", 2) });
    expect(started).toEqual(["x1", "x2"]);
    expect(reasons).toEqual({ x3: "High is full (4 of 4)." });
  });

  it("starts Medium in batches: the oldest file's delay lets the younger ones in", () => {
    const waiting = [waits("m1", "medium", 1500), waits("m2", "medium", 100)];
    const early = decide({ waiting });
    expect(early.started).toEqual([]);
    expect(early.reasons).toEqual({
      m1: "Medium starts files in batches, the next in 0.5 s.",
      m2: "Medium starts files in batches, the next in 0.5 s.",
    });
    expect(early.latest).toEqual({ m1: NOW + 500, m2: NOW + 500 });
    expect(decide({ waiting, nowMs: NOW + 500 }).started).toEqual(["m1", "m2"]);
  });

  it("holds Low while the lanes above it are busy and says until when at most", () => {
    const { started, reasons, latest } = decide({
      waiting: [waits("l1", "low", 60_000), waits("l2", "low", 50_000)],
      running: runs("medium", 1),
    });
    expect(started).toEqual([]);
    expect(reasons).toEqual({
      l1: "Low waits while Medium is busy.",
      l2: "Low waits while Medium is busy, 1 file ahead.",
    });
    // Files that have waited their limit run one at a time: when l2 starts depends on when l1 ends.
    expect(latest).toEqual({ l1: NOW - 60_000 + 1_800_000, l2: null });
  });

  it("starts Low once High and Medium have been quiet for its quiet time, however long the file has waited", () => {
    const waiting = [waits("l1", "low", 0)];
    expect(decide({ waiting }).started).toEqual(["l1"]);
    expect(decide({ waiting, lastBusyMs: { high: NOW - 9000, medium: NOW - 500 } }).started).toEqual(["l1"]);
    const early = decide({
      waiting: [waits("l1", "low", 60_000)],
      lastBusyMs: { high: NOW - 9000, medium: NOW - 499 },
    });
    expect(early.reasons).toEqual({ l1: "Low waits until High and Medium have been quiet for 0.5 s." });
    expect(early.latest).toEqual({ l1: NOW + 1 });
  });

  it("does not count Low's own load against its quiet time", () => {
    const settings = SETTINGS.map((row) => (row.lane === "low" ? { ...row, slots: 2 } : row));
    const lastBusyMs = { low: NOW };
    const { started } = decide({ waiting: [waits("l1", "low", 1)], running: runs("low", 1), settings, lastBusyMs });
    expect(started).toEqual(["l1"]);
  });

  it("lets files that have waited Low's limit run one at a time while the lanes above are busy", () => {
    const settings = SETTINGS.map((row) => (row.lane === "low" ? { ...row, slots: 2 } : row));
    const waiting = Array.from({ length: 5 }, (_, index) => waits(`l${index}`, "low", 1_900_000 - index));
    const { started, said } = decide({ waiting, settings, running: runs("medium", 2) });
    expect(started).toEqual(["l0"]);
    expect(said("l1").find(({ isBinding }) => isBinding)?.sentence).toBe(
      "Low runs when High and Medium are quiet. Medium has 2 running and 0 waiting. It has waited its limit of 30 min; such files run one at a time, and one runs now.",
    );
  });

  it("names every limit of a file in the order of looking, and which one binds", () => {
    const settings = SETTINGS.map((row) => (row.lane === "low" ? { ...row, slots: 2 } : { ...row, slots: 4 }));
    const waiting = [
      ...Array.from({ length: 148 }, (_, index) => waits(`l${index}`, "low", 60_000 - index)),
      ...Array.from({ length: 16 }, (_, index) => waits(`m${index}`, "medium", 48_000 - index)),
    ];
    const { said } = decide({ waiting, settings, running: runs("medium", 4) });
    expect(said("l0")).toEqual([
      { kind: "paused", sentence: "Low is not paused.", isHolding: false, isBinding: false },
      {
        kind: "quiet",
        sentence: "Low runs when High and Medium are quiet. Medium has 4 running and 16 waiting.",
        isHolding: true,
        isBinding: true,
      },
      {
        kind: "order",
        sentence: "No file is ahead of it. It is the oldest of 148 in Low.",
        isHolding: false,
        isBinding: false,
      },
      {
        kind: "slots",
        sentence: "Low has a free slot, 0 of 2 in use. That is not what holds it.",
        isHolding: false,
        isBinding: false,
      },
    ]);
    expect(said("m2").map(({ kind, sentence, isBinding }) => [kind, isBinding, sentence])).toEqual([
      ["paused", false, "Medium is not paused."],
      ["batch", false, "Medium starts files in batches, 2 s after the first of them. Its batch is open."],
      ["order", false, "2 files are ahead of it. It is number 3 of 16 in Medium."],
      ["slots", true, "Medium is full, 4 of 4 in use."],
    ]);
  });

  it("starts a Low file that has waited its limit in a slot of another lane, but in no reserved one", () => {
    const waiting = [waits("l1", "low", 1_800_000)];
    const lent = decide({ waiting, running: [...runs("low", 1), ...runs("high", 3), ...runs("medium", 2)] });
    expect(lent.started).toEqual(["l1"]);
    expect(lent.start[0]?.reason).toBe("It has waited Low's limit of 30 min.");
    const kept = decide({
      waiting,
      settings: SETTINGS.map((row) => (row.lane === "high" ? { ...row, reservedSlots: 4 } : row)),
      running: [...runs("low", 1), ...runs("high", 3), ...runs("medium", 2)],
    });
    expect(kept.started).toEqual([]);
    expect(kept.reasons).toEqual({ l1: "Low is full (1 of 1)." });
  });

  it("does not let a paused lane's queue hold up Low", () => {
    const settings = SETTINGS.map((row) => (row.lane === "medium" ? { ...row, isPaused: true } : row));
    const waiting = [waits("m1", "medium", 9000), waits("l1", "low", 9000)];
    const { started, reasons, latest } = decide({ waiting, settings });
    expect(started).toEqual(["l1"]);
    expect(reasons).toEqual({ m1: "Medium is paused." });
    expect(latest).toEqual({ m1: null });
  });

  it("gives a slot to the organisation with fewer running files, however long the other's queue", () => {
    const waiting = [
      ...Array.from({ length: 1000 }, (_, index) => waits(`a${index}`, "high", 5000 - index)),
      waits("b1", "high", 10, "b"),
    ];
    expect(decide({ waiting, running: runs("high", 3) }).started).toEqual(["b1"]);
  });

  it("serves an organisation's ten files in turn with another's ten thousand, also through a single slot", () => {
    const settings = SETTINGS.map((row) => (row.lane === "medium" ? { ...row, slots: 1 } : row));
    let waiting = [
      ...Array.from({ length: 10_000 }, (_, index) => waits(`a${index}`, "medium", 50_000 - index)),
      ...Array.from({ length: 10 }, (_, index) => waits(`b${index}`, "medium", 4000 - index, "b")),
    ];
    const lastServed = new Map<string, number>();
    const served: string[] = [];
    for (let turn = 0; turn < 20; turn++) {
      const { start } = admit({
        waiting,
        running: [],
        settings,
        nowMs: NOW + turn,
        asked: [],
        lastServed: [...lastServed].map(([organizationId, atMs]) => ({ lane: "medium", organizationId, atMs })),
      });
      expect(start).toHaveLength(1);
      for (const { fileId, organizationId } of start) {
        served.push(organizationId);
        lastServed.set(organizationId, NOW + turn);
        waiting = waiting.filter((file) => file.fileId !== fileId);
      }
    }
    expect(served.filter((organizationId) => organizationId === "b")).toHaveLength(10);
  });
});
