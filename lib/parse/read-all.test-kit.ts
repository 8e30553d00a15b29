import type { FileReading } from "#lib/model/log-file.ts";
import type { FileRecord } from "#lib/model/log-record.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";
import { type OpenReaderInput, openReader } from "./open-reader.ts";
import type { RecordBatch } from "./record-reader.ts";

export const RECEIVED_AT_MS = Date.UTC(2026, 10, 22);

/** What of a batch does not depend on how the bytes arrived. */
export type ReadBatch = Omit<RecordBatch, "sourceBytesRead">;

export interface ReadAll {
  batches: ReadBatch[];
  records: FileRecord[];
  bytes: Buffer;
  reading: FileReading;
  error: Error | null;
}

/** Reads to the end, or to the error that ends it. */
export async function readAll(input: Partial<OpenReaderInput> & { source: ByteSource }): Promise<ReadAll> {
  const reader = await openReader({ fileName: "a.log", receivedAtMs: RECEIVED_AT_MS, ...input });
  const batches: ReadBatch[] = [];
  let error: Error | null = null;
  try {
    for (let batch = await reader.next(); batch !== null; batch = await reader.next()) {
      const { sourceBytesRead: _, ...rest } = batch;
      batches.push(rest);
    }
  } catch (caught) {
    error = caught instanceof Error ? caught : new Error(String(caught));
  }
  await reader.close();
  const records = batches.flatMap((batch) => batch.records);
  return { batches, records, bytes: Buffer.concat(batches.map(({ bytes }) => bytes)), reading: reader.reading, error };
}

/** A source that gives its bytes in chunks of the given sizes, over and over. */
export function chunkedSource(bytes: Uint8Array, chunkSizes: readonly number[]): ByteSource {
  return {
    sizeBytes: bytes.length,
    async *open(offsetBytes) {
      let at = offsetBytes;
      for (let index = 0; at < bytes.length; index++) {
        const size = chunkSizes[index % chunkSizes.length] ?? 1;
        yield bytes.subarray(at, at + size);
        at += size;
      }
    },
  };
}

/** Why the records of a reading don't cover its bytes one after the other; null when they do. */
export function coverageGap({ batches, records }: ReadAll): string | null {
  let offset = 0;
  for (const [index, record] of records.entries()) {
    if (record.recordNumber !== index + 1) return `record ${index + 1} is numbered ${record.recordNumber}`;
    if (record.byteOffset !== offset) return `record ${index + 1} starts at ${record.byteOffset}, not ${offset}`;
    if (record.byteLength <= 0) return `record ${index + 1} is ${record.byteLength} bytes long`;
    offset += record.byteLength;
  }
  const length = batches.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return offset === length ? null : `records cover ${offset} of ${length} bytes`;
}
