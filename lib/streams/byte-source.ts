/**
 * Where the bytes of a file come from, exactly as stored (compressed if it is compressed).
 * Implementations throw AppError: `UnavailableError` when a later try may succeed.
 */
export interface ByteSource {
  /** Null when it is not known before the end (standard input). */
  sizeBytes: number | null;
  /** The bytes from `offsetBytes` to the end; every call starts a reading of its own. Chunks may have any size. */
  open(offsetBytes: number): AsyncIterable<Uint8Array>;
}

/** A source over bytes in memory. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    sizeBytes: bytes.length,
    async *open(offsetBytes) {
      if (offsetBytes < bytes.length) yield bytes.subarray(offsetBytes);
    },
  };
}

/** A source over a browser's File or any Blob; reads it in pieces, never as a whole. */
export function blobSource(blob: Blob): ByteSource {
  return {
    sizeBytes: blob.size,
    async *open(offsetBytes) {
      const reader = blob.slice(offsetBytes).stream().getReader();
      try {
        for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
      } finally {
        await reader.cancel();
      }
    },
  };
}
