import { randomUUID } from "node:crypto";
import { loadedExtensions } from "#lib/extensions/load-extensions.ts";
import { env } from "#lib/platform/env.ts";
import { type ObjectAddress, putObject, removeObjects } from "#lib/platform/storage.ts";
import { storageObject } from "#lib/sources/storage-object.ts";
import { isElsewhere, openSourceFile } from "#lib/store/open-source-file.ts";
import type { Sql } from "#lib/store/sql.ts";
import type { StepPorts } from "./ingest-step.ts";

/** The real storage, clock and extensions, and `sql` written to as the environment wants it. */
export function servicePorts(sql: Sql): StepPorts {
  const unpack = {
    newId: () => randomUUID(),
    putObject,
    removeObject: ({ bucket, objectKey }: ObjectAddress) => removeObjects(bucket, [objectKey]),
  };
  return {
    sql,
    now: Date.now,
    openSource: (file) => (isElsewhere(file) ? openSourceFile(sql, file) : storageObject(file)),
    bulkWrite: env().bulkWrite,
    processors: loadedExtensions().processors,
    unpack,
  };
}
