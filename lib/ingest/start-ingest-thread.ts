import { Worker } from "node:worker_threads";
import type { Lane } from "#lib/model/log-file.ts";

/** A batch's records die young: with room for a few batches most are never copied (docs/benchmarks.md). */
const YOUNG_GENERATION_MB = 96;

/**
 * Starts the thread that reads the files of a lane. The bundler finds its entry by this very form of words, and adds to
 * the data, which must therefore be an object.
 */
export function startIngestThread(lane: Lane): Worker {
  return new Worker(new URL("./ingest-thread.ts", import.meta.url), {
    name: `ingest-${lane}`,
    workerData: { lane },
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  });
}
