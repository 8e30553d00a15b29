import { AppError, UnavailableError, UnreadableContentError } from "#lib/errors.ts";
import { type ObjectAddress, openObject } from "#lib/platform/storage.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";

/** How the source survives a storage that breaks off; tests shorten it. */
export interface StorageObjectOptions {
  /** Tries in a row that bring no byte before it gives up. */
  maxTries?: number;
  /** The first pause; doubles with each try that brings nothing. */
  retryDelayMs?: number;
  /** A connection that brings nothing for this long counts as broken. */
  stallMs?: number;
}

/**
 * A stored object as a source. A connection that breaks or stalls is opened anew at the byte reached.
 * Its readings throw NotFoundError when the object is gone, UnavailableError when the storage stays away and
 * UnreadableContentError when the object is not as long as the file was said to be.
 */
export function storageObject(
  object: ObjectAddress & { sizeBytes: number },
  { maxTries = 6, retryDelayMs = 250, stallMs = 30_000 }: StorageObjectOptions = {},
): ByteSource {
  return {
    sizeBytes: object.sizeBytes,
    async *open(offsetBytes) {
      let position = offsetBytes;
      let failedTries = 0;
      while (position < object.sizeBytes) {
        const startedAt = position;
        try {
          for await (const chunk of readFrom(object, position, stallMs)) {
            position += chunk.byteLength;
            yield chunk;
          }
          if (position >= object.sizeBytes) return;
          throw new UnavailableError(`The storage ended the file at byte ${position} of ${object.sizeBytes}.`);
        } catch (error) {
          failedTries = position > startedAt ? 0 : failedTries + 1;
          if (!(error instanceof UnavailableError) || failedTries >= maxTries) throw error;
          await pause(retryDelayMs * 2 ** failedTries);
        }
      }
    },
  };
}

async function* readFrom(object: ObjectAddress & { sizeBytes: number }, position: number, stallMs: number) {
  const abort = new AbortController();
  let timer = setTimeout(() => abort.abort(), stallMs);
  try {
    const { body, totalBytes } = await openObject(object, { startBytes: position }, abort.signal);
    if (totalBytes !== object.sizeBytes) {
      throw new UnreadableContentError(
        `The stored object has ${totalBytes} bytes instead of ${object.sizeBytes}. Upload the file again.`,
        { byteOffset: position },
      );
    }
    for await (const chunk of body ?? []) {
      clearTimeout(timer);
      yield chunk;
      timer = setTimeout(() => abort.abort(), stallMs);
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new UnavailableError(`The connection to the storage broke at byte ${position} or later.`, { cause });
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
