import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { InvalidInputError, NotFoundError } from "#lib/errors.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";

const READ_BYTES = 256 * 1024;

/**
 * A file of this machine as a source. The size is taken now; a file that shrinks while it is read just ends earlier.
 * @throws NotFoundError when there is none; InvalidInputError when it is no regular file or may not be read.
 */
export async function localFile(path: string): Promise<ByteSource> {
  const stats = await stat(path).catch((cause) => {
    throw readError(path, cause);
  });
  if (!stats.isFile()) throw new InvalidInputError(`${path} is not a regular file.`);
  return {
    sizeBytes: stats.size,
    async *open(offsetBytes) {
      if (offsetBytes >= stats.size) return;
      try {
        yield* createReadStream(path, { start: offsetBytes, end: stats.size - 1, highWaterMark: READ_BYTES });
      } catch (cause) {
        throw readError(path, cause);
      }
    },
  };
}

function readError(path: string, cause: unknown): Error {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
  if (code === "ENOENT") return new NotFoundError(`${path} does not exist.`, { cause });
  if (code === "EACCES" || code === "EPERM")
    return new InvalidInputError(`${path} may not be read by this user.`, { cause });
  return new InvalidInputError(`${path} can't be read (${code}).`, { cause });
}
