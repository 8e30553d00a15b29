import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { loadExtensions } from "#lib/extensions/load-extensions.ts";
import { type Lane, laneSchema } from "#lib/model/log-file.ts";
import { openDatabase } from "#lib/platform/database.ts";
import { serveSteps } from "./serve-steps.ts";
import { servicePorts } from "./service-ports.ts";

/** How much the thread steps back for others that want a processor: 0 = not at all, 19 = as much as can be. */
const NICENESS: Record<Lane, number> = { high: 0, medium: 5, low: 10 };
/** As many files as a lane reads at once by default, and no more than a shared pooler likes. */
const MAX_CONNECTIONS: Record<Lane, number> = { high: 4, medium: 2, low: 2 };

const startSchema = z.object({ lane: laneSchema });

/** The thread that reads one lane's files. Orders wait until its extensions are loaded. */
async function ingestThread(): Promise<void> {
  if (parentPort === null) throw new Error("This is the entry of a thread: start it with startIngestThread.");
  const { lane } = startSchema.parse(workerData);
  // On Linux, and only there, this is about the calling thread alone.
  if (process.platform === "linux") setPriority(NICENESS[lane]);
  await loadExtensions();
  serveSteps(parentPort, servicePorts(openDatabase(MAX_CONNECTIONS[lane])));
}

await ingestThread();
