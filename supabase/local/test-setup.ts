import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { freePort } from "./free-port.ts";
import { migrate } from "./migrate.ts";
import { startPostgres } from "./postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated database of its own, as superuser; every test file brings its own organisation. */
    databaseUrl: string;
  }
}

/** Vitest global set-up of the project `database`: a real Postgres on a free port, removed afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stateDir = mkdtempSync(join(tmpdir(), "sluice-test-"));
  // Two shards may start in the same moment and find the same port free.
  const port = await freePort(54_600 + Math.floor(Math.random() * 100));
  const server = await startPostgres({ stateDir, port });
  await migrate(server.url);
  project.provide("databaseUrl", server.url);
  return async () => {
    await server.destroy();
    rmSync(stateDir, { recursive: true, force: true });
  };
}
