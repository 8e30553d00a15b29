import type { Compression } from "#lib/model/log-file.ts";
import { bunzip2, isBzip2 } from "./bunzip2.ts";
import { gunzip, isGzip } from "./gunzip.ts";
import type { InflatePort } from "./inflater.ts";
import { isXz, unxz } from "./unxz.ts";
import { isZstd, unzstd } from "./unzstd.ts";

/** So many first bytes tell a compression. */
export const COMPRESSION_HEAD_BYTES = 10;

/** How bytes that begin so are compressed; null = not in a way that is read here. */
export function compressionOf(head: Uint8Array): Compression | null {
  if (isGzip(head)) return "gzip";
  if (isZstd(head)) return "zstd";
  if (isXz(head)) return "xz";
  return isBzip2(head) ? "bzip2" : null;
}

/**
 * Decompresses one layer. Throws UnreadableContentError, after everything readable was yielded, when the data is
 * truncated or damaged, and what `compressed` throws.
 */
export function decompress(
  compressed: AsyncIterable<Uint8Array>,
  compression: Compression,
  inflate: InflatePort,
): AsyncGenerator<Uint8Array> {
  switch (compression) {
    case "gzip":
      return gunzip(compressed, inflate);
    case "zstd":
      return unzstd(compressed, inflate);
    case "bzip2":
      return bunzip2(compressed);
    case "xz":
      return unxz(compressed);
  }
}
