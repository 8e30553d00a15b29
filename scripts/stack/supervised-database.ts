import { startPostgres } from "../../supabase/local/postgres.ts";
import { printLine, secondsSince } from "./progress.ts";
import { isAlive } from "./stack-state.ts";

const WATCH_INTERVAL_MS = 300;

export interface SupervisedDatabase {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
  /** Stops it and removes its data. */
  destroy(): Promise<void>;
}

/** Starts Postgres and starts it again, on the same port, when it ends. */
export async function superviseDatabase(options: {
  stateDir: string;
  port: number;
  onRestart(event: { name: string; pid: number | null; reason: string }): void;
}): Promise<SupervisedDatabase> {
  const startMs = Date.now();
  let server = await startPostgres({ stateDir: options.stateDir, port: options.port });
  printLine(
    "Postgres",
    `${server.isReused ? "was running" : "ready"} on 127.0.0.1:${server.port}, ${secondsSince(startMs)}`,
  );
  let isBusy = false;
  const timer = setInterval(async () => {
    if (isBusy || isAlive(server.pid)) return;
    isBusy = true;
    try {
      server = await startPostgres({ stateDir: options.stateDir, port: server.port, isPortFixed: true });
      options.onRestart({ name: "postgres", pid: server.pid, reason: "not running" });
    } catch (error) {
      printLine("Postgres", `could not start again: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      isBusy = false;
    }
  }, WATCH_INTERVAL_MS);

  return {
    get url() {
      return server.url;
    },
    get pid() {
      return server.pid;
    },
    async stop() {
      clearInterval(timer);
      await server.stop();
    },
    async destroy() {
      clearInterval(timer);
      await server.destroy();
    },
  };
}
