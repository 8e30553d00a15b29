import { UnavailableError } from "#lib/errors.ts";
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
 * Its readings throw NotFoundError when the object is gone, UnavailableError when the storage stays away or the
 * object is not as long as the file was said to be.
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
        try {
          for await (const chunk of readFrom(object, position, stallMs)) {
            failedTries = 0;
            position += chunk.byteLength;
            yield chunk;
          }
          if (position >= object.sizeBytes) return;
          throw new UnavailableError(`The storage ended the file at byte ${position} of ${object.sizeBytes}.`);
        } catch (error) {
          failedTries += 1;
          if (!(error instanceof UnavailableError) || failedTries >= maxTries) throw error;
          await pause(retryDelayMs * 2 ** (failedTries - 1));
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
      throw new UnavailableError(`The stored object has ${totalBytes} bytes, the file has ${object.sizeBytes}.`);
    }
    for await (const chunk of body ?? []) {
      clearTimeout(timer);
      yield chunk;
      timer = setTimeout(() => abort.abort(), stallMs);
    }
  } catch (cause) {
    if (cause instanceof Error && "isRetryable" in cause) throw cause;
    throw new UnavailableError(`The connection to the storage broke at byte ${position} or later.`, { cause });
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
