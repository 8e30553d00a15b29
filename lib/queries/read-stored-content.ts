import { zstdDecompressSync } from "node:zlib";
import type { TransactionSql } from "#lib/platform/database.ts";

/** The stored bytes of a file: all of them, or its start and its end. Redacted as they were stored. */
export interface StoredContent {
  bytes: Uint8Array;
  /** What lies between start and end and is not among them; null = nothing does. */
  gap: StoredGap | null;
  /** Of the whole file, as far as it is stored. */
  totalBytes: number;
}

export interface StoredGap {
  /** Where it begins, in the file as in `bytes`. */
  atByte: number;
  byteLength: number;
  /** Records in it, as they are stored. */
  records: number;
}

interface Chunk {
  byteOffset: number;
  byteLength: number;
  firstRecordNumber: number;
  records: number;
  bytes: Uint8Array;
}

/**
 * Reads whole chunks, which begin and end with a record, so that what follows a gap is as readable as what leads to it.
 * Null when nothing of the file is stored.
 */
export async function readStoredContent(
  tx: TransactionSql,
  file: { no: number },
  { headBytes, tailBytes }: { headBytes: number; tailBytes: number },
): Promise<StoredContent | null> {
  const [last] = await tx<{ totalBytes: number }[]>`
    select (byte_offset + byte_length)::float8 as "totalBytes" from logs.log_chunks
    where file_no = ${file.no} order by chunk_no desc limit 1`;
  if (!last) return null;
  const { totalBytes } = last;
  const headEnd = totalBytes <= headBytes + tailBytes ? totalBytes : headBytes;
  const chunks = await tx<Chunk[]>`
    select byte_offset::float8 as "byteOffset", byte_length::float8 as "byteLength",
      first_record_no::float8 as "firstRecordNumber", record_count::float8 as records, bytes
    from logs.log_chunks
    where file_no = ${file.no} and (byte_offset < ${headEnd} or byte_offset >= ${totalBytes - tailBytes})
    order by chunk_no`;
  const bytes = chunks.map((chunk) => zstdDecompressSync(chunk.bytes, { maxOutputLength: chunk.byteLength + 1 }));
  return { bytes: Buffer.concat(bytes), gap: gapIn(chunks), totalBytes };
}

function gapIn(chunks: readonly Chunk[]): StoredGap | null {
  for (const [index, chunk] of chunks.entries()) {
    const before = chunks[index - 1];
    if (before === undefined) continue;
    const atByte = before.byteOffset + before.byteLength;
    const records = chunk.firstRecordNumber - before.firstRecordNumber - before.records;
    if (chunk.byteOffset > atByte) return { atByte, byteLength: chunk.byteOffset - atByte, records };
  }
  return null;
}
