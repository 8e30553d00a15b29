import fc from "fast-check";
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
  return Array.from({ length: count }, (_, index) => ({ fileId: `r-${name}-${index}`, organizationId, lane: name }));
}

function decide(input: Partial<AdmissionInput>) {
  const { start, held } = admit({ waiting: [], running: [], settings: SETTINGS, nowMs: NOW, ...input });
  const reasons = Object.fromEntries(held.map(({ fileId, reason }) => [fileId, reason]));
  const latest = Object.fromEntries(held.map(({ fileId, latestStartMs }) => [fileId, latestStartMs]));
  return { started: start.map(({ fileId }) => fileId), start, reasons, latest };
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
    // Both slots of the wait's end: its own, and one more when another lane has one to spare.
    expect(latest).toEqual({ l1: NOW - 60_000 + 1_800_000, l2: NOW - 50_000 + 1_800_000 });
  });

  it("starts Low once nothing else has come for its quiet time", () => {
    expect(decide({ waiting: [waits("l1", "low", 500)] }).started).toEqual(["l1"]);
    const early = decide({ waiting: [waits("l1", "low", 499)] });
    expect(early.reasons).toEqual({ l1: "Low waits until nothing else has come for 0.5 s." });
    expect(early.latest).toEqual({ l1: NOW + 1 });
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
    expect(kept.reasons).toEqual({ l1: "Low is full (1 of 1) and no other slot is free." });
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

  it("stays fast with ten thousand waiting files", () => {
    const waiting = Array.from({ length: 10_000 }, (_, index) => waits(`f${index}`, "low", index, `o${index % 40}`));
    const startMs = performance.now();
    decide({ waiting, running: runs("high", 1) });
    expect(performance.now() - startMs).toBeLessThan(500);
  });
});

const LANE_NAMES: Lane[] = ["high", "medium", "low"];

const anySettings = fc.tuple(
  ...LANE_NAMES.map((name) =>
    fc
      .record({
        slots: fc.nat({ max: 4 }),
        reserved: fc.nat({ max: 4 }),
        isPaused: fc.boolean(),
        startDelayMs: fc.constantFrom(0, 2000),
        quietMs: fc.constantFrom(0, 500),
        longestWaitMs: fc.constantFrom(null, 10_000),
      })
      .map(({ reserved, ...row }) => lane(name, { ...row, reservedSlots: Math.min(reserved, row.slots) })),
  ),
);

const anyQueue = fc.array(
  fc.record({
    lane: fc.constantFrom(...LANE_NAMES),
    organizationId: fc.constantFrom("a", "b", "c"),
    ageMs: fc.nat({ max: 20_000 }),
    isRunning: fc.boolean(),
  }),
  { maxLength: 24 },
);

const anyInput: fc.Arbitrary<AdmissionInput> = fc.tuple(anySettings, anyQueue).map(([settings, queue]) => {
  const files = queue.map((file, index) => ({ ...file, fileId: `f${index}`, queuedAtMs: NOW - file.ageMs }));
  const waiting = files.filter((file) => !file.isRunning);
  // A lane's settings may be lowered while files run, but not in the properties that count slots.
  const running = files
    .filter((file) => file.isRunning)
    .filter((file, index, all) => {
      const before = all.slice(0, index).filter((other) => other.lane === file.lane).length;
      return before < (settings.find((row) => row.lane === file.lane)?.slots ?? 0);
    });
  return { waiting, running, settings, nowMs: NOW };
});

describe("admit, whatever the queue", () => {
  const rowOf = (input: AdmissionInput, name: Lane) =>
    input.settings.find((row) => row.lane === name) ?? lane(name, { slots: 0 });

  it("starts or holds every waiting file exactly once", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { start, held } = admit(input);
        const decided = [...start, ...held].map(({ fileId }) => fileId).sort();
        expect(decided).toEqual(input.waiting.map(({ fileId }) => fileId).sort());
      }),
    );
  });

  it("never exceeds a lane's slots by more than one overdue file, nor all slots, nor touches another lane's reserve", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { start } = admit(input);
        const after = [...input.running, ...start];
        const count = (name: Lane) => after.filter((file) => file.lane === name).length;
        const free = input.settings.reduce((sum, row) => sum + row.slots - count(row.lane), 0);
        expect(free).toBeGreaterThanOrEqual(0);
        for (const row of input.settings) {
          expect(count(row.lane)).toBeLessThanOrEqual(row.slots + (row.longestWaitMs === null ? 0 : 1));
          expect(free).toBeGreaterThanOrEqual(Math.max(0, row.reservedSlots - count(row.lane)));
        }
      }),
    );
  });

  it("starts nothing in a paused lane and says so to each of its files", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { start, held } = admit(input);
        for (const file of start) expect(rowOf(input, file.lane).isPaused).toBe(false);
        for (const { fileId, reason } of held) {
          const file = input.waiting.find((other) => other.fileId === fileId);
          expect(reason.includes("paused")).toBe(file !== undefined && rowOf(input, file.lane).isPaused);
        }
      }),
    );
  });

  it("decides once: asked again with its starts running, it starts nothing more", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { start, held } = admit(input);
        const waiting = input.waiting.filter((file) => held.some(({ fileId }) => fileId === file.fileId));
        // A batch that was opened is over then: the files left in it wait for a slot first and for the next batch after.
        expect(admit({ ...input, waiting, running: [...input.running, ...start] }).start).toEqual([]);
      }),
    );
  });

  it("goes by age within an organisation", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const started = new Set(admit(input).start.map(({ fileId }) => fileId));
        for (const file of input.waiting.filter(({ fileId }) => started.has(fileId))) {
          const passedOver = input.waiting.filter(
            (other) =>
              other.lane === file.lane &&
              other.organizationId === file.organizationId &&
              other.queuedAtMs < file.queuedAtMs &&
              !started.has(other.fileId),
          );
          expect(passedOver).toEqual([]);
        }
      }),
    );
  });

  it("keeps its word: at the latest start it named, the file starts when nothing arrived or ended before", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { start, held } = admit(input);
        const moments = [...new Set(held.flatMap(({ latestStartMs }) => latestStartMs ?? []))].sort((a, b) => a - b);
        const done = new Set(start.map(({ fileId }) => fileId));
        let running: RunningFile[] = [...input.running, ...start];
        for (const nowMs of moments) {
          const waiting = input.waiting.filter(({ fileId }) => !done.has(fileId));
          const started = admit({ ...input, waiting, running, nowMs }).start;
          for (const file of started) done.add(file.fileId);
          running = [...running, ...started];
          for (const file of held) if (file.latestStartMs === nowMs) expect(done.has(file.fileId)).toBe(true);
        }
      }),
    );
  });

  it("lets Low start only when the lanes above have nothing to do or its limit has passed", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { start } = admit(input);
        const row = rowOf(input, "low");
        if (row.quietMs === 0) return;
        const above = [...input.running, ...start].some((file) => file.lane !== "low");
        for (const file of start.filter((other) => other.lane === "low")) {
          const queuedAtMs = input.waiting.find((other) => other.fileId === file.fileId)?.queuedAtMs ?? NOW;
          const isOverdue = row.longestWaitMs !== null && NOW - queuedAtMs >= row.longestWaitMs;
          expect(isOverdue || !above).toBe(true);
        }
      }),
    );
  });
});
