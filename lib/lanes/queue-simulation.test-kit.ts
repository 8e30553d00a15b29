import fc from "fast-check";
import { LANES, type Lane } from "#lib/model/log-file.ts";
import {
  type AdmissionInput,
  type AdmittedFile,
  admit,
  type HeldFile,
  type LaneSettings,
  type RunningFile,
  type WaitingFile,
} from "./admit.ts";

export const START_MS = 1_000_000_000;

export function rowOf(settings: readonly LaneSettings[], lane: Lane): LaneSettings {
  const found = settings.find((row) => row.lane === lane);
  if (found === undefined) throw new Error(`No settings for ${lane}.`);
  return found;
}

/** Settings of all kinds: without slots, paused, with and without delays and limits. */
export const anySettings: fc.Arbitrary<LaneSettings[]> = fc.tuple(
  ...LANES.map((lane) =>
    fc
      .record({
        slots: fc.nat({ max: 4 }),
        reserved: fc.nat({ max: 4 }),
        isPaused: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.boolean() }),
        startDelayMs: fc.constantFrom(0, 2000),
        quietMs: fc.constantFrom(0, 500),
        longestWaitMs: fc.constantFrom(null, 1000, 10_000),
      })
      .map(({ reserved, ...row }) => ({ lane, ...row, reservedSlots: Math.min(reserved, row.slots) })),
  ),
);

/** What happens at a moment, before admission looks: files arrive, one that runs ends (which of them, as a fraction). */
export interface Happening {
  afterMs: number;
  arrivals: { lane: Lane; organizationId: string }[];
  endings: number[];
}

const anyArrivals = fc.array(
  fc.record({ lane: fc.constantFrom(...LANES), organizationId: fc.constantFrom("a", "b", "c") }),
  { maxLength: 6 },
);

export const anyStory: fc.Arbitrary<Happening[]> = fc.array(
  fc.record({
    afterMs: fc.constantFrom(0, 1, 100, 499, 500, 1000, 2000, 9000),
    arrivals: anyArrivals,
    endings: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 25 },
);

export interface Moment {
  input: AdmissionInput;
  start: AdmittedFile[];
  held: HeldFile[];
  /** What runs after the start. */
  running: RunningFile[];
  /** The queue after the start. */
  after: AdmissionInput;
}

/** Lives a story through: keeps what admission is told exactly as the store does, and looks after every happening. */
export class Simulation {
  readonly settings: LaneSettings[];
  nowMs = START_MS;
  waiting: WaitingFile[] = [];
  running: RunningFile[] = [];
  private lastBusyMs: Partial<Record<Lane, number>> = {};
  private served = new Map<string, { lane: Lane; organizationId: string; atMs: number }>();
  private count = 0;

  constructor(settings: LaneSettings[]) {
    this.settings = settings;
  }

  input(): AdmissionInput {
    const { waiting, running, settings, nowMs, lastBusyMs } = this;
    return { waiting, running, settings, nowMs, lastBusyMs, lastServed: [...this.served.values()] };
  }

  arrive(arrivals: Happening["arrivals"]): void {
    for (const { lane, organizationId } of arrivals) {
      const fileId = `f${String(this.count++).padStart(5, "0")}`;
      this.waiting = [...this.waiting, { fileId, organizationId, lane, queuedAtMs: this.nowMs }];
    }
  }

  end(which: number): void {
    const ended = this.running[Math.floor(which * this.running.length)];
    if (ended === undefined) return;
    this.running = this.running.filter((file) => file !== ended);
    this.lastBusyMs = { ...this.lastBusyMs, [ended.lane]: this.nowMs };
  }

  look(): Moment {
    const input = this.input();
    const { start, held } = admit(input);
    const started = new Set(start.map(({ fileId }) => fileId));
    this.waiting = this.waiting.filter(({ fileId }) => !started.has(fileId));
    this.running = [...this.running, ...start];
    for (const { lane, organizationId } of start) {
      this.served.set(`${lane}:${organizationId}`, { lane, organizationId, atMs: this.nowMs });
    }
    return { input, start, held, running: this.running, after: this.input() };
  }

  /** Every moment of a story. */
  live(story: readonly Happening[]): Moment[] {
    return story.map(({ afterMs, arrivals, endings }) => {
      this.nowMs += afterMs;
      for (const which of endings) this.end(which);
      this.arrive(arrivals);
      return this.look();
    });
  }
}
