import { AppError, UnavailableError, UnreadableContentError } from "#lib/errors.ts";
import type { Dispatched } from "#lib/model/queue.ts";
import type { RecordProcessor } from "#lib/model/record-processor.ts";
import { admitWaiting } from "#lib/store/admission.ts";
import { asUnavailable } from "#lib/store/as-unavailable.ts";
import { completeFile } from "#lib/store/complete-file.ts";
import { databaseNowMs } from "#lib/store/database-clock.ts";
import { failFile } from "#lib/store/fail-file.ts";
import { beat, type IngestFile, loadIngestFile } from "#lib/store/ingest-file.ts";
import { moveOver } from "#lib/store/move-over.ts";
import { noteTrouble } from "#lib/store/note-trouble.ts";
import type { Sql, TransactionSql } from "#lib/store/sql.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";
import { beatingSource } from "./beating-source.ts";
import { type IngestSession, openSession } from "./ingest-session.ts";
import { factsOf, storeNextBatch } from "./store-next-batch.ts";
import type { UnpackPorts } from "./take-member.ts";
import { unpackStep } from "./unpack-step.ts";
import { verifySource } from "./verify-source.ts";
import { keepWarm, takeWarm } from "./warm-sessions.ts";

export interface StepInput {
  fileId: string;
  dispatch: number;
  /** The step ends with the first batch after this long. */
  budgetMs: number;
}

export interface StepPorts {
  sql: Sql;
  openSource(file: IngestFile): ByteSource | Promise<ByteSource>;
  /** Epoch ms. */
  now(): number;
  /** How rows are written; COPY unless a pooler refuses it. */
  bulkWrite?: "copy" | "unnest";
  /** What enriches, drops or splits records before they are stored. */
  processors?: readonly RecordProcessor[];
  /** True = the process is about to end: the step ends with its next batch. */
  isEnding?(): boolean;
  /** Where members of a bundle are put; without it, bundles are refused. */
  unpack?: UnpackPorts;
}

export interface StepResult {
  /**
   * `superseded` = another dispatch or a person took the file away; there is nothing left to do for this one.
   * `moved` = its lane was raised: another dispatch, among `dispatched`, goes on in the new lane.
   */
  status: "continue" | "completed" | "failed" | "superseded" | "moved";
  /** Totals of the file so far. */
  records: number;
  rejects: number;
  /** Records and rejects stored by this step. */
  stored: number;
  /** Bytes of the source read so far. */
  bytesDone: number;
  /** Files that got the slot this one left: send their events. */
  dispatched: Dispatched[];
}

/**
 * Reads a file from its checkpoint for about `budgetMs` and stores what it reads. Doing it twice changes nothing.
 * Content that can't be read ends the file as failed; UnavailableError (database or storage away, disk full) is thrown,
 * and a later call goes on at the checkpoint.
 */
export async function ingestStep(input: StepInput, ports: StepPorts): Promise<StepResult> {
  const file = await answering(() => loadIngestFile(ports.sql, input.fileId));
  if (file === null || file.dispatch !== input.dispatch || file.status !== "processing") return result("superseded");
  const moved = await overToLane(file, null, ports);
  if (moved !== null) return moved;
  let session: IngestSession | null = null;
  try {
    if (file.sizeBytes === 0) throw emptyFile();
    if (file.archiveKind !== null) return await unpack(file, input, ports);
    session = takeWarm(file.id, file.dispatch, file.checkpointNo) ?? (await newSession(file, ports));
    return await readOn(session, input, ports);
  } catch (error) {
    await session?.reader.close().catch(() => {});
    if (error instanceof AppError && error.isRetryable) await tellWhy(file, error, ports);
    if (!(error instanceof AppError) || error.isRetryable) throw error;
    return await fail(file, session, error, ports);
  }
}

async function readOn(session: IngestSession, { budgetMs }: StepInput, ports: StepPorts): Promise<StepResult> {
  const startedMs = ports.now();
  let stored = 0;
  let bytesDone = 0;
  for (;;) {
    const ready = await session.ahead.next();
    if (ready === null) return { ...(await complete(session, ports)), stored };
    const nowMs = ports.now();
    const elapsedMs = nowMs - startedMs;
    const recordsPerS = elapsedMs > 0 && stored > 0 ? Math.round((stored * 1000) / elapsedMs) : null;
    const context = { sql: ports.sql, bulkWrite: ports.bulkWrite ?? "copy", nowMs, recordsPerS };
    const outcome = await answering(() => storeNextBatch(session, ready, context));
    if (outcome === "stale") {
      await session.reader.close();
      return await afterStale(session.file, ports);
    }
    stored += ready.batch.records.length;
    bytesDone = ready.batch.sourceBytesRead;
    if (ports.now() - startedMs >= budgetMs || ports.isEnding?.()) {
      const moved = await overToLane(session.file, { session, bytesDone }, ports);
      keepWarm(session);
      return { ...(moved ?? result("continue", session, bytesDone)), stored };
    }
  }
}

