import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ingestStep } from "#lib/ingest/ingest-step.ts";
import type { CompletePorts } from "#lib/intake/complete.ts";
import { connect, type Sql } from "#lib/platform/database.ts";
import { folderStore } from "#lib/sources/folder-store.ts";
import type { ObjectStore } from "#lib/sources/object-store.ts";
import { findFileObject } from "#lib/store/source-objects.ts";
import type { SourceRow } from "#lib/store/source-rows.ts";
import { createOrganization, type TestOrganization } from "#lib/store/store.test-kit.ts";
import type { CollectPorts } from "./collect-ports.ts";
import { FileRuns } from "./file-runs.ts";

/** A team with a folder to watch, and instances that collect from it. */
export interface CollectBench {
  sql: Sql;
  team: TestOrganization;
  folder: string;
  /** Moved on by tests. */
  clock: { nowMs: number };
  createSource(definition?: object): Promise<string>;
  instance(change?: Partial<CollectPorts>): Instance;
  rows(query: "objects" | "files" | "runs"): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export interface Instance {
  ports: CollectPorts & CompletePorts;
  files: FileRuns;
}

export async function collectBench(databaseUrl: string): Promise<CollectBench> {
  const sql = connect({ url: databaseUrl, maxConnections: 12 });
  const team = await createOrganization(sql);
  const folder = mkdtempSync(join(tmpdir(), "sluice-collect-"));
  // As if every file had been quiet for a minute.
  const clock = { nowMs: Date.now() + 60_000 };
  const openStore = () => folderStore(folder, [folder], () => clock.nowMs);
  return {
    sql,
    team,
    folder,
    clock,
    async createSource(definition = {}) {
      const id = randomUUID();
      const stored = { connection: { path: folder }, lane: "high", ...definition };
      await sql`
        insert into public.sources (id, organization_id, name, kind, definition)
        values (${id}, ${team.id}, ${`Folder ${id}`}, 'folder', ${sql.json(stored)})`;
      return id;
    },
    instance: (change = {}) => instanceOn({ sql, openStore, change }),
    rows: (query) => rowsOf(sql, team, query),
    async close() {
      await sql`
        update public.log_files set status = 'failed', finished_at = now()
        where organization_id = ${team.id} and status in ('pending', 'processing')`;
      await sql.end();
      rmSync(folder, { recursive: true });
    },
  };
}

function instanceOn(input: { sql: Sql; openStore(): Promise<ObjectStore>; change: Partial<CollectPorts> }): Instance {
  const { sql, openStore, change } = input;
  const isEnding = () => change.isEnding?.() ?? false;
  const files = new FileRuns({
    sql,
    sideBySide: 2,
    isEnding,
    onEnd: () => undefined,
    step: (step) =>
      ingestStep(step, {
        sql,
        now: Date.now,
        openSource: async ({ sourceObjectId }) => {
          const object = await findFileObject(sql, sourceObjectId ?? 0);
          if (object === null) throw new Error("The object of a file is gone.");
          return (await openStore()).open(object);
        },
      }),
  });
  const ports = {
    sql,
    queue: files,
    openStore: (_: SourceRow) => openStore(),
    newId: randomUUID,
    now: Date.now,
    instance: randomUUID(),
    log: () => undefined,
    objectSize: async () => null,
    removeObject: async () => undefined,
    lookAt: async () => {
      throw new Error("Nothing is uploaded here.");
    },
    ...change,
  };
  return { ports, files };
}

async function rowsOf(sql: Sql, team: TestOrganization, query: "objects" | "files" | "runs") {
  switch (query) {
    case "objects":
      return await sql`
        select object_key as key, status, reason, version, start_byte::float8 as start, size_bytes::float8 as size,
          after_done_at is not null as "isFinished", after_problem as problem
        from public.source_objects where organization_id = ${team.id} order by id`;
    case "files":
      return await sql`
        select f.name, f.status, f.record_count::int as records, f.error ->> 'message' as error, f.source, f.lane,
          d.name as deployment, v.name as device
        from public.log_files f left join public.deployments d on d.id = f.deployment_id
          left join public.devices v on v.id = f.device_id
        where f.organization_id = ${team.id} order by f.created_at, f.no`;
    case "runs":
      return await sql`
        select status, message, trigger, listed_count as listed, new_count as new, taken_count as taken,
          skipped_count as skipped, failed_count as failed
        from public.source_runs where organization_id = ${team.id} order by id`;
  }
}
