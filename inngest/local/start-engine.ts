import { startCronClock } from "./cron-clock.ts";
import { DEFAULT_SETTINGS, type EngineSettings } from "./engine-settings.ts";
import { EngineStoppedError, executeItem } from "./execute-item.ts";
import { listenOnLoopback } from "./http-server.ts";
import { listenForever } from "./listen.ts";
import { prune } from "./prune.ts";
import { startPump } from "./pump.ts";
import { hurryUnreachable } from "./queue.ts";
import { route } from "./routes.ts";
import { migrateSchema } from "./schema.ts";
import { isPassingDatabaseError, openSql, type Sql } from "./sql.ts";
import { startAppSync } from "./sync-app.ts";

export interface EngineOptions {
  databaseUrl: string;
  /** Port on 127.0.0.1; 0 takes a free one. */
  port: number;
  /** The app's Inngest route, which the engine asks to register itself; without it the app has to come by itself. */
  appUrl?: string;
  settings?: Partial<EngineSettings>;
  log?(message: string): void;
}

export interface Engine {
  port: number;
  /** For INNGEST_DEV. */
  url: string;
  stop(): Promise<void>;
}

const MAX_CONNECTIONS = 10;
const PRUNE_EVERY_MS = 60 * 60 * 1_000;
const STOP_GRACE_MS = 2_000;
const DATABASE_RETRY_MS = 250;

/**
 * Starts an engine that speaks the protocol of the Inngest dev server. What it knows is in the database's schema
 * `inngest_local`: a killed engine loses nothing, the next one goes on. Rejects when the port is taken.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const settings = { ...DEFAULT_SETTINGS, ...options.settings };
  const log = options.log ?? (() => {});
  const now = () => Date.now();
  const sql = openSql(options.databaseUrl, MAX_CONNECTIONS);
  const stopping = new AbortController();
  await migrateWhenReachable(sql, log);

  const sync = { current: null as ReturnType<typeof startAppSync> | null };
  const crons = startCronClock({ sql, now, deduplicationMs: settings.deduplicationMs, log });
  const pump = startPump({
    sql,
    settings,
    log,
    execute: (item) =>
      executeItem(item, {
        sql,
        settings,
        now,
        log,
        random: Math.random,
        pause: (delayMs) => pause(delayMs, stopping.signal),
        onUnreachable: () => sync.current?.suspect(),
      }),
  });
  const onReturn = () => void hurryUnreachable(sql).then(pump.wake, () => {});
  const appState = () => sync.current?.state() ?? null;
  const ports = { sql, settings, now, onRegistered: crons.wake, appState, runningCount: pump.runningCount };
  const { databaseUrl } = options;
  const listener = listenForever({ databaseUrl, channel: "inngest_local_queue", onNotice: pump.wake, retryMs: 500 });
  const pruning = setInterval(() => void pruneQuietly(sql, settings, log), PRUNE_EVERY_MS);
  void pruneQuietly(sql, settings, log);

  const stop = async () => {
    stopping.abort();
    clearInterval(pruning);
    sync.current?.stop();
    crons.stop();
    await pump.stop(STOP_GRACE_MS);
    await listener.stop();
    await sql.end({ timeout: 1 });
  };
  try {
    const server = await listenOnLoopback(options.port, (request) => route(request, ports));
    if (options.appUrl !== undefined) sync.current = startAppSync({ appUrl: options.appUrl, settings, log, onReturn });
    return {
      port: server.port,
      url: `http://127.0.0.1:${server.port}`,
      async stop() {
        await server.close();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function migrateWhenReachable(sql: Sql, log: (message: string) => void): Promise<void> {
  for (let isFirst = true; ; isFirst = false) {
    try {
      return await migrateSchema(sql);
    } catch (error) {
      if (!isPassingDatabaseError(error)) throw error;
      if (isFirst) log("Waiting for the database");
      await new Promise((resolve) => setTimeout(resolve, DATABASE_RETRY_MS));
    }
  }
}

async function pruneQuietly(sql: Sql, settings: EngineSettings, log: (message: string) => void): Promise<void> {
  try {
    await prune(sql, settings);
  } catch (error) {
    if (!isPassingDatabaseError(error))
      log(`Old runs can't be pruned: ${error instanceof Error ? error.message : error}`);
  }
}

function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new EngineStoppedError("The engine stops."));
    const onAbort = () => {
      clearTimeout(timer);
      reject(new EngineStoppedError("The engine stops."));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    }, delayMs);
    signal.addEventListener("abort", onAbort, { once: true });
  });
}
