import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LANES, type Lane } from "#lib/model/log-file.ts";
import { type AdmissionInput, admit, type LaneSettings, type WaitingFile } from "./admit.ts";
import { freeSlots, laneLoads } from "./lane-load.ts";
import { anySettings, anyStory, type Happening, type Moment, rowOf, Simulation } from "./queue-simulation.test-kit.ts";
import { startOrder } from "./start-order.ts";
import { nextMoment } from "./start-times.ts";

/** Tries every moment of random stories under random settings. */
function always(check: (moment: Moment) => void): void {
  fc.assert(
    fc.property(anySettings, anyStory, (settings, story) => {
      for (const moment of new Simulation(settings).live(story)) check(moment);
    }),
    { numRuns: 150 },
  );
}

const inLane = (files: readonly { lane: Lane }[], lane: Lane) => files.filter((file) => file.lane === lane);

describe("admission, whatever happens", () => {
  it("starts or holds every waiting file exactly once", () => {
    always(({ input, start, held }) => {
      const decided = [...start, ...held].map(({ fileId }) => fileId).sort();
      expect(decided).toEqual(input.waiting.map(({ fileId }) => fileId).sort());
    });
  });

  it("never exceeds a lane's slots, but for one file that has waited its limit, nor all slots, nor a reserve", () => {
    always(({ input, running }) => {
      let free = 0;
      for (const row of input.settings) {
        const own = inLane(running, row.lane).length;
        const extra = row.longestWaitMs === null ? 0 : 1;
        expect(own).toBeLessThanOrEqual(row.slots === 0 ? 0 : row.slots + extra);
        free += row.slots - own;
      }
      expect(free).toBeGreaterThanOrEqual(0);
      for (const row of input.settings) {
        expect(free).toBeGreaterThanOrEqual(Math.max(0, row.reservedSlots - inLane(running, row.lane).length));
      }
    });
  });

  it("starts nothing in a paused lane", () => {
    always(({ input, start }) => {
      for (const { lane } of start) expect(rowOf(input.settings, lane).isPaused).toBe(false);
    });
  });

  it("decides once: looking again at the same time starts nothing more", () => {
    always(({ input, start, running }) => {
      const started = new Set(start.map(({ fileId }) => fileId));
      const waiting = input.waiting.filter(({ fileId }) => !started.has(fileId));
      expect(admit({ ...input, waiting, running }).start).toEqual([]);
    });
  });

  it("does not depend on the order in which it is told of files", () => {
    always(({ input, start }) => {
      const turned = { ...input, waiting: [...input.waiting].reverse(), running: [...input.running].reverse() };
      expect(admit(turned).start).toEqual(start);
    });
  });

  it("decides and explains the same from the first files of each organisation as from all", () => {
    always(({ input, start, after }) => {
      expect(admit({ ...shortened(input), asked: [] }).start).toEqual(start);
      // Explained when admission has looked, as it has after everything that happens.
      const explained = admit(shortened(after));
      expect(explained.start).toEqual([]);
      expect(explained.held).toEqual(admit(after).held);
    });
  });

  it("goes by age within an organisation", () => {
    always(({ input, start }) => {
      const started = new Set(start.map(({ fileId }) => fileId));
      for (const file of input.waiting.filter(({ fileId }) => started.has(fileId))) {
        const older = input.waiting.filter((other) => isOlderOfSameTeam(other, file) && !started.has(other.fileId));
        expect(older).toEqual([]);
      }
    });
  });

  it("lets a lane that waits for quiet start only in quiet, or one file at a time that has waited its limit", () => {
    always(({ input, start, running }) => {
      for (const row of input.settings.filter(({ quietMs }) => quietMs > 0)) {
        const above = LANES.slice(0, LANES.indexOf(row.lane));
        const busy = above.some((lane) => inLane(running, lane).length > 0);
        const lastMs = Math.max(...above.map((lane) => input.lastBusyMs?.[lane] ?? Number.NEGATIVE_INFINITY));
        if (!busy && input.nowMs - lastMs >= row.quietMs) continue;
        const own = start.filter(({ lane }) => lane === row.lane);
        const isOverdue = ({ waitedMs }: { waitedMs: number }) =>
          row.longestWaitMs !== null && waitedMs >= row.longestWaitMs;
        expect(own.length).toBeLessThanOrEqual(1);
        expect(own.every(isOverdue)).toBe(true);
        if (own.length === 1)
          expect(inLane(input.running, row.lane).some((file) => isOverdue(file as never))).toBe(false);
      }
    });
  });

  it("starves nothing: a file past its limit waits only for a paused lane, for another such file, or for a slot", () => {
    always(({ input, start, held, running }) => {
      const loads = laneLoads({ ...input, waiting: [], running });
      for (const { fileId } of held) {
        const file = fileOf(input, fileId);
        const row = rowOf(input.settings, file.lane);
        const waitedMs = input.nowMs - file.queuedAtMs;
        if (row.longestWaitMs === null || waitedMs < Math.max(row.longestWaitMs, row.startDelayMs)) continue;
        const load = loads.get(file.lane);
        if (load === undefined) throw new Error("No such lane.");
        const isSlotless = row.slots === 0 || load.runningCount > row.slots || freeSlots(loads, load) <= 0;
        const reserveIsFree = load.runningCount < row.reservedSlots;
        expect(row.isPaused || load.overdueCount > 0 || (isSlotless && !reserveIsFree)).toBe(true);
      }
      expect(start.every(({ waitedMs }) => waitedMs >= 0)).toBe(true);
    });
  });

  it("names exactly one binding limit, which holds, and none that holds where admission looks sooner", () => {
    always(({ held }) => {
      for (const { limits, reason } of held) {
        const binding = limits.filter(({ isBinding }) => isBinding);
        expect(binding).toHaveLength(1);
        expect(binding[0]?.isHolding).toBe(true);
        expect(reason).toMatch(/^[A-Z0-9].*\.$/);
        const sooner = limits.slice(
          0,
          limits.findIndex(({ isBinding }) => isBinding),
        );
        expect(sooner.filter(({ isHolding, kind }) => isHolding && kind !== "order")).toEqual([]);
      }
    });
  });

  it("puts files into the order in which they then start", () => {
    fc.assert(
      fc.property(anySettings, anyStory, (settings, story) => {
        const open = settings.map((row) => ({
          ...row,
          isPaused: false,
          startDelayMs: 0,
          quietMs: 0,
          longestWaitMs: null,
        }));
        const simulation = new Simulation(open);
        simulation.live(story);
        simulation.nowMs += 1;
        const input = simulation.input();
        const roomy = open.map((row) => ({ ...row, slots: 1000, reservedSlots: 0 }));
        const order = startOrder(laneLoads(input)).map(({ fileId }) => fileId);
        expect(admit({ ...input, settings: roomy }).start.map(({ fileId }) => fileId)).toEqual(order);
      }),
      { numRuns: 150 },
    );
  });
});

