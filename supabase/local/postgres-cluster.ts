import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PostgresBinaries } from "./postgres-binaries.ts";
import type { PostgresOwner } from "./postgres-owner.ts";
import { HOST_BASED_AUTHENTICATION } from "./postgres-settings.ts";

/** The files of one database server. */
export interface PostgresCluster {
  binaries: PostgresBinaries;
  /** Runs as this user; null = as we do. */
  owner: PostgresOwner | null;
  dataDir: string;
}

export function isInitialised({ dataDir }: PostgresCluster): boolean {
  return existsSync(join(dataDir, "PG_VERSION"));
}

/** Makes the data folder with this superuser password. An interrupted attempt leaves nothing that looks finished. */
export function initialiseCluster(cluster: PostgresCluster, password: string): void {
  const { binaries, owner, dataDir } = cluster;
  const base = dirname(dataDir);
  const draft = { ...cluster, dataDir: `${dataDir}.new` };
  mkdirSync(base, { recursive: true });
  // The other user has to pass through; a strict umask must not keep it out.
  if (owner) chmodSync(base, 0o711);
  rmSync(draft.dataDir, { recursive: true, force: true });
  mkdirSync(draft.dataDir, { mode: 0o700 });
  if (owner) chownSync(draft.dataDir, owner.uid, owner.gid);
  // Nobody may connect until the password is set, so it needs no file that the other user can read.
  const args = ["-D", draft.dataDir, "-U", "postgres", "-A", "reject", "-E", "UTF8", ...LOCALE, "--no-instructions"];
  runAsOwner(binaries.initdb, args, { owner });
  setPassword(draft, password);
  writeFileSync(join(draft.dataDir, "pg_hba.conf"), HOST_BASED_AUTHENTICATION);
  renameSync(draft.dataDir, dataDir);
}

/** C.UTF-8 orders alike everywhere; systems without that locale get Postgres' own. */
const LOCALE =
  process.platform === "linux"
    ? ["--locale=C.UTF-8"]
    : ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];

/** Sets the superuser's password in single-user mode: the server must not run. */
export function setPassword({ binaries, owner, dataDir }: PostgresCluster, password: string): void {
  const input = `alter role postgres password '${password.replaceAll("'", "''")}'\n`;
  runAsOwner(binaries.postgres, ["--single", "-D", dataDir, "postgres"], { owner, input });
}

/** The user that owns what is there; a better candidate that appeared later could not read it. */
export function ownerOfData(dataDir: string): PostgresOwner | null {
  if (!existsSync(dataDir)) return null;
  const { uid, gid } = statSync(dataDir);
  return { uid, gid };
}

/** @throws Error with what the program said */
export function runAsOwner(
  program: string,
  args: string[],
  { owner, input = "" }: { owner: PostgresOwner | null; input?: string },
): void {
  const result = spawnSync(program, args, {
    ...(owner ?? {}),
    cwd: "/",
    // Our environment holds secrets of other parts.
    env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: "C" },
    input,
    stdio: ["pipe", "ignore", "pipe"],
    encoding: "utf8",
  });
  if (result.error) throw new Error(`${program} could not be run: ${result.error.message}`);
  if (result.status !== 0) throw new Error(`${program} failed (code ${result.status}): ${result.stderr.trim()}`);
}
