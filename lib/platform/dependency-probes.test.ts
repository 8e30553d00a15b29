import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer, type Server } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkDependencies, type Dependency, type DependencyState } from "./check-dependencies.ts";
import { connect, type Sql } from "./database.ts";
import { dependencyProbes } from "./dependency-probes.ts";

const STORAGE = "/storage/v1/bucket/deployment-logs";
const AUTH = "/auth/v1/.well-known/jwks.json";
const INNGEST = "/health";
const TIMEOUT_MS = 1000;

/** Status by path; null = accepts the request and never answers. */
let answers: Record<string, number | null>;
const asked: { path: string; apikey: string | undefined }[] = [];
/** Accepts connections and never says a word. */
const silent = createServer(() => {});
const parts = createHttpServer((request, response) => {
  const path = request.url ?? "";
  asked.push({ path, apikey: request.headers.apikey?.toString() });
  const status = path in answers ? answers[path] : 404;
  if (status !== null) response.writeHead(status ?? 404).end("{}");
});
const pools: Sql[] = [];
const portOf = (server: Server) => (server.address() as AddressInfo).port;

beforeAll(async () => {
  for (const server of [silent, parts]) {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  }
  Object.assign(process.env, {
    DATABASE_URL: `postgres://app:pw@127.0.0.1:${portOf(silent)}/sluice`,
    SUPABASE_URL: `http://127.0.0.1:${portOf(parts)}`,
    SUPABASE_PUBLISHABLE_KEY: "sb_publishable_test",
    SUPABASE_SECRET_KEY: "sb_secret_test",
    INNGEST_DEV: `http://127.0.0.1:${portOf(parts)}`,
  });
});
beforeEach(() => {
  answers = { [STORAGE]: 200, [AUTH]: 200, [INNGEST]: 200 };
  asked.length = 0;
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end({ timeout: 0 })));
  parts.closeAllConnections();
  for (const server of [silent, parts]) server.close();
});

function poolAt(port: number): Sql {
  const pool = connect({ url: `postgres://app:pw@127.0.0.1:${port}/sluice`, maxConnections: 1 });
  pools.push(pool);
  return pool;
}

async function stateOf(name: Dependency, databasePort = portOf(silent)): Promise<DependencyState> {
  const pool = poolAt(databasePort);
  const { dependencies } = await checkDependencies(
    dependencyProbes(() => pool),
    { timeoutMs: TIMEOUT_MS },
  );
  return dependencies[name];
}

const down = (message: string) => ({ state: "down", message, latencyMs: expect.any(Number) });

describe("dependencyProbes", () => {
  it("shows each part the key that it knows", async () => {
    await stateOf("storage");
    expect(asked.toSorted((a, b) => a.path.localeCompare(b.path))).toEqual([
      { path: AUTH, apikey: "sb_publishable_test" },
      { path: INNGEST, apikey: undefined },
      { path: STORAGE, apikey: "sb_secret_test" },
    ]);
  });

  const CASES: [string, string, number | null, Dependency, string | null][] = [
    ["storage that answers is up", STORAGE, 200, "storage", null],
    ["storage that refuses the key", STORAGE, 403, "storage", "The file storage refuses this server's key."],
    ["storage without the bucket", STORAGE, 400, "storage", "The bucket for logs is not in the file storage."],
    ["storage with a fault", STORAGE, 503, "storage", "The file storage reports a fault."],
    ["storage that is silent", STORAGE, null, "storage", "The file storage did not answer within 1 s."],
    ["auth that answers is up", AUTH, 200, "auth", null],
    ["auth without keys", AUTH, 404, "auth", "The sign-in service does not give out its keys."],
    ["inngest of another make, which has no such address, is up", INNGEST, 404, "inngest", null],
    ["inngest with a fault", INNGEST, 500, "inngest", "The queue service reports a fault."],
    ["inngest that is silent", INNGEST, null, "inngest", "The queue service did not answer within 1 s."],
  ];
  it.each(CASES)("%s", async (_title, path, status, name, message) => {
    answers[path] = status;
    expect(await stateOf(name)).toEqual(
      message === null ? { state: "up", latencyMs: expect.any(Number) } : down(message),
    );
  });

  it("a database that accepts and is silent did not answer in time", async () => {
    const state = await stateOf("database");
    expect(state).toEqual(down("The database did not answer within 1 s."));
    expect(state.latencyMs).toBeGreaterThanOrEqual(TIMEOUT_MS - 5);
    expect(state.latencyMs).toBeLessThan(TIMEOUT_MS * 5);
  });

  it("a database where nobody listens can't be reached", async () => {
    const nobody = createServer();
    nobody.listen(0, "127.0.0.1");
    await once(nobody, "listening");
    const port = portOf(nobody);
    nobody.close();
    expect(await stateOf("database", port)).toEqual(down("The database can't be reached."));
  });

  it("asks a silent database once, however often it is called", async () => {
    const pool = poolAt(portOf(silent));
    let connections = 0;
    const count = () => connections++;
    silent.on("connection", count);
    let questions = 0;
    const probes = dependencyProbes(() => {
      questions++;
      return pool;
    });
    for (let i = 0; i < 3; i++) await checkDependencies(probes, { timeoutMs: 30 });
    silent.off("connection", count);
    expect([questions, connections]).toEqual([1, 1]);
  });
});
