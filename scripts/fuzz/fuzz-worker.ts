import { parentPort } from "node:worker_threads";
import { SeededRandom } from "../seeded-random.ts";
import { checkInput } from "./check-input.ts";
import { makeInput } from "./make-input.ts";

export interface FuzzTask {
  seed: number;
  index: number;
}

/** `mismatch` = what differs; `crash` = what was thrown; both null = fine. */
export interface FuzzAnswer extends FuzzTask {
  title: string;
  mismatch: string | null;
  crash: string | null;
}

parentPort?.on("message", async ({ seed, index }: FuzzTask) => {
  const input = makeInput(seed, index);
  const answer: FuzzAnswer = { seed, index, title: input.title, mismatch: null, crash: null };
  try {
    answer.mismatch = await checkInput(input, new SeededRandom(seed * 7_919 + index));
  } catch (error) {
    answer.crash = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  parentPort?.postMessage(answer);
});