const anyEndings = fc.array(
  fc.record({ afterMs: fc.nat({ max: 12_000 }), which: fc.double({ min: 0, max: 0.999, noNaN: true }) }),
  { maxLength: 12 },
);

/** The shape that settings have: High at once, Medium in batches, Low in quiet or at its limit. */
const usualSettings = anySettings.map(([high, medium, low]) => [
  { ...high, startDelayMs: 0, quietMs: 0, longestWaitMs: null },
  { ...medium, quietMs: 0, longestWaitMs: null },
  { ...low, startDelayMs: 0, quietMs: 500 },
]) as fc.Arbitrary<LaneSettings[]>;

/** Lives on after a story until the last promise is due: admission looks when a file ends and when its alarm rings. */
function expectKept(settings: LaneSettings[], story: Happening[], endings: { afterMs: number; which: number }[]): void {
  const simulation = new Simulation(settings);
  const promised = (simulation.live(story).at(-1)?.held ?? []).flatMap(({ fileId, latestStartMs }) =>
    latestStartMs === null ? [] : [{ fileId, latestStartMs }],
  );
  const lastMs = Math.max(0, ...promised.map(({ latestStartMs }) => latestStartMs));
  const pending = endings.map(({ afterMs, which }) => ({ atMs: simulation.nowMs + afterMs, which }));
  pending.sort((a, b) => a.atMs - b.atMs);
  while (simulation.nowMs < lastMs) {
    const alarmMs = nextMoment(simulation.input()) ?? lastMs;
    simulation.nowMs = Math.min(lastMs, alarmMs, pending[0]?.atMs ?? lastMs);
    if (pending[0]?.atMs === simulation.nowMs) simulation.end(pending.shift()?.which ?? 0);
    simulation.look();
    const waiting = new Set(simulation.waiting.map(({ fileId }) => fileId));
    const late = promised.filter((file) => file.latestStartMs <= simulation.nowMs && waiting.has(file.fileId));
    expect(late).toEqual([]);
  }
}

describe("the latest start", () => {
  it("is kept under any settings when nothing arrives and nothing ends", () => {
    const kept = fc.property(anySettings, anyStory, (settings, story) => expectKept(settings, story, []));
    fc.assert(kept, { numRuns: 300 });
  });

  it("is kept under the usual settings when nothing arrives, whenever files end", () => {
    const kept = fc.property(usualSettings, anyStory, anyEndings, expectKept);
    fc.assert(kept, { numRuns: 500 });
  });
});

/** As the store loads it: the first of each organisation, counts and places instead of the rest. */
function shortened(input: AdmissionInput): AdmissionInput {
  const seen = new Map<string, number>();
  const perQueue = Math.max(...input.settings.map(({ slots }) => slots)) + 2;
  const oldestFirst = [...input.waiting].sort((a, b) => a.queuedAtMs - b.queuedAtMs || (a.fileId < b.fileId ? -1 : 1));
  const waiting = oldestFirst.filter(({ lane, organizationId }) => {
    const key = `${lane}:${organizationId}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
    return (seen.get(key) ?? 0) <= perQueue;
  });
  const waitingCounts = Object.fromEntries(LANES.map((lane) => [lane, inLane(input.waiting, lane).length]));
  return { ...input, waiting, waitingCounts, asked: startOrder(laneLoads(input)) };
}

function isOlderOfSameTeam(a: WaitingFile, b: WaitingFile): boolean {
  const isOlder = a.queuedAtMs < b.queuedAtMs || (a.queuedAtMs === b.queuedAtMs && a.fileId < b.fileId);
  return isOlder && a.lane === b.lane && a.organizationId === b.organizationId;
}

function fileOf(input: AdmissionInput, fileId: string): WaitingFile {
  const found = input.waiting.find((file) => file.fileId === fileId);
  if (found === undefined) throw new Error(`No such file: ${fileId}.`);
  return found;
}