async function newSession(file: IngestFile, ports: StepPorts): Promise<IngestSession> {
  const byteSource = await openSource(file, ports);
  const { sql, processors = [] } = ports;
  return answering(() => openSession(file, { byteSource, sql, processors }));
}

async function unpack(file: IngestFile, { budgetMs }: StepInput, ports: StepPorts): Promise<StepResult> {
  if (ports.unpack === undefined) throw new UnavailableError("Bundles can't be unpacked by this process.");
  const source = await openSource(file, ports);
  const all = { ...ports, ...ports.unpack };
  return await answering(() => unpackStep({ file, source, budgetMs }, all));
}

function openSource(file: IngestFile, { sql, now, openSource }: StepPorts): Promise<ByteSource> {
  const beating = (source: ByteSource) => beatingSource(source, now, () => beat(sql, file));
  return Promise.resolve(openSource(file)).then(beating);
}

/** Between two steps, a file whose lane was raised goes over to it when it has a slot; null = this run goes on. */
async function overToLane(
  file: IngestFile,
  read: { session: IngestSession; bytesDone: number } | null,
  ports: StepPorts,
): Promise<StepResult | null> {
  if (file.lane === file.runLane) return null;
  const dispatched = await answering(() => moveOver(ports.sql, file));
  if (dispatched === null) return null;
  const own = dispatched.find(({ fileId }) => fileId === file.id);
  if (own === undefined) return result("superseded");
  // Kept warm for the run that goes on with it.
  if (read !== null) read.session.file = { ...file, dispatch: own.dispatch, runLane: own.lane };
  return result("moved", read?.session ?? null, read?.bytesDone ?? 0, dispatched);
}

async function complete(session: IngestSession, ports: StepPorts): Promise<StepResult> {
  const { file, reader, counts, contentBytes } = session;
  await reader.close();
  const isEmptied = reader.reading.processors?.some(({ dropped }) => dropped > 0) ?? false;
  if (counts.records + counts.rejects === 0 && !isEmptied) throw emptyContent(contentBytes);
  await verifySource(session.source, file);
  const dispatched = await endFile(ports, (tx) => completeFile(tx, file, factsOf(session, contentBytes)));
  return dispatched === null ? result("superseded") : result("completed", session, file.sizeBytes, dispatched);
}

async function fail(
  file: IngestFile,
  session: IngestSession | null,
  error: AppError,
  ports: StepPorts,
): Promise<StepResult> {
  const facts = session === null ? undefined : factsOf(session, null);
  const dispatched = await endFile(ports, (tx) => failFile(tx, file, error, facts));
  return dispatched === null ? result("superseded") : result("failed", session, 0, dispatched);
}

/** A database that is away can't be told, and one whose disk is full perhaps not either: trying again matters more. */
async function tellWhy(file: IngestFile, error: AppError, { sql }: StepPorts): Promise<void> {
  if (error.details.reason !== "database_away") await noteTrouble(sql, file, error).catch(() => {});
}

/** Ends the file and gives its slot to the next ones in one transaction; null = it was not ours to end any more. */
async function endFile(
  { sql }: StepPorts,
  end: (tx: TransactionSql) => Promise<boolean>,
): Promise<Dispatched[] | null> {
  return await answering(() =>
    sql.begin(async (tx) => ((await end(tx)) ? await admitWaiting(tx, await databaseNowMs(tx)) : null)),
  );
}

/**
 * The checkpoint moved without us: another worker was faster, or a crash of the database took the last commits back.
 * Either way the next step finds out where to go on.
 */
async function afterStale(file: IngestFile, ports: StepPorts): Promise<StepResult> {
  const current = await answering(() => loadIngestFile(ports.sql, file.id));
  const isOurs = current?.dispatch === file.dispatch && current.status === "processing";
  return result(isOurs ? "continue" : "superseded");
}

async function answering<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asUnavailable(error);
  }
}

function result(
  status: StepResult["status"],
  session: IngestSession | null = null,
  bytesDone = 0,
  dispatched: Dispatched[] = [],
): StepResult {
  return {
    status,
    records: session?.counts.records ?? 0,
    rejects: session?.counts.rejects ?? 0,
    stored: 0,
    bytesDone,
    dispatched,
  };
}

function emptyFile(): UnreadableContentError {
  return new UnreadableContentError(
    "This file is empty (0 bytes), so there is nothing to read. If it should hold a log, export the log again and upload the new file.",
    { byteOffset: 0 },
  );
}

function emptyContent(contentBytes: number): UnreadableContentError {
  return new UnreadableContentError(
    `This file holds no records: its content is ${contentBytes === 0 ? "empty (0 bytes)" : "blank"}. If it should hold a log, export the log again and upload the new file.`,
    { byteOffset: 0 },
  );
}
