import type { Json } from "#lib/model/json.ts";
import type { FileReading } from "#lib/model/log-file.ts";
import type { FileRecord } from "#lib/model/log-record.ts";
import type { RedactionCounts } from "#lib/model/redaction.ts";

/** Gives the records of one file in order, batch by batch. */
export interface RecordReader {
  /** What is known so far; encoding, time zone and notes may still change while the file is read. */
  readonly reading: FileReading;
  /**
   * The next batch, or null at the end.
   * Throws UnreadableContentError, after everything readable was delivered, when the content breaks off or is no log;
   * errors of the source (UnavailableError) pass through at once.
   */
  next(): Promise<RecordBatch | null>;
  close(): Promise<void>;
}

export interface RecordBatch {
  /**
   * Records and rejects in the order of the file. Together they cover `bytes` without gap or overlap, except where
   * processors dropped records, or made several of one, which then have its place.
   */
  records: FileRecord[];
  /** The decompressed bytes of exactly these records. */
  bytes: Uint8Array;
  /** Where `bytes` starts in the decompressed stream. */
  byteOffset: number;
  firstRecordNumber: number;
  /** What was replaced in these bytes, by rule. */
  redactions: RedactionCounts;
  /** Bytes read from the source so far, for progress. */
  sourceBytesRead: number;
  /** Checkpoint after this batch. */
  state: ReadState;
}

/** Small JSON from which a new reader goes on exactly after the batch that carried it. */
export type ReadState = { [key: string]: Json };

export interface ReadLimits {
  /** A batch ends before the record that would take it over this. */
  batchBytes: number;
  /** A longer piece is cut into rejects that say so. */
  maxRecordBytes: number;
  maxDecompressedBytes: number;
  /** Decompressed to compressed bytes; looked at beyond 1 GiB of decompressed bytes. */
  maxCompressionRatio: number;
}

export const DEFAULT_READ_LIMITS: ReadLimits = {
  batchBytes: 1024 * 1024,
  maxRecordBytes: 1024 * 1024,
  maxDecompressedBytes: 50 * 1024 ** 3,
  maxCompressionRatio: 250,
};
