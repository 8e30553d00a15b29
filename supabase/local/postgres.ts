import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";
import { freePort } from "./free-port.ts";
import { type PostgresBinaries, postgresBinaries } from "./postgres-binaries.ts";
import { type PostgresOwner, postgresOwner } from "./postgres-owner.ts";

export interface PostgresOptions {
  /** Holds the generated password and, unless we are root, the data. */
  stateDir: string;
  /** The wanted port; a taken one gets the next free one. */
  port: number;
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
/** After kill -9 the old server's children may hold its memory for a moment. */
const START_ATTEMPTS = 20;

const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "80",
  shared_buffers: "256MB",
  maintenance_work_mem: "128MB",
  max_wal_size: "4GB",
  checkpoint_timeout: "15min",
  wal_compression: "pglz",
  wal_buffers: "16MB",
  // Durable: a commit that was answered survives kill -9.
  fsync: "on",
  synchronous_commit: "on",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
};

/** Starts the Postgres of this state folder on loopback, or finds the one that runs. Makes it on first use. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const stateDir = resolve(options.stateDir);
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  const owner = postgresOwner();
  const base = owner ? join(ROOT_BASE, createHash("sha256").update(stateDir).digest("hex").slice(0, 16)) : stateDir;
  const server = { binaries: postgresBinaries(owner ? ROOT_BASE : null), owner, base, dataDir: join(base, "data") };
  const password = loadOrCreatePassword(stateDir);
  const running = (port: number, pid: number, isReused: boolean): RunningPostgres => ({
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    port,
    pid,
    isReused,
    stop: async () => stopServer(server),
    async destroy() {
      stopServer(server);
      rmSync(owner ? base : server.dataDir, { recursive: true, force: true });
    },
  });
  const found = findRunning(server.dataDir);
  if (found && (await accepts(running(found.port, found.pid, true).url))) return running(found.port, found.pid, true);
  if (!existsSync(join(server.dataDir, "PG_VERSION"))) initialise(server, password);
  await start(server, options.port);
  const started = findRunning(server.dataDir);
  if (!started) throw new Error(`Postgres ended right after its start. See ${join(server.dataDir, "server.log")}.`);
  return running(started.port, started.pid, false);
}

interface Server {
  binaries: PostgresBinaries;
  owner: PostgresOwner | null;
  base: string;
  dataDir: string;
}

function initialise({ binaries, owner, base, dataDir }: Server, password: string): void {
  mkdirSync(base, { recursive: true, mode: 0o711 });
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { mode: 0o700 });
  const passwordFile = join(base, `.password-${randomBytes(6).toString("hex")}`);
  try {
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flag: "wx" });
    if (owner) for (const path of [dataDir, passwordFile]) chownSync(path, owner.uid, owner.gid);
    const args = ["-D", dataDir, "-U", "postgres", "--pwfile", passwordFile, "-A", "scram-sha-256"];
    run(binaries.initdb, [...args, "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions"], owner);
  } catch (error) {
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

async function start({ binaries, owner, dataDir }: Server, wantedPort: number): Promise<void> {
  const logPath = join(dataDir, "server.log");
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(wantedPort);
    const settings = Object.entries({ ...SETTINGS, port: String(port) }).map(
      ([name, value]) => `-c ${name}='${value}'`,
    );
    const args = ["-D", dataDir, "-w", "-t", "60", "-s", "-l", logPath, "-o", settings.join(" ")];
    const seenBytes = existsSync(logPath) ? statSync(logPath).size : 0;
    try {
      return run(binaries.pgCtl, [...args, "start"], owner);
    } catch (cause) {
      const log = existsSync(logPath) ? readFileSync(logPath).subarray(seenBytes).toString("utf8").trim() : "";
      if (attempt >= START_ATTEMPTS || !PASSING.test(log)) {
        throw new Error(`Postgres did not start: ${log.slice(-2_000) || messageOf(cause)}`, { cause });
      }
      await delay(250);
    }
  }
}

/** What a moment mends: the old server's children still end, or somebody took the port since we looked. */
const PASSING =
  /pre-existing shared memory block|lock file .* already exists|the database system is (starting|shutting)|Address already in use/;

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function stopServer({ binaries, owner, dataDir }: Server): void {
  if (findRunning(dataDir)) run(binaries.pgCtl, ["-D", dataDir, "-m", "fast", "-w", "-s", "stop"], owner);
}

function run(program: string, args: string[], owner: PostgresOwner | null): void {
  const result = spawnSync(program, args, {
    ...(owner ?? {}),
    cwd: "/",
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  if (result.error) throw new Error(`${program} could not be run: ${result.error.message}`);
  if (result.status !== 0) throw new Error(`${program} failed (code ${result.status}): ${result.stderr.trim()}`);
}

function findRunning(dataDir: string): { pid: number; port: number } | null {
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

async function accepts(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function loadOrCreatePassword(stateDir: string): string {
  const path = join(stateDir, "database-password");
  if (existsSync(path)) return readFileSync(path, "utf8").trim();
  const password = randomBytes(24).toString("base64url");
  writeFileSync(path, `${password}\n`, { mode: 0o600, flag: "wx" });
  chmodSync(path, 0o600);
  return password;
}
