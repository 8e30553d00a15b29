import { env } from "#lib/platform/env.ts";
import { storageObject } from "#lib/sources/storage-object.ts";
import type { Sql } from "#lib/store/sql.ts";
import type { StepPorts } from "./ingest-step.ts";

/** The real storage and clock, and `sql` written to as the environment wants it. */
export function servicePorts(sql: Sql): StepPorts {
  return { sql, now: Date.now, openSource: storageObject, bulkWrite: env().bulkWrite };
}
