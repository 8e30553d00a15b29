import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { knownVersions } from "./object-rows.ts";
import type { StoragePorts } from "./storage-ports.ts";

/** How long what belongs to nobody is kept: nothing that still runs can be as old. */
export interface SweepAges {
  uploadMs: number;
  finishedUploadMs: number;
  orphanMs: number;
}

/** Removes abandoned uploads, and files that a crash left without a row. */
export async function sweepStorage(
  { sql, disk }: Pick<StoragePorts, "sql" | "disk">,
  { ages, nowMs }: { ages: SweepAges; nowMs: number },
): Promise<void> {
  await sweepUploads(disk.uploadsDir, ages, nowMs);
  await disk.removeIncomingBefore(nowMs - ages.uploadMs);
  const versions = await disk.versionsBefore(nowMs - ages.orphanMs);
  if (versions.length === 0) return;
  const known = await knownVersions(sql, versions);
  for (const version of versions) if (!known.has(version)) await disk.remove(version);
}

/** An upload is up to three files: the bytes, <id>.json and, once its object exists, <id>.done. */
async function sweepUploads(directory: string, ages: SweepAges, nowMs: number): Promise<void> {
  const names = new Set(await readdir(directory));
  const ids = new Set([...names].map((name) => name.replace(/\.(json|done)$/, "")));
  for (const id of ids) {
    const isDone = names.has(`${id}.done`);
    const changedMs = await lastChangeMs(directory, isDone ? [`${id}.done`] : [id, `${id}.json`]);
    if (changedMs > nowMs - (isDone ? ages.finishedUploadMs : ages.uploadMs)) continue;
    for (const name of [id, `${id}.json`, `${id}.done`]) await rm(join(directory, name), { force: true });
  }
}

async function lastChangeMs(directory: string, names: string[]): Promise<number> {
  const found = await Promise.all(names.map((name) => stat(join(directory, name)).catch(() => null)));
  return Math.max(0, ...found.map((entry) => entry?.mtimeMs ?? 0));
}
