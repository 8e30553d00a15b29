import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { createInstallationTracker } from "#lib/deployments/installation-tracker.ts";
import { UnreadableContentError } from "#lib/errors.ts";
import type { FailingLine, FileCounts, FileReading, Installation } from "#lib/model/log-file.ts";
import type { FileRecord } from "#lib/model/log-record.ts";
import { emptySeverityCounts, severityLevel } from "#lib/model/severity.ts";
import { openReader } from "#lib/parse/open-reader.ts";
import { localFile } from "#lib/sources/local-file.ts";
import { nodeInflate } from "#lib/sources/node-inflate.ts";

/** What one file holds. */
export interface FileReport {
  file: string;
  reading: FileReading;
  /** Decompressed. */
  contentBytes: number;
  counts: FileCounts;
  installations: Installation[];
  /** The earliest record that explains what is wrong, with its reasoning. */
  failingLine: FailingLine | null;
}

/**
 * Reads a whole file of this machine. `problem` says why it could not be read to its end; the report then holds what
 * could. Throws an AppError when there is no such file.
 */
export async function inspectFile(path: string): Promise<{ report: FileReport; problem: string | null }> {
  const source = await localFile(path);
  const { mtimeMs } = await stat(path);
  const fileName = basename(path);
  const reader = await openReader({ source, fileName, receivedAtMs: mtimeMs, inflate: nodeInflate });
  const tracker = createInstallationTracker({ format: reader.reading.format, fileName });
  const counts = emptyCounts();
  let contentBytes = 0;
  let problem: string | null = null;
  try {
    for (let batch = await reader.next(); batch !== null; batch = await reader.next()) {
      contentBytes += batch.bytes.length;
      for (const record of batch.records) {
        count(record, counts);
        tracker.observe(record);
      }
    }
  } catch (error) {
    if (!(error instanceof UnreadableContentError)) throw error;
    problem = error.message;
  } finally {
    await reader.close();
  }
  const { reading } = reader;
  const found = { installations: tracker.installations(), failingLine: tracker.failingLine() };
  return { report: { file: path, reading, contentBytes, counts, ...found }, problem };
}

function emptyCounts(): FileCounts {
  return { records: 0, rejects: 0, severities: emptySeverityCounts(), firstTimestampUs: null, lastTimestampUs: null };
}

function count(record: FileRecord, counts: FileCounts): void {
  if (record.kind === "reject") {
    counts.rejects++;
    return;
  }
  counts.records++;
  counts.severities[severityLevel(record.severityNumber)]++;
  const { timestampUs } = record;
  if (timestampUs === null) return;
  counts.firstTimestampUs = Math.min(counts.firstTimestampUs ?? timestampUs, timestampUs);
  counts.lastTimestampUs = Math.max(counts.lastTimestampUs ?? timestampUs, timestampUs);
}
