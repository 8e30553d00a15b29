import type { Worker } from "node:worker_threads";
import { UnavailableError } from "#lib/errors.ts";
import type { Lane } from "#lib/model/log-file.ts";
import { restoreError } from "./carried-error.ts";
import type { StepInput, StepResult } from "./ingest-step.ts";
import type { StepAnswer, StepOrder } from "./serve-steps.ts";

/** Threads that read files: one a lane, so that no lane waits for the batch of another. */
export interface LaneThreads {
  /**
   * `ingestStep` in the lane's thread, with its results and errors; a file's steps find their warm session there.
   * Throws UnavailableError when the thread ends before the step does.
   */
  run(lane: Lane, input: StepInput): Promise<StepResult>;
  /** Has running steps end with their next batch; resolves when they have. Later steps run all the same. */
  close(): Promise<void>;
}

interface Thread {
  worker: Worker;
  steps: Map<number, Pending>;
}

interface Pending {
  resolve(result: StepResult): void;
  reject(error: Error): void;
}

/** Starts a lane's thread with its first step, and a new one after it ended. */
export function laneThreads(startThread: (lane: Lane) => Worker): LaneThreads {
  const threads = new Map<Lane, Thread>();
  let lastId = 0;

  function threadOf(lane: Lane): Thread {
    const running = threads.get(lane);
    if (running) return running;
    const started = watch(startThread(lane), () => {
      if (threads.get(lane) === started) threads.delete(lane);
    });
    threads.set(lane, started);
    return started;
  }

  return {
    run(lane, input) {
      const { worker, steps } = threadOf(lane);
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        steps.set(id, { resolve, reject });
        worker.ref();
        order(worker, { kind: "run", id, input });
      });
    },
    async close() {
      const closing = [...threads.values()];
      threads.clear();
      await Promise.all(closing.map(endThread));
    },
  };
}

function watch(worker: Worker, onEnd: () => void): Thread {
  const steps = new Map<number, Pending>();
  let reason = "it was stopped";
  worker.on("message", ({ id, result, error }: StepAnswer) => {
    const step = steps.get(id);
    steps.delete(id);
    // An idle thread is no reason for the process to stay.
    if (steps.size === 0) worker.unref();
    if (error === null) step?.resolve(result);
    else step?.reject(restoreError(error));
  });
  worker.on("error", (error: unknown) => {
    reason = error instanceof Error ? error.message || error.name : String(error);
  });
  worker.on("exit", () => {
    onEnd();
    for (const { reject } of steps.values()) reject(threadEnded(reason));
    steps.clear();
  });
  worker.unref();
  return { worker, steps };
}

async function endThread({ worker, steps }: Thread): Promise<void> {
  order(worker, { kind: "end" });
  await Promise.allSettled([...steps.values()].map(settled));
  await worker.terminate();
}

/** When a step has been answered, one way or the other. */
function settled(step: Pending): Promise<void> {
  const { resolve, reject } = step;
  return new Promise((done) => {
    step.resolve = (result) => {
      resolve(result);
      done();
    };
    step.reject = (error) => {
      reject(error);
      done();
    };
  });
}

function order(worker: Worker, message: StepOrder): void {
  worker.postMessage(message);
}

function threadEnded(reason: string): UnavailableError {
  return new UnavailableError(
    `The thread that read this file ended (${reason}). Everything stored before is safe; reading goes on where it stopped.`,
    { details: { reason: "thread_ended" } },
  );
}
