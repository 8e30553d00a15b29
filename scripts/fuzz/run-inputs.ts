import { Worker } from "node:worker_threads";
import type { FuzzAnswer, FuzzTask } from "./fuzz-worker.ts";

/** A reading of at most 200,000 bytes takes milliseconds; only one that never ends takes this long. */
const HANG_MS = 30_000;
const MAX_HEAP_MB = 512;

export type FuzzResult = FuzzTask & { title: string } & (
    | { kind: "fine" }
    | { kind: "crash" | "hang" | "mismatch"; detail: string }
  );

/** Checks inputs one after the other in a thread of bounded memory, which is ended when it hangs. */
export class FuzzThread {
  #worker: Worker | null = null;

  async run(task: FuzzTask): Promise<FuzzResult> {
    this.#worker ??= new Worker(new URL("fuzz-worker.ts", import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    });
    const result = await answerOf(this.#worker, task);
    if (result.kind === "hang" || result.kind === "crash") await this.close();
    return result;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = null;
  }
}

function answerOf(worker: Worker, task: FuzzTask): Promise<FuzzResult> {
  return new Promise((resolve) => {
    const unknown = { ...task, title: "not known" };
    const timer = setTimeout(() => end({ ...unknown, kind: "hang", detail: `no end after ${HANG_MS} ms` }), HANG_MS);
    const onError = (error: Error) => end({ ...unknown, kind: "crash", detail: error.stack ?? error.message });
    const onExit = (code: number) => end({ ...unknown, kind: "crash", detail: `its thread ended with code ${code}` });
    const onMessage = (answer: FuzzAnswer) => end(resultOf(answer));
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    worker.postMessage(task);

    function end(result: FuzzResult): void {
      clearTimeout(timer);
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      resolve(result);
    }
  });
}

function resultOf({ seed, index, title, mismatch, crash }: FuzzAnswer): FuzzResult {
  if (crash !== null) return { seed, index, title, kind: "crash", detail: crash };
  if (mismatch !== null) return { seed, index, title, kind: "mismatch", detail: mismatch };
  return { seed, index, title, kind: "fine" };
}
