/** What one push of compressed bytes gave. */
export interface Inflated {
  output: Uint8Array[];
  /** How many of the pushed bytes were used; fewer than pushed only when the stream has ended. */
  usedBytes: number;
  isEnd: boolean;
  /** Set when the data is corrupt: what is wrong with it; `output` is what came before. */
  damage?: string;
}

/** Reads one raw deflate stream (RFC 1951). */
export interface Inflater {
  push(bytes: Uint8Array): Promise<Inflated> | Inflated;
  close(): void;
}

/** Reads one zstd frame. Throws for corrupt data. */
export interface ZstdDecoder {
  /** Its header, or a block of it. */
  push(bytes: Uint8Array, isLast: boolean): Promise<Uint8Array[]> | Uint8Array[];
  /** Verifies the checksum behind the last block; null = it has none. */
  end(checksum: Uint8Array | null): Promise<void> | void;
  close(): void;
}

/** The port through which gzip is read: the portable one is ours, Node injects its zlib for speed. */
export interface InflatePort {
  createZstdDecoder(): ZstdDecoder;
  createInflater(): Inflater;
  /** CRC-32 (IEEE) of `bytes`, going on from `previous` (0 at the start). */
  crc32(bytes: Uint8Array, previous: number): number;
}
