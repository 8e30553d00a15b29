import { AppError, UnavailableError } from "#lib/errors.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";

/** How a source survives a server that breaks off; tests shorten it. */
export interface ResumeOptions {
  /** Tries in a row that bring no byte before it gives up. */
  maxTries?: number;
  /** The first pause; doubles with each try that brings nothing. */
  retryDelayMs?: number;
  /** A connection that brings nothing for this long counts as broken. */
  stallMs?: number;
}

/** The bytes from `position` to the end, of exactly the version that the source is about; null = there are none. */
export type OpenAt = (position: number, signal: AbortSignal) => Promise<AsyncIterable<Uint8Array> | null>;

/**
 * A source over something that is fetched: a connection that breaks or stalls is opened anew at the byte reached.
 * Its readings throw what `openAt` throws; retryable errors only after several tries that bring no byte.
 */
export function resumingSource(
  { sizeBytes, openAt }: { sizeBytes: number; openAt: OpenAt },
  { maxTries = 6, retryDelayMs = 250, stallMs = 30_000 }: ResumeOptions = {},
): ByteSource {
  return {
    sizeBytes,
    async *open(offsetBytes) {
      let position = offsetBytes;
      let failedTries = 0;
      while (position < sizeBytes) {
        const startedAt = position;
        try {
          for await (const chunk of readFrom(openAt, position, stallMs)) {
            position += chunk.byteLength;
            yield chunk;
          }
          if (position >= sizeBytes) return;
          throw new UnavailableError(`The storage ended the file at byte ${position} of ${sizeBytes}.`);
        } catch (error) {
          failedTries = position > startedAt ? 0 : failedTries + 1;
          if (!(error instanceof AppError) || !error.isRetryable || failedTries >= maxTries) throw error;
          await pause(retryDelayMs * 2 ** failedTries);
        }
      }
    },
  };
}

async function* readFrom(openAt: OpenAt, position: number, stallMs: number) {
  const abort = new AbortController();
  let timer = setTimeout(() => abort.abort(), stallMs);
  try {
    for await (const chunk of (await openAt(position, abort.signal)) ?? []) {
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
