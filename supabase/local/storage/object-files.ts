import { createReadStream, type ReadStream } from "node:fs";
import { link, mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Where the bytes lie: each version of each object is one file that is written once and never changed. */
export interface ObjectFiles {
  /** A place for bytes on their way in, on the same file system as the objects. */
  incomingPath(name: string): string;
  uploadsDir: string;
  /** Removes a file on its way in; its bytes stay where they were placed. */
  discard(path: string): Promise<void>;
  /** Gives the finished file at `path` its final place, durably; `path` itself stays. */
  place(path: string, version: string): Promise<void>;
  /** The bytes of an object once more, under another version. */
  duplicate(version: string, copyVersion: string): Promise<void>;
  read(version: string, range?: { startBytes: number; endBytes: number }): ReadStream;
  /** Size in bytes, or null when the file is gone. */
  size(version: string): Promise<number | null>;
  remove(version: string): Promise<void>;
  /** Files that came before `beforeMs`: what no row names is left over from a crash. */
  versionsBefore(beforeMs: number): Promise<string[]>;
  removeIncomingBefore(beforeMs: number): Promise<void>;
}

export async function objectFiles(directory: string): Promise<ObjectFiles> {
  const objectsDir = join(directory, "objects");
  const incomingDir = join(directory, "incoming");
  const uploadsDir = join(directory, "uploads");
  for (const path of [objectsDir, incomingDir, uploadsDir]) await mkdir(path, { recursive: true, mode: 0o700 });
  const pathOf = (version: string) => join(objectsDir, version.slice(0, 2), version);

  async function place(path: string, version: string): Promise<void> {
    const target = pathOf(version);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await link(path, target);
    await syncDirectory(dirname(target));
    await syncDirectory(objectsDir);
  }

  return {
    incomingPath: (name) => join(incomingDir, name),
    uploadsDir,
    discard: (path) => rm(path, { force: true }),
    place,
    duplicate: (version, copyVersion) => place(pathOf(version), copyVersion),
    read: (version, range) =>
      createReadStream(pathOf(version), range ? { start: range.startBytes, end: range.endBytes } : {}),
    size: (version) => sizeOrNull(pathOf(version)),
    remove: (version) => rm(pathOf(version), { force: true }),
    async versionsBefore(beforeMs) {
      const versions: string[] = [];
      for (const folder of await readdir(objectsDir))
        versions.push(...(await oldFiles(join(objectsDir, folder), beforeMs)));
      return versions;
    },
    async removeIncomingBefore(beforeMs) {
      for (const name of await oldFiles(incomingDir, beforeMs)) await rm(join(incomingDir, name), { force: true });
    },
  };
}

async function oldFiles(directory: string, beforeMs: number): Promise<string[]> {
  const names: string[] = [];
  for (const name of await readdir(directory)) {
    // ctime: the moment it was put there; a hard link keeps the mtime of the upload.
    const found = await stat(join(directory, name)).catch(() => null);
    if (found && found.ctimeMs < beforeMs) names.push(name);
  }
  return names;
}

async function sizeOrNull(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** A new name in a folder survives a power cut only when the folder is forced to the disk too. */
async function syncDirectory(path: string): Promise<void> {
  // Windows opens no folders; its file systems journal names themselves.
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
