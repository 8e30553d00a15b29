import { createHash, randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";
import { freePort } from "./free-port.ts";
import { postgresBinaries } from "./postgres-binaries.ts";
import {
  initialiseCluster,
  isInitialised,
  ownerOfData,
  type PostgresCluster,
  runAsOwner,
  setPassword,
} from "./postgres-cluster.ts";
import { postgresOwner } from "./postgres-owner.ts";
import { POSTGRES_SETTINGS } from "./postgres-settings.ts";

export interface PostgresOptions {
  /** Holds the generated password and, unless we are root, the data. */
  stateDir: string;
  /** The wanted port; a taken one gets the next free one. */
  port: number;
  /** Others know the port already: a taken one is waited for. */
  isPortFixed?: boolean;
}

export interface RunningPostgres {
  /** Connects as the superuser `postgres`. */
  url: string;
  port: number;
  pid: number;
  /** True when the server was running already, for example after its starter was killed. */
  isReused: boolean;
  stop(): Promise<void>;
  /** Stops the server and removes its data: for tests. */
  destroy(): Promise<void>;
}

/** As root: made by root, below a folder that only root can write. */
const ROOT_BASE = "/var/lib/sluice";
/** Recovery after kill -9 reads at most max_wal_size. */
const START_WITHIN_MS = 120_000;
const RETRY_MS = 250;
const MAX_LOG_BYTES = 10 * 1024 * 1024;

/** Starts the Postgres of this state folder on loopback, or finds the one that runs. Makes it on first use. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const stateDir = resolve(options.stateDir);
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  const isRoot = process.getuid?.() === 0;
  const base = isRoot ? join(ROOT_BASE, createHash("sha256").update(stateDir).digest("hex").slice(0, 16)) : stateDir;
  const dataDir = join(base, "data");
  const owner = isRoot ? (ownerOfData(dataDir) ?? postgresOwner()) : null;
  const cluster: PostgresCluster = { binaries: postgresBinaries(owner ? ROOT_BASE : null), owner, dataDir };
  const password = ensureCluster(cluster, stateDir);
  const urlOf = (port: number) => `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  const { port, pid, isReused } = await findOrStart(cluster, {
    choosePort: async () => (options.isPortFixed ? options.port : freePort(options.port)),
    urlOf,
  });
  return {
    url: urlOf(port),
    port,
    pid,
    isReused,
    stop: async () => stopServer(cluster),
    async destroy() {
      stopServer(cluster);
      rmSync(isRoot ? base : dataDir, { recursive: true, force: true });
    },
  };
}

/** The cluster and its password; a lost password is replaced. */
function ensureCluster(cluster: PostgresCluster, stateDir: string): string {
  const path = join(stateDir, "database-password");
  if (isInitialised(cluster) && existsSync(path)) return readFileSync(path, "utf8").trim();
  const password = randomBytes(24).toString("base64url");
  if (isInitialised(cluster)) {
    stopServer(cluster);
    setPassword(cluster, password);
  } else {
    initialiseCluster(cluster, password);
  }
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${password}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, path);
  return password;
}

interface Found {
  port: number;
  pid: number;
}

async function findOrStart(
  cluster: PostgresCluster,
  { choosePort, urlOf }: { choosePort(): Promise<number>; urlOf(port: number): string },
): Promise<Found & { isReused: boolean }> {
  const untilMs = Date.now() + START_WITHIN_MS;
  for (;;) {
    const running = findRunning(cluster.dataDir);
    if (running && (await accepts(urlOf(running.port)))) return { ...running, isReused: true };
    const reason = start(cluster, await choosePort());
    const started = reason === null ? findRunning(cluster.dataDir) : null;
    if (started) return { ...started, isReused: false };
    if (Date.now() > untilMs || (reason !== null && !PASSING.test(reason))) {
      throw new Error(`Postgres did not start: ${reason ?? "it ended right after its start."}`);
    }
    await delay(RETRY_MS);
  }
}

/** What time mends: the old server still ends or recovers, or somebody took the port since we looked. */
const PASSING =
  /pre-existing shared memory block|lock file .* already exists|database system is (starting|shutting)|Address already in use/;

/** Null when it started, else what the server's log says about why not. */
function start({ binaries, owner, dataDir }: PostgresCluster, port: number): string | null {
  const logPath = join(dataDir, "server.log");
  const logBytes = existsSync(logPath) ? statSync(logPath).size : 0;
  if (logBytes > MAX_LOG_BYTES) renameSync(logPath, `${logPath}.1`);
  const settings = Object.entries({ ...POSTGRES_SETTINGS, port: String(port) });
  const serverArgs = settings.map(([name, value]) => `-c ${name}='${value}'`).join(" ");
  try {
    const args = ["-D", dataDir, "-w", "-t", "60", "-s", "-l", logPath, "-o", serverArgs, "start"];
    runAsOwner(binaries.pgCtl, args, { owner });
    return null;
  } catch (error) {
    const seenBytes = logBytes > MAX_LOG_BYTES ? 0 : logBytes;
    const log = existsSync(logPath) ? readFileSync(logPath).subarray(seenBytes).toString("utf8").trim() : "";
    return log.slice(-2_000) || (error instanceof Error ? error.message : String(error));
  }
}

function stopServer({ binaries, owner, dataDir }: PostgresCluster): void {
  if (findRunning(dataDir)) runAsOwner(binaries.pgCtl, ["-D", dataDir, "-m", "fast", "-w", "-s", "stop"], { owner });
}

function findRunning(dataDir: string): Found | null {
  try {
    const lines = readFileSync(join(dataDir, "postmaster.pid"), "utf8").split("\n");
    const pid = Number(lines[0]);
    const port = Number(lines[3]);
    process.kill(pid, 0);
    return Number.isInteger(port) && port > 0 ? { pid, port } : null;
  } catch {
    return null;
  }
}

/** Whether a server answers queries there. */
export async function accepts(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 }).catch(() => {});
  }
}
