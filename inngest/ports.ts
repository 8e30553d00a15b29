import type { CollectPorts } from "#lib/collect/collect-ports.ts";
import { processPorts } from "#lib/collect/process-ports.ts";
import { ingestStep, type StepInput, type StepResult } from "#lib/ingest/ingest-step.ts";
import { type LaneThreads, laneThreads } from "#lib/ingest/lane-threads.ts";
import { servicePorts } from "#lib/ingest/service-ports.ts";
import { startIngestThread } from "#lib/ingest/start-ingest-thread.ts";
import type { TracedStepPorts } from "#lib/ingest/traced-step.ts";
import type { ArchivePorts } from "#lib/intake/archive.ts";
import type { CompletePorts } from "#lib/intake/complete.ts";
import { lookAt } from "#lib/intake/look-at.ts";
import type { Lane } from "#lib/model/log-file.ts";
import { database } from "#lib/platform/database.ts";
import { env } from "#lib/platform/env.ts";
import { moveObject, objectSize, removeObjects } from "#lib/platform/storage.ts";
import { storageObject } from "#lib/sources/storage-object.ts";
import { queue } from "./queue.ts";

/** The real database, storage, clock and queue for whoever takes files in. */
export function intakePorts(): CompletePorts {
  return {
    sql: database(),
    queue,
    objectSize,
    removeObject: ({ bucket, objectKey }) => removeObjects(bucket, [objectKey]),
    lookAt: (file) => lookAt(file, { source: storageObject(file), sql: database() }),
  };
}

/** The same for whoever collects from sources; runs and objects keep what there is to say of them. */
export function collectPorts(): CollectPorts {
  return { ...processPorts(database()), queue, log: () => undefined };
}

/** The real database and storage for the archive. */
export function archivePorts(): ArchivePorts {
  return { sql: database(), moveObject };
}

/** `ingestStep` where the environment wants it: in the lane's thread, so that pages and other lanes go on, or here. */
async function runStep(lane: Lane, input: StepInput): Promise<StepResult> {
  if (env().ingestIn === "threads") return await threads().run(lane, input);
  return await ingestStep(input, servicePorts(database()));
}

/** The same with the real database and clock, for a step whose trace is kept. */
export function tracedStepPorts(): TracedStepPorts {
  return { sql: database(), now: Date.now, run: runStep };
}

let ownThreads: LaneThreads | null = null;
// A dev server evaluates this module anew with each change: the threads of the code before must go.
const THREADS = Symbol.for("sluice.ingest-threads");
type ThreadsHolder = { [THREADS]?: LaneThreads };

function threads(): LaneThreads {
  if (ownThreads !== null) return ownThreads;
  const holder = globalThis as ThreadsHolder;
  const started = laneThreads(startIngestThread);
  if (holder[THREADS]) void holder[THREADS].close();
  else process.once("SIGTERM", () => void (globalThis as ThreadsHolder)[THREADS]?.close());
  holder[THREADS] = started;
  ownThreads = started;
  return started;
}
