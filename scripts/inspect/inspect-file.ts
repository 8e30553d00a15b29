import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { createInstallationTracker } from "#lib/deployments/installation-tracker.ts";
import { UnreadableContentError } from "#lib/errors.ts";
import type { LogFormat } from "#lib/formats/format.ts";
import type { FailingLine, FileCounts, FileReading, Installation } from "#lib/model/log-file.ts";
import type { FileRecord } from "#lib/model/log-record.ts";
import { memberName, memberPath } from "#lib/model/member-name.ts";
import type { RecordProcessor } from "#lib/model/record-processor.ts";
import { emptySeverityCounts, severityLevel } from "#lib/model/severity.ts";
import { listMembers, openBundle } from "#lib/parse/open-bundle.ts";
import { openReader } from "#lib/parse/open-reader.ts";
import { localFile } from "#lib/sources/local-file.ts";
import { nodeInflate } from "#lib/sources/node-inflate.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";

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

export interface Inspected {
  report: FileReport;
  /** Why it could not be read to its end; the report then holds what could. */
  problem: string | null;
}

/** What can't be told of as a file: a member that can't be unpacked, something wrong with an archive. */
export interface NamedProblem {
  file: string;
  problem: string;
}

export interface InspectOptions {
  /** The format to read it with; null = by content. */
  own: LogFormat | null;
  processors: readonly RecordProcessor[];
}

/** Reads a whole file of this machine, or every member of an archive. Throws an AppError when there is no such file. */
export async function* inspectPath(
  path: string,
  options: InspectOptions = { own: null, processors: [] },
): AsyncGenerator<Inspected | NamedProblem> {
  const source = await localFile(path);
  const { mtimeMs } = await stat(path);
  if ((await openBundle({ source, inflate: nodeInflate })) === null) {
    yield await inspectSource({ source, file: path, fileName: basename(path), receivedAtMs: mtimeMs, ...options });
    return;
  }
  for await (const item of listMembers({ source, inflate: nodeInflate })) {
    if (item.kind === "problem") {
      yield { file: memberPath([path, ...item.names]), problem: item.message };
      continue;
    }
    const { names, name, problem, modifiedAtMs } = item.member;
    const file = memberPath([path, ...names]);
    if (problem !== null) yield { file, problem };
    else {
      const fileName = memberName(name.split(/[/\\]/).at(-1) ?? name);
      const receivedAtMs = modifiedAtMs ?? mtimeMs;
      yield await inspectSource({ source: await item.member.source(), file, fileName, receivedAtMs, ...options });
    }
  }
}

interface Inspecting extends InspectOptions {
  source: ByteSource;
  file: string;
  fileName: string;
  receivedAtMs: number;
}

async function inspectSource(inspecting: Inspecting): Promise<Inspected> {
  const { source, file, fileName, receivedAtMs, own, processors } = inspecting;
  const formats = own === null ? {} : { formats: [own], format: own.id };
  const reader = await openReader({ source, fileName, receivedAtMs, inflate: nodeInflate, processors, ...formats });
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
  return { report: { file, reading, contentBytes, counts, ...found }, problem };
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
