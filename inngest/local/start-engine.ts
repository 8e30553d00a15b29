import { startCronClock } from "./cron-clock.ts";
import { DEFAULT_SETTINGS, type EngineSettings } from "./engine-settings.ts";
import { executeItem } from "./execute-item.ts";
import { listenOnLoopback } from "./http-server.ts";
import { listenForever } from "./listen.ts";
import { pauseUntilStopped } from "./pause-until-stopped.ts";
import { prune } from "./prune.ts";
import { Pump } from "./pump.ts";
import { hurryUnreachable } from "./queue.ts";
import { route } from "./routes.ts";
import { migrateSchema } from "./schema.ts";
import { isPassingDatabaseError, openSql, type Sql } from "./sql.ts";
import { type AppSync, startAppSync } from "./sync-app.ts";

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
const DATABASE_RETRY_MS = 250;

/**
 * Starts an engine that speaks the protocol of the Inngest dev server. What it knows is in the database's schema
 * `inngest_local`: a killed engine loses nothing, the next one goes on. Rejects when the port is taken.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const log = options.log ?? (() => {});
  const sql = openSql(options.databaseUrl, MAX_CONNECTIONS);
  await migrateWhenReachable(sql, log);
  const parts = startParts({ ...options, log, sql, settings: { ...DEFAULT_SETTINGS, ...options.settings } });
  try {
    const server = await listenOnLoopback(options.port, (request) => route(request, parts.routes));
    parts.startSync();
    return {
      port: server.port,
      url: `http://127.0.0.1:${server.port}`,
      async stop() {
        // Until the last call has ended: a step may send events.
        await parts.settle();
        await server.close();
        await parts.stop();
      },
    };
  } catch (error) {
    await parts.settle();
    await parts.stop();
    throw error;
  }
}

/** Everything but the HTTP server. The app is asked to register once that listens. */
function startParts(input: EngineOptions & { sql: Sql; settings: EngineSettings; log(message: string): void }) {
  const { sql, settings, log, databaseUrl, appUrl } = input;
  const stopping = new AbortController();
  const now = () => Date.now();
  let sync: AppSync | null = null;
  const crons = startCronClock({ sql, now, deduplicationMs: settings.deduplicationMs, log });
  const executePorts = {
    ...{ sql, settings, now, log, random: Math.random },
    pause: (delayMs: number) => pauseUntilStopped(delayMs, stopping.signal),
    abandoned: stopping.signal,
    onUnreachable: () => sync?.suspect(),
  };
  const pump = new Pump({ sql, settings, log, execute: (item) => executeItem(item, executePorts) });
  const onNotice = () => pump.wake();
  const listener = listenForever({ databaseUrl, channel: "inngest_local_queue", onNotice, retryMs: 500 });
  const pruning = setInterval(() => void pruneQuietly(sql, settings, log), PRUNE_EVERY_MS);
  void pruneQuietly(sql, settings, log);
  return {
    routes: {
      ...{ sql, settings, now, onRegistered: crons.wake },
      appState: () => sync?.state() ?? null,
      runningCount: () => pump.runningCount(),
    },
    startSync() {
      const onReturn = () => void hurryUnreachable(sql).then(onNotice, () => {});
      if (appUrl !== undefined) sync = startAppSync({ appUrl, settings, log, onReturn });
    },
    /** Begins nothing more; what runs ends or is handed back. */
    async settle() {
      sync?.stop();
      crons.stop();
      const returned = await pump.stop(settings.stopGraceMs);
      if (returned > 0) log(`Handed back ${returned} calls that had not ended`);
      stopping.abort();
    },
    async stop() {
      stopping.abort();
      clearInterval(pruning);
      await listener.stop();
      await sql.end({ timeout: 1 });
    },
  };
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
