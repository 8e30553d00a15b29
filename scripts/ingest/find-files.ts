import { createWriteStream } from "node:fs";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { UsageError } from "./usage.ts";

/** A file to send: where it is, and what it is called there. */
export interface LocalFile {
  path: string;
  name: string;
}

export interface FoundFiles {
  files: LocalFile[];
  /** Removes what was put aside for the time being. */
  cleanUp(): Promise<void>;
}

/**
 * The files that the arguments mean: a file itself, a folder's files with those below it, `-` standard input.
 * Links to folders are not followed. Names keep the folder they were found through.
 * @throws UsageError when there is no such file, or nothing to send
 */
export async function findFiles(args: string[], stdin: NodeJS.ReadableStream): Promise<FoundFiles> {
  const files: LocalFile[] = [];
  let spooled: LocalFile | null = null;
  for (const arg of args) {
    if (arg === "-") {
      spooled ??= await spool(stdin);
      files.push(spooled);
    } else files.push(...(await filesOf(arg)));
  }
  if (files.length === 0) throw new UsageError(`There are no files in ${args.join(", ")}.`);
  const folder = spooled === null ? null : dirname(spooled.path);
  return {
    files,
    cleanUp: async () => {
      if (folder !== null) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function filesOf(arg: string): Promise<LocalFile[]> {
  const stats = await stat(arg).catch(() => null);
  if (!stats) throw new UsageError(`${arg} does not exist, or may not be read.`);
  if (stats.isFile()) return [{ path: arg, name: basename(arg) }];
  if (!stats.isDirectory()) throw new UsageError(`${arg} is neither a file nor a folder.`);
  const entries = await readdir(arg, { recursive: true, withFileTypes: true });
  const parent = dirname(resolve(arg));
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path, name: relative(parent, resolve(path)) }));
}

/** Put aside first: its length and hash must be known before it is sent, and a broken upload must go on. */
async function spool(stdin: NodeJS.ReadableStream): Promise<LocalFile> {
  const folder = await mkdtemp(join(tmpdir(), "sluice-stdin-"));
  const path = join(folder, "stdin.log");
  await pipeline(stdin, createWriteStream(path, { mode: 0o600 }));
  return { path, name: "stdin.log" };
}
