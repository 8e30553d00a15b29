import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { openObjectStore } from "#lib/store/open-object-store.ts";
import type { Sql } from "#lib/store/sql.ts";
import type { CollectPorts } from "./collect-ports.ts";

/** This process among others. */
const INSTANCE = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;

/** What collecting needs of this process and the real stores. */
export function processPorts(sql: Sql): Pick<CollectPorts, "sql" | "openStore" | "newId" | "now" | "instance"> {
  return {
    sql,
    openStore: (source) => openObjectStore(sql, source),
    newId: () => randomUUID(),
    now: Date.now,
    instance: INSTANCE,
  };
}
