import { loadExtensions } from "#lib/extensions/load-extensions.ts";
import { ingestStep } from "#lib/ingest/ingest-step.ts";
import { servicePorts } from "#lib/ingest/service-ports.ts";
import { closeWarmSessions } from "#lib/ingest/warm-sessions.ts";
import type { CompletePorts } from "#lib/intake/complete.ts";
import { lookAt } from "#lib/intake/look-at.ts";
import { openDatabase } from "#lib/platform/database.ts";
import { env } from "#lib/platform/env.ts";
import { objectSize, removeObjects } from "#lib/platform/storage.ts";
import { storageObject } from "#lib/sources/storage-object.ts";
import type { CollectPorts } from "./collect-ports.ts";
import { FileRuns } from "./file-runs.ts";
import { chosenQueue, joinQueue } from "./join-queue.ts";
import { processPorts } from "./process-ports.ts";

const CONNECTIONS = 8;
const SIDE_BY_SIDE = 2;

export interface Collector {
  ports: CollectPorts & CompletePorts;
  files: FileRuns;
  /** Ends within a step; what was begun is handed back. */
  close(): Promise<void>;
}

/**
 * A process that collects and reads on its own, beside whatever else runs on the same database; with SLUICE_QUEUE, what
 * is admitted here is read by whichever process takes it from that queue.
 * @throws InvalidEnvironmentError for an extension that can't be loaded, or a queue that none of them has
 */
export async function openCollector({
  log,
  isEnding,
}: Pick<CollectPorts, "log"> & { isEnding(): boolean }): Promise<Collector> {
  await loadExtensions();
  const backend = chosenQueue();
  const sql = openDatabase(CONNECTIONS);
  const stepPorts = { ...servicePorts(sql), isEnding };
  const files = new FileRuns({
    sql,
    step: (input) => ingestStep(input, stepPorts),
    sideBySide: SIDE_BY_SIDE,
    isEnding,
    onEnd: ({ fileId, lane }, { status, records, rejects }) =>
      log("file ended", { fileId, lane, status, records, rejects }),
  });
  const joined =
    backend && (await joinQueue(backend, { files, sideBySide: SIDE_BY_SIDE, databaseUrl: env().databaseUrl }));
  const ports = {
    ...processPorts(sql),
    queue: joined ?? files,
    log,
    isEnding,
    objectSize,
    removeObject: ({ bucket, objectKey }: { bucket: string; objectKey: string }) => removeObjects(bucket, [objectKey]),
    lookAt: (file: Parameters<CompletePorts["lookAt"]>[0]) => lookAt(file, { source: storageObject(file), sql }),
  };
  return {
    ports,
    files,
    async close() {
      await joined?.leave();
      await files.close();
      await joined?.close();
      closeWarmSessions();
      await sql.end({ timeout: 5 });
    },
  };
}
