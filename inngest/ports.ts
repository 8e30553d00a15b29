import type { StepPorts } from "#lib/ingest/ingest-step.ts";
import type { CompletePorts } from "#lib/intake/complete.ts";
import { lookAt } from "#lib/intake/look-at.ts";
import { database } from "#lib/platform/database.ts";
import { env } from "#lib/platform/env.ts";
import { objectSize, removeObjects } from "#lib/platform/storage.ts";
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

/** The same for a step that reads a file. */
export function stepPorts(): StepPorts {
  return { sql: database(), now: Date.now, openSource: storageObject, bulkWrite: env().bulkWrite };
}
