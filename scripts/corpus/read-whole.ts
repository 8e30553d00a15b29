import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { UnreadableContentError } from "#lib/errors.ts";
import { openReader } from "#lib/parse/open-reader.ts";
import type { RecordBatch } from "#lib/parse/record-reader.ts";
import { localFile } from "#lib/sources/local-file.ts";

export interface WholeFile {
  format: string;
  records: number;
  rejects: number;
  /** Decompressed. */
  contentBytes: number;
  /** Why it ended early; null when it was read to its end. */
  problem: string | null;
  /** How the pieces fail to cover the bytes one after the other; null when they do. */
  gap: string | null;
  /** Time spent in the reading core. */
  readMs: number;
}

/** Reads a file of this machine by the isomorphic core alone. Throws an AppError when there is no such file. */
export async function readWhole(path: string): Promise<WholeFile> {
  const source = await localFile(path);
  const { mtimeMs } = await stat(path);
  const startMs = performance.now();
  const reader = await openReader({ source, fileName: basename(path), receivedAtMs: mtimeMs });
  const whole: WholeFile = {
    format: reader.reading.format,
    records: 0,
    rejects: 0,
    contentBytes: 0,
    problem: null,
    gap: null,
    readMs: 0,
  };
  try {
    for (let batch = await reader.next(); batch !== null; batch = await reader.next()) add(batch, whole);
  } catch (error) {
    if (!(error instanceof UnreadableContentError)) throw error;
    whole.problem = error.message;
  } finally {
    await reader.close();
  }
  whole.readMs = performance.now() - startMs;
  return whole;
}

function add(batch: RecordBatch, whole: WholeFile): void {
  let at = whole.contentBytes;
  if (batch.byteOffset !== at) whole.gap ??= `a batch starts at byte ${batch.byteOffset}, not at ${at}`;
  for (const { kind, recordNumber, byteOffset, byteLength } of batch.records) {
    if (byteOffset !== at) whole.gap ??= `record ${recordNumber} starts at byte ${byteOffset}, not at ${at}`;
    at += byteLength;
    if (kind === "record") whole.records++;
    else whole.rejects++;
  }
  whole.contentBytes += batch.bytes.length;
  if (at !== whole.contentBytes) whole.gap ??= `records end at byte ${at}, the batch at ${whole.contentBytes}`;
}
