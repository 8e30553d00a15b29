import { createServer, type Server } from "node:http";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/node";
import postgres from "postgres";
import type { EngineSettings } from "../engine-settings.ts";
import type { RunView } from "../run-views.ts";
import { openSql } from "../sql.ts";
import { type Engine, startEngine } from "../start-engine.ts";

/** An engine on a database of its own and a real SDK app beside it. */
export interface TestBench {
  client: Inngest.Any;
  engine: Engine;
  app: TestApp;
  databaseUrl: string;
  sql: postgres.Sql;
  logs: string[];
  /** Sends one event; returns the engine's id of it. */
  send(event: { name: string; id?: string; data?: Record<string, unknown>; ts?: number }): Promise<string>;
  runsOf(eventId: string): Promise<RunView[]>;
  /** Waits until every run of an event is over. */
  finished(eventId: string, timeoutMs?: number): Promise<RunView[]>;
  stop(): Promise<void>;
}

export interface TestApp {
  url: string;
  port: number;
  listen(): Promise<void>;
  /** Breaks all connections, like a killed process. */
  kill(): Promise<void>;
}

/** Fast enough for tests, and small enough to be seen. */
export const TEST_SETTINGS: Partial<EngineSettings> = {
  retryBackoffMs: [100],
  retryJitterMs: 0,
  infrastructureBackoffMs: [100],
  syncRetryMs: 50,
  resyncMs: 1_000,
};

let count = 0;

export async function startTestBench(input: {
  serverUrl: string;
  functions(client: Inngest.Any): InngestFunction.Any[];
  settings?: Partial<EngineSettings>;
  /** The app's registration is expected to be refused. */
  isRefused?: boolean;
  /** Starts the engine in another way than in this process. */
  launch?(options: { databaseUrl: string; appUrl: string; log(line: string): void }): Promise<Engine>;
}): Promise<TestBench> {
  const databaseUrl = await createDatabase(input.serverUrl);
  const logs: string[] = [];
  const state: { handler: ReturnType<typeof serve> | null } = { handler: null };
  const app = await startTestApp((request, response) => {
    if (state.handler === null) response.writeHead(503).end();
    else return state.handler(request, response);
  });
  const settings = { ...TEST_SETTINGS, ...input.settings };
  const log = (message: string) => void logs.push(message);
  const launch = input.launch ?? ((options) => startEngine({ ...options, port: 0, settings }));
  const engine = await launch({ databaseUrl, appUrl: app.url, log });
  const client = new Inngest({ id: "bench", isDev: true, baseUrl: engine.url, logger: SILENT });
  state.handler = serve({ client, functions: input.functions(client) });
  const expected = input.isRefused ? "not supported" : "Registered";
  await waitFor(async () => logs.some((line) => line.includes(expected))).catch((error: unknown) => {
    throw new Error(`The app did not register: ${logs.join("\n")}`, { cause: error });
  });
  return assemble({ client, engine, app, databaseUrl, logs });
}

function assemble(parts: Pick<TestBench, "client" | "engine" | "app" | "databaseUrl" | "logs">): TestBench {
  const { engine } = parts;
  const sql = openSql(parts.databaseUrl, 2);
  const runsOf = async (eventId: string) => {
    const response = await fetch(`${engine.url}/v1/events/${encodeURIComponent(eventId)}/runs`);
    const body: { data: RunView[] } = await response.json();
    return body.data;
  };
  return {
    ...parts,
    sql,
    runsOf,
    async send(event) {
      const { ids } = await parts.client.send({ data: {}, ...event });
      return ids[0] ?? "";
    },
    async finished(eventId, timeoutMs) {
      const isOver = (run: RunView) => run.ended_at !== null;
      await waitFor(async () => {
        const runs = await runsOf(eventId);
        return runs.length > 0 && runs.every(isOver);
      }, timeoutMs);
      return runsOf(eventId);
    },
    async stop() {
      await engine.stop();
      await parts.app.kill();
      await sql.end();
    },
  };
}

/** Polls until `condition` holds; fails after the time. */
export async function waitFor(condition: () => Promise<boolean>, timeoutMs = 10_000): Promise<void> {
  const endMs = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > endMs) throw new Error(`Nothing happened within ${timeoutMs} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A database of its own on the server of the test run; it goes with the server. */
export async function createDatabase(serverUrl: string): Promise<string> {
  const name = `engine_${process.pid}_${++count}`;
  const server = postgres(serverUrl, { max: 1 });
  await server`create database ${server(name)}`;
  await server.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

export async function startTestApp(handler: Parameters<typeof createServer>[1]): Promise<TestApp> {
  let server: Server = createServer(handler);
  const open = (port: number) =>
    new Promise<number>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", () => {
        const address = server.address();
        resolve(typeof address === "object" && address !== null ? address.port : port);
      });
    });
  const port = await open(0);
  return {
    port,
    url: `http://127.0.0.1:${port}/api/inngest`,
    async listen() {
      server = createServer(handler);
      await open(port);
    },
    kill: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const SILENT = { info() {}, warn() {}, error() {}, debug() {} };
