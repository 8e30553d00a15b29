import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, open, readdir, realpath, rm } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { AppError, ForbiddenError, InvalidInputError, NotFoundError, UnreadableContentError } from "#lib/errors.ts";
import { textEncoding } from "#lib/streams/text-encoding.ts";
import type { ListedObject, ObjectStore, StoredContent } from "./object-store.ts";

const READ_BYTES = 256 * 1024;
const PAGE = 500;
/** Before the end of a content: tells it from another one of the same length, and a file that grew from one that was rewritten. */
const TAIL_BYTES = 1024;
/** A file that changed later may be in the middle of a line. */
const QUIET_MS = 30_000;
/** So far back a line's end is looked for. */
const LINE_BYTES = 64 * 1024;

/**
 * A folder of this machine and all below it, links left out. A file that is still written to ends, for now, behind its
 * last whole line. A renamed file keeps its etag.
 * @throws ForbiddenError for a folder that is in none of `roots`; NotFoundError when there is no such folder
 */
export async function folderStore(path: string, roots: readonly string[], now: () => number): Promise<ObjectStore> {
  const root = await allowedFolder(path, roots);
  return {
    store: `folder:${root}`,
    list: ({ prefix, startAfter }) => pages(root, { prefix, startAfter, now }),
    open: (content) => ({
      sizeBytes: content.sizeBytes,
      async *open(offsetBytes) {
        const file = await openWithin(root, content.key);
        try {
          await requireSame(file, content);
          const end = content.startByte + content.sizeBytes;
          for (let at = content.startByte + offsetBytes; at < end; ) {
            const { bytesRead, buffer } = await file.read(Buffer.alloc(Math.min(READ_BYTES, end - at)), {
              position: at,
            });
            if (bytesRead === 0) throw changed(content, at - content.startByte);
            at += bytesRead;
            yield buffer.subarray(0, bytesRead);
          }
        } finally {
          await file.close();
        }
      },
    }),
    async remove(content) {
      const file = await openWithin(root, content.key);
      try {
        await requireSame(file, content);
        if ((await file.stat()).size > content.startByte + content.sizeBytes) throw changed(content, 0);
      } finally {
        await file.close();
      }
      await rm(join(root, content.key));
    },
    async growth(listed, earlier) {
      const file = await openWithin(root, listed.key);
      try {
        const end = earlier.startByte + earlier.sizeBytes;
        return (await etagOf(file, end)) === earlier.etag ? end : null;
      } finally {
        await file.close();
      }
    },
    close: () => undefined,
  };
}

async function allowedFolder(path: string, roots: readonly string[]): Promise<string> {
  const real = await realpath(path).catch((cause) => {
    throw new NotFoundError(`There is no folder ${path}, or this server may not look into it.`, { cause });
  });
  for (const root of roots) {
    const allowed = await realpath(root).catch(() => null);
    if (allowed !== null && isWithin(real, allowed)) return real;
  }
  throw new ForbiddenError(
    roots.length === 0
      ? "This server watches no folders: its operator names those that are allowed in SLUICE_FOLDER_ROOTS."
      : `${path} is in none of the folders that this server may watch (SLUICE_FOLDER_ROOTS).`,
  );
}

function isWithin(path: string, root: string): boolean {
  const way = relative(root, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`));
}

interface Listing {
  prefix: string;
  startAfter: string | null;
  now(): number;
}

async function* pages(root: string, listing: Listing): AsyncGenerator<ListedObject[], void> {
  let page: ListedObject[] = [];
  for await (const key of keys(root, "", listing)) {
    const listed = await look(root, key, listing.now());
    if (listed !== null) page.push(listed);
    if (page.length === PAGE) {
      yield page;
      page = [];
    }
  }
  if (page.length > 0) yield page;
}

/** Relative paths with slashes, in the order of their bytes. */
async function* keys(root: string, folder: string, listing: Listing): AsyncGenerator<string, void> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((cause) => {
    // One below that went or is closed to this user hides what is in it; the folder itself must be readable.
    if (folder !== "") return [];
    throw new InvalidInputError(`${root} can't be read by this server. Give its user the right to list it.`, { cause });
  });
  const names = entries
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .map((entry) => `${folder}${entry.name}${entry.isDirectory() ? "/" : ""}`)
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  for (const name of names) {
    const { prefix, startAfter } = listing;
    if (!name.startsWith(prefix) && !(name.endsWith("/") && prefix.startsWith(name))) continue;
    if (name.endsWith("/")) yield* keys(root, name, listing);
    else if (startAfter === null || Buffer.compare(Buffer.from(name), Buffer.from(startAfter)) > 0) yield name;
  }
}

/** A file with what of it can be read now; null when nothing can, or when it went meanwhile. */
async function look(root: string, key: string, nowMs: number): Promise<ListedObject | null> {
  try {
    const file = await openWithin(root, key);
    try {
      const { size, mtimeMs } = await file.stat();
      const end = await readableEnd(file, size, nowMs - mtimeMs >= QUIET_MS);
      if (end === null) return null;
      return { key, etag: await etagOf(file, end), sizeBytes: end, startByte: 0, modifiedAtMs: mtimeMs };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}

async function readableEnd(file: FileHandle, size: number, isQuiet: boolean): Promise<number | null> {
  if (isQuiet) return size;
  const head = await bytesOf(file, 0, Math.min(size, 4096));
  if (textEncoding(head) === "binary") return null;
  const from = Math.max(0, size - LINE_BYTES);
  const tail = await bytesOf(file, from, size);
  const feed = tail.lastIndexOf(10);
  if (feed === -1) return null;
  // In UTF-16 with the low byte first, the line ends one byte later.
  return from + feed + (tail[feed + 1] === 0 ? 2 : 1);
}

async function etagOf(file: FileHandle, end: number): Promise<string> {
  const { ino, size } = await file.stat({ bigint: true });
  if (BigInt(end) > size) return `${ino}-${size}-shorter`;
  const tail = await bytesOf(file, Math.max(0, end - TAIL_BYTES), end);
  return `${ino}-${end}-${createHash("sha256").update(tail).digest("hex").slice(0, 16)}`;
}

async function bytesOf(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(to - from), { position: from });
  return buffer.subarray(0, bytesRead);
}

async function requireSame(file: FileHandle, content: StoredContent): Promise<void> {
  const etag = await etagOf(file, content.startByte + content.sizeBytes);
  if (etag !== content.etag) throw changed(content, 0);
}

function changed(content: StoredContent, byteOffset: number): UnreadableContentError {
  return new UnreadableContentError(
    `${content.key} is no longer the file that was found: it was replaced, rewritten or cut. What was read is kept; its new content is read by itself.`,
    { byteOffset },
  );
}

/** Opens a regular file below the folder; links anywhere on the way are refused. */
async function openWithin(root: string, key: string): Promise<FileHandle> {
  const path = join(root, key);
  try {
    const parent = await realpath(join(path, ".."));
    if (!isWithin(parent, root) || join(parent, path.slice(path.lastIndexOf(sep) + 1)) !== path) throw linked(key);
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    if ((await file.stat()).isFile()) return file;
    await file.close();
    throw linked(key);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
    if (code === "ENOENT" || code === "ENOTDIR") throw new NotFoundError(`${key} is gone.`, { cause });
    if (code === "ELOOP") throw linked(key);
    throw new InvalidInputError(
      `${key} may not be read by this server (${code}). Give its user the right to read it.`,
      {
        cause,
      },
    );
  }
}

function linked(key: string): ForbiddenError {
  return new ForbiddenError(`${key} is a link or no regular file; only files in the folder itself are read.`);
}
