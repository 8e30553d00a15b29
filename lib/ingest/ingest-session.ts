import { setImmediate } from "node:timers/promises";
import { createInstallationTracker, type FileTracker } from "#lib/deployments/installation-tracker.ts";
import type { Json, JsonObject } from "#lib/model/json.ts";
import type { FileCounts } from "#lib/model/log-file.ts";
import type { RecordProcessor } from "#lib/model/record-processor.ts";
import type { RedactionCounts } from "#lib/model/redaction.ts";
import { parseCheckpoint } from "#lib/parse/checkpoint.ts";
import { openReader, type ReadState, type RecordReader } from "#lib/parse/open-reader.ts";
import { nodeInflate } from "#lib/sources/node-inflate.ts";
import type { IngestFile } from "#lib/store/ingest-file.ts";
import { loadFormats } from "#lib/store/load-formats.ts";
import { loadRedactor } from "#lib/store/load-redactor.ts";
import { loadPatterns } from "#lib/store/pattern-rows.ts";
import type { Queryable } from "#lib/store/sql.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";
import { emptyFileCounts } from "./batch-summary.ts";
import { type FileOutcomes, fileOutcomes } from "./file-outcomes.ts";
import { type HashingSource, hashingSource } from "./hashing-source.ts";
import { type PatternBook, patternBook } from "./pattern-book.ts";
import { type ReadAhead, readAhead } from "./read-ahead.ts";

/** What goes on from step to step, beside the reader's own state. Everything in it is JSON. */
export interface Checkpoint {
  reader: ReadState;
  tracker: Json;
  counts: FileCounts;
  contentBytes: number;
  trackedRejects: number;
  redactions: RedactionCounts;
}

/** One file being read: warm between the steps of one process, else opened anew at the checkpoint. */
export interface IngestSession {
  file: IngestFile;
  source: HashingSource;
  reader: RecordReader;
  ahead: ReadAhead;
  tracker: FileTracker;
  outcomes: FileOutcomes;
  patterns: PatternBook;
  /** Where the database stands. */
  checkpointNo: number;
  counts: FileCounts;
  contentBytes: number;
  trackedRejects: number;
  redactions: RedactionCounts;
  /** When the file's row was last brought up to date. */
  factsAtMs: number;
}

export interface SessionPorts {
  byteSource: ByteSource;
  sql: Queryable;
  /** Of all organisations. */
  processors: readonly RecordProcessor[];
}

/** A file in progress goes on with the version of its format that it began with. */
export async function openSession(
  file: IngestFile,
  { byteSource, sql, processors }: SessionPorts,
): Promise<IngestSession> {
  const checkpoint = readCheckpoint(file.checkpoint);
  const begun = checkpoint === null ? null : begunWith(checkpoint.reader);
  const stored = await loadPatterns(sql, { fileNo: file.no, organizationNo: file.organizationNo });
  const book = patternBook(file.organizationNo, stored);
  const source = hashingSource(byteSource);
  const reader = await openReader({
    source,
    fileName: file.name,
    receivedAtMs: file.receivedAtMs,
    format: file.formatSetting ?? undefined,
    formats: await loadFormats(sql, file.organizationId, begun),
    timeZoneSetting: file.timeZoneSetting,
    state: checkpoint?.reader,
    inflate: nodeInflate,
    giveWay: setImmediate,
    redactor: await loadRedactor(sql, file.organizationId),
    processors: processors.filter(({ organizationId = file.organizationId }) => organizationId === file.organizationId),
  });
  const tracker = createInstallationTracker({
    format: reader.reading.format,
    fileName: file.name,
    state: checkpoint?.tracker,
  });
  return {
    file,
    source,
    reader,
    ahead: readAhead(reader, book),
    tracker,
    outcomes: fileOutcomes(file, tracker),
    patterns: book,
    checkpointNo: file.checkpointNo,
    counts: checkpoint?.counts ?? emptyFileCounts(),
    contentBytes: checkpoint?.contentBytes ?? 0,
    trackedRejects: checkpoint?.trackedRejects ?? 0,
    redactions: checkpoint?.redactions ?? {},
    factsAtMs: 0,
  };
}

function begunWith(state: ReadState): { format: string; version: number } {
  const { format, formatVersion } = parseCheckpoint(state).reading;
  return { format, version: formatVersion };
}

export function toJson(checkpoint: Checkpoint): JsonObject {
  return {
    ...checkpoint,
    counts: { ...checkpoint.counts, severities: { ...checkpoint.counts.severities } },
    redactions: { ...checkpoint.redactions },
  };
}

// Only this station writes checkpoints, so what comes back has the shape that went in.
function readCheckpoint(json: JsonObject | null): Checkpoint | null {
  return json as unknown as Checkpoint | null;
}
