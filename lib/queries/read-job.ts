import type { SeverityCounts } from "#lib/model/severity.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { type FileDetail, readFile } from "./read-file.ts";

/** What became of one sent file. For a duplicate, the numbers and the state are those of the file it is linked to. */
export interface Job {
  jobId: string;
  fileId: string;
  name: string;
  state: FileDetail["state"];
  duplicateOf: { id: string; name: string } | null;
  lane: FileDetail["lane"];
  laneReason: string;
  sizeBytes: number;
  bytesDone: number;
  format: string | null;
  formatConfidence: number | null;
  container: string | null;
  /** Of an archive, its first 1,000: each a job of its own, or why it is none; null = no archive. */
  members: { name: string | null; jobId: string | null; problem: string | null }[] | null;
  encoding: string | null;
  timeZone: string | null;
  timeZoneSource: FileDetail["timeZoneSource"];
  records: number;
  rejects: number;
  recordsPerS: number | null;
  severities: Partial<SeverityCounts>;
  firstTimeUs: number | null;
  lastTimeUs: number | null;
  firstFailingLine: FileDetail["firstFailingLine"];
  installations: FileDetail["installations"];
  error: FileDetail["error"];
  attempts: number;
  createdAtMs: number;
  queuedAtMs: number | null;
  startedAtMs: number | null;
  finishedAtMs: number | null;
}

/** @throws NotFoundError, for another organisation's job as for one that never was */
export async function readJob(tx: TransactionSql, jobId: string): Promise<Job> {
  const own = await readFile(tx, jobId);
  const read = own.duplicateOf ? await readFile(tx, own.duplicateOf.id) : own;
  return {
    jobId: own.id,
    fileId: own.id,
    name: own.name,
    state: read.state,
    duplicateOf: own.duplicateOf,
    lane: read.lane,
    laneReason: own.laneReason,
    sizeBytes: own.sizeBytes,
    bytesDone: read.bytesDone,
    format: read.format,
    formatConfidence: read.formatConfidence,
    container: read.container,
    members:
      read.archiveKind === null
        ? null
        : read.members.map(({ name, problem, file }) => ({ name, problem, jobId: file?.id ?? null })),
    encoding: read.encoding,
    timeZone: read.timeZone,
    timeZoneSource: read.timeZoneSource,
    records: read.records,
    rejects: read.rejects,
    recordsPerS: read.recordsPerS,
    severities: read.severities,
    firstTimeUs: read.firstTimeUs,
    lastTimeUs: read.lastTimeUs,
    firstFailingLine: read.firstFailingLine,
    installations: read.installations,
    error: read.error,
    attempts: read.attempts,
    createdAtMs: own.createdAtMs,
    queuedAtMs: read.queuedAtMs,
    startedAtMs: read.startedAtMs,
    finishedAtMs: read.finishedAtMs,
  };
}
