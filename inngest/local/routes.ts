import { NotFoundError, UnavailableError } from "#lib/errors.ts";
import { acceptEvents } from "./accept-events.ts";
import type { EngineSettings } from "./engine-settings.ts";
import { readEvents } from "./event-payload.ts";
import { activeFunctions } from "./functions.ts";
import type { EngineRequest, EngineResponse } from "./http-server.ts";
import { registerApp } from "./register-app.ts";
import { runById, runsByEvent } from "./run-views.ts";
import { isPassingDatabaseError, type Sql } from "./sql.ts";
import type { AppState } from "./sync-app.ts";

export interface RoutePorts {
  sql: Sql;
  settings: EngineSettings;
  now(): number;
  /** Functions were registered: crons and limits may have changed. */
  onRegistered(): void;
  appState(): AppState | null;
  runningCount(): number;
}

const MAX_REGISTRATION_BYTES = 4 * 1024 * 1024;
const HEALTH_TIMEOUT_MS = 1_000;

/** Answers what the SDK asks of a dev server, and a few questions of people and tests. */
export async function route(request: EngineRequest, ports: RoutePorts): Promise<EngineResponse> {
  const [first, second, third, fourth] = request.path.split("/").filter(Boolean).map(decodeURIComponent);
  const { method } = request;
  try {
    if (method === "GET" && first === "health") return await health(ports);
    if (method === "GET" && first === "dev") return await devServerInfo(ports);
    if (method === "POST" && first === "fn" && second === "register") return await register(request, ports);
    if (method === "POST" && first === "e" && second !== undefined) return await receive(request, ports);
    if (method === "GET" && first === "v1" && second === "runs" && third !== undefined && fourth === undefined) {
      const run = await runById(ports.sql, third);
      if (run === null) throw new NotFoundError(`There is no run ${third}; runs are kept for 7 days.`);
      return { status: 200, body: { data: run } };
    }
    if (method === "GET" && first === "v1" && second === "events" && third !== undefined && fourth === "runs") {
      return { status: 200, body: { data: await runsByEvent(ports.sql, third) } };
    }
  } catch (error) {
    if (!isPassingDatabaseError(error)) throw error;
    throw new UnavailableError("The engine's database does not answer; try again.", { cause: error });
  }
  const message = `${method} ${request.path} is not supported by the embedded engine`;
  return { status: 501, body: { error: message, status: 501 } };
}

async function register(request: EngineRequest, ports: RoutePorts): Promise<EngineResponse> {
  const isModified = await registerApp(ports.sql, await request.json(MAX_REGISTRATION_BYTES), ports.now());
  if (isModified) ports.onRegistered();
  return { status: 200, body: { ok: true, status: 200, modified: isModified } };
}

const MAX_DEADLOCKS = 5;

async function receive(request: EngineRequest, ports: RoutePorts): Promise<EngineResponse> {
  const { sql, settings } = ports;
  const nowMs = ports.now();
  const events = readEvents(await request.json(settings.maxEventRequestBytes), {
    seed: request.header("x-inngest-event-id-seed"),
    nowMs,
    maxEventBytes: settings.maxEventBytes,
  });
  const { deduplicationMs, maxStateBytes } = settings;
  for (let tries = 1; ; tries++) {
    try {
      const ids = await sql.begin((tx) => acceptEvents(tx, { events, nowMs, deduplicationMs, maxStateBytes }));
      return { status: 200, body: { ids, status: 200 } };
    } catch (error) {
      // Two requests with the same ids in different order; one of them waits and sees repetitions.
      const isDeadlock = error instanceof Error && "code" in error && error.code === "40P01";
      if (!isDeadlock || tries >= MAX_DEADLOCKS) throw error;
    }
  }
}

/** The engine is healthy when its database answers; whether the app does is told beside it. */
async function health(ports: RoutePorts): Promise<EngineResponse> {
  const isDatabaseUp = await Promise.race([
    ports.sql`select 1`.then(
      () => true,
      () => false,
    ),
    new Promise<boolean>((resolve) => setTimeout(resolve, HEALTH_TIMEOUT_MS, false).unref()),
  ]);
  return {
    status: isDatabaseUp ? 200 : 503,
    body: {
      status: isDatabaseUp ? "ok" : "unavailable",
      database: isDatabaseUp ? "ok" : "does not answer",
      app: ports.appState(),
      running: ports.runningCount(),
    },
  };
}

/** What the SDK and tools read to find out that a dev server is here. */
async function devServerInfo(ports: RoutePorts): Promise<EngineResponse> {
  const functions = await activeFunctions(ports.sql);
  return {
    status: 200,
    body: {
      version: "embedded",
      authed: false,
      startOpts: { autodiscover: false, urls: [] },
      functions: functions.map(({ id, name, triggers, crons }) => ({ id, name, triggers, crons })),
      handlers: [],
    },
  };
}
