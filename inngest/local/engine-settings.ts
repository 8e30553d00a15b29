/** What an engine can be told; times in milliseconds, sizes in bytes. */
export interface EngineSettings {
  /** Delay before attempt 2, 3, ...; the last one repeats. */
  retryBackoffMs: readonly number[];
  /** A random part of this is added to every backoff. */
  retryJitterMs: number;
  /** Delays after calls that never reached the function; the last one repeats. */
  infrastructureBackoffMs: readonly number[];
  /** So many unreachable calls in a row count as one failed attempt of the function. */
  maxInfrastructureFailures: number;
  leaseMs: number;
  heartbeatMs: number;
  /** The backstop behind NOTIFY and timers. */
  pollMs: number;
  maxConcurrentCalls: number;
  callTimeoutMs: number;
  /** How long a stopping engine waits for calls to end before it hands them back. */
  stopGraceMs: number;
  /** Between two looks at an app that does not answer. */
  syncRetryMs: number;
  /** Between two registrations of an app that answers: finds restarted apps and changed functions. */
  resyncMs: number;
  maxEventBytes: number;
  maxEventRequestBytes: number;
  maxStepOutputBytes: number;
  maxStateBytes: number;
  maxStepsPerRun: number;
  historyMs: number;
  deduplicationMs: number;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const MIB = 1024 * 1024;

/** Backoff, limits and deduplication as Inngest documents them; the rest suits one machine. */
export const DEFAULT_SETTINGS: EngineSettings = {
  retryBackoffMs: [
    15 * SECOND_MS,
    30 * SECOND_MS,
    MINUTE_MS,
    2 * MINUTE_MS,
    5 * MINUTE_MS,
    10 * MINUTE_MS,
    20 * MINUTE_MS,
    40 * MINUTE_MS,
    HOUR_MS,
    2 * HOUR_MS,
  ],
  retryJitterMs: 30 * SECOND_MS,
  infrastructureBackoffMs: [250, 500, SECOND_MS, 2 * SECOND_MS, 5 * SECOND_MS],
  maxInfrastructureFailures: 720,
  leaseMs: 10 * SECOND_MS,
  heartbeatMs: 3 * SECOND_MS,
  pollMs: 5 * SECOND_MS,
  maxConcurrentCalls: 64,
  callTimeoutMs: 2 * HOUR_MS,
  stopGraceMs: 5 * SECOND_MS,
  syncRetryMs: 500,
  resyncMs: 5 * SECOND_MS,
  maxEventBytes: 512 * 1024,
  maxEventRequestBytes: 10 * MIB,
  maxStepOutputBytes: 4 * MIB,
  maxStateBytes: 32 * MIB,
  maxStepsPerRun: 1_000,
  historyMs: 7 * DAY_MS,
  deduplicationMs: DAY_MS,
};
