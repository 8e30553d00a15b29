import { setTimeout as delay } from "node:timers/promises";
import type { StepInput, StepResult } from "#lib/ingest/ingest-step.ts";
import { nextTryOf, retryDelayMs } from "#lib/ingest/retry-delay.ts";
import { tracedStep } from "#lib/ingest/traced-step.ts";
import { admitNow } from "#lib/intake/admit-now.ts";
import { dispatch } from "#lib/intake/dispatch.ts";
import { failRun } from "#lib/intake/fail-run.ts";
import type { Lane } from "#lib/model/log-file.ts";
import type { Dispatched, Queue } from "#lib/model/queue.ts";
import { handBack } from "#lib/store/hand-back.ts";
import type { Sql } from "#lib/store/sql.ts";

/** Short, so that a process that is to end does so soon. */
const STEP_BUDGET_MS = 5000;

export interface FileRunsInput {
  sql: Sql;
  /** `ingestStep` with the ports of this process. */
  step(input: StepInput): Promise<StepResult>;
  /** Files read side by side. */
  sideBySide: number;
  isEnding(): boolean;
  /** Hears of each file that ended here. */
  onEnd(file: Dispatched, result: StepResult): void;
}

/** A file whose turn has not come, with who waits for its end. */
interface Waiting {
  file: Dispatched;
  done(): void;
}

/**
 * A queue in this process: reads admitted files as the functions of a hosted queue would, each in steps from the last
 * checkpoint. Which file starts when is decided by admission, here as there.
 */
export class FileRuns implements Queue {
  private readonly input: FileRunsInput;
  private readonly waiting: Waiting[] = [];
  private readonly running = new Map<string, Promise<void>>();
  /** Every dispatch that waits or runs here, with its end. */
  private readonly reads = new Map<string, Promise<void>>();
  /** Where files go that are admitted here. */
  private queue: Queue = this;
  private alarm: { dueMs: number; timer: NodeJS.Timeout } | null = null;

  constructor(input: FileRunsInput) {
    this.input = input;
  }

  /** Has another queue carry the files that are admitted here; it gives those to be read here to `read`. */
  goThrough(queue: Queue): void {
    this.queue = queue;
  }

  async start(dispatched: Dispatched[]): Promise<void> {
    if (this.input.isEnding()) return await handBack(this.input.sql, dispatched);
    for (const file of dispatched) void this.read(file);
  }

  /** Resolves when this process is done with the file: read to its end, taken away, or handed back. */
  read(file: Dispatched): Promise<void> {
    const key = `${file.fileId}:${file.dispatch}`;
    const known = this.reads.get(key);
    if (known !== undefined) return known;
    const read = new Promise<void>((done) => this.waiting.push({ file, done })).finally(() => this.reads.delete(key));
    this.reads.set(key, read);
    this.fill();
    return read;
  }

  /** A run notices with its next step that its file was taken away. */
  async stop(): Promise<void> {}

  async wakeAt(dueMs: number): Promise<void> {
    if (this.alarm !== null && this.alarm.dueMs <= dueMs && this.alarm.dueMs > Date.now()) return;
    if (this.alarm !== null) clearTimeout(this.alarm.timer);
    const timer = setTimeout(() => void this.wake(), Math.max(0, dueMs - Date.now()) + 50);
    this.alarm = { dueMs, timer };
  }

  /** Files begun and not ended, waiting for their turn here or being read. */
  get count(): number {
    return this.waiting.length + this.running.size;
  }

  /** Resolves when one of the running files ended, or after `atMostMs`. */
  async settle(atMostMs: number): Promise<void> {
    const pause = delay(atMostMs);
    await Promise.race([pause, ...this.running.values()]);
  }

  /** Waits for the steps under way and gives what is not read to its end to whoever runs files next. */
  async close(): Promise<void> {
    if (this.alarm !== null) clearTimeout(this.alarm.timer);
    const left = this.waiting.splice(0);
    await handBack(
      this.input.sql,
      left.map(({ file }) => file),
    );
    for (const { done } of left) done();
    await Promise.all(this.running.values());
  }

  /** Looks at the waiting files. */
  async wake(): Promise<void> {
    this.alarm = null;
    if (this.input.isEnding()) return;
    await admitNow({ sql: this.input.sql, queue: this.queue }).catch((error) => console.error(error));
  }

  private fill(): void {
    while (this.running.size < this.input.sideBySide && !this.input.isEnding()) {
      const next = this.waiting.shift();
      if (next === undefined) return;
      const { file, done } = next;
      const key = `${file.fileId}:${file.dispatch}`;
      const run = this.run(file)
        .catch((error) => console.error(`Reading ${file.fileId} ended with a fault:`, error))
        .finally(() => {
          this.running.delete(key);
          done();
          this.fill();
        });
      this.running.set(key, run);
    }
  }

  private async run(file: Dispatched): Promise<void> {
    for (let stepNumber = 1; !this.input.isEnding(); stepNumber++) {
      const result = await this.stepWithTries(file, stepNumber);
      if (result === null) return;
      await dispatch(result.dispatched, { sql: this.input.sql, queue: this.queue });
      if (result.status === "continue") continue;
      this.input.onEnd(file, result);
      return;
    }
    await handBack(this.input.sql, [file]);
  }

  /** Null = all tries were used up, or the process ends. */
  private async stepWithTries(file: Dispatched, stepNumber: number): Promise<StepResult | null> {
    const { sql, step } = this.input;
    const { fileId, lane, dispatch: ownDispatch } = file;
    for (let attempt = 0; ; attempt++) {
      const nextTry = (error: unknown) => nextTryOf(error, attempt);
      try {
        const input = { fileId, dispatch: ownDispatch, lane, stepNumber, attempt: attempt + 1, nextTry };
        const run = (_: Lane, stepInput: StepInput) => step(stepInput);
        return await tracedStep({ ...input, budgetMs: STEP_BUDGET_MS }, { sql, now: Date.now, run });
      } catch (error) {
        if (nextTry(error) === null) {
          const lastError = error instanceof Error ? error.message : String(error);
          await failRun({ fileId, dispatch: ownDispatch, lastError }, { sql, queue: this.queue });
          return null;
        }
        if (!(await this.pause(retryDelayMs(attempt)))) {
          await handBack(sql, [file]);
          return null;
        }
      }
    }
  }

  /** False = the process is to end before that. */
  private async pause(ms: number): Promise<boolean> {
    for (let left = ms; left > 0; left -= 250) {
      if (this.input.isEnding()) return false;
      await delay(Math.min(250, left));
    }
    return true;
  }
}
