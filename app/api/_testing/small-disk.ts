import { execFileSync } from "node:child_process";
import { chownSync, mkdirSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Sql } from "#lib/platform/database.ts";

/** A real disk that is soon full. */
export interface SmallDisk {
  storageDir: string;
  /** Takes all its room but `leftBytes`; the returned function gives it back. */
  fill(leftBytes?: number): () => void;
  /** From now on Postgres keeps the chunks of files here. */
  holdChunks(sql: Sql): Promise<void>;
  remove(): void;
}

const DISK_BYTES = 96 * 1024 ** 2;

/** Mounts one in memory; null, with a message, where that is not allowed. */
export function smallDisk(): SmallDisk | null {
  const path = mkdtempSync(join(tmpdir(), "sluice-small-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${DISK_BYTES}`, "tmpfs", path], { stdio: "ignore" });
  } catch {
    rmSync(path, { recursive: true });
    console.warn("The tests of a full disk are skipped: only root may mount a small one.");
    return null;
  }
  const storageDir = join(path, "storage");
  mkdirSync(storageDir);
  return {
    storageDir,
    fill: (leftBytes = 0) => fill(join(path, "filler"), leftBytes),
    holdChunks: (sql) => holdChunks(sql, join(path, "database")),
    remove() {
      execFileSync("umount", ["--lazy", path]);
      rmSync(path, { recursive: true, force: true });
    },
  };
}

function fill(path: string, leftBytes: number): () => void {
  try {
    writeFileSync(path, Buffer.alloc(DISK_BYTES));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
  }
  truncateSync(path, statSync(path).size - leftBytes);
  return () => rmSync(path);
}

async function holdChunks(sql: Sql, path: string): Promise<void> {
  const [row] = await sql<{ folder: string }[]>`select current_setting('data_directory') as folder`;
  mkdirSync(path);
  const { uid, gid } = statSync(row?.folder ?? "");
  chownSync(path, uid, gid);
  await sql.unsafe(`create tablespace small_disk location '${path}'`);
  await sql`alter table logs.log_chunks set tablespace small_disk`;
}
