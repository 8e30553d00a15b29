import { raiseReason } from "#lib/lanes/raise-reason.ts";
import { addRedactions } from "#lib/normalise/redact/count-redacted.ts";
import { internAttributeSets } from "#lib/store/attribute-sets.ts";
import { copyEntries } from "#lib/store/entries-copy.ts";
import { unnestEntries } from "#lib/store/entries-unnest.ts";
import type { FileFacts } from "#lib/store/file-facts.ts";
import type { Sql } from "#lib/store/sql.ts";
import { MAX_TRACKED_REJECTS } from "#lib/store/track-rejects.ts";
import { writeBatch } from "#lib/store/write-batch.ts";
import { addCounts, levelCounts, summarize } from "./batch-summary.ts";
import { type IngestSession, toJson } from "./ingest-session.ts";
import type { ReadyBatch } from "./read-ahead.ts";

const FACTS_EVERY_MS = 2000;

export interface StoreContext {
  sql: Sql;
  bulkWrite: "copy" | "unnest";
  nowMs: number;
  /** Of the running step, for people. */
  recordsPerS: number | null;
}

/** Stores one batch with all it means and moves the session on, unless the database stands elsewhere ("stale"). */
export async function storeNextBatch(
  session: IngestSession,
  ready: ReadyBatch,
  { sql, bulkWrite, nowMs, recordsPerS }: StoreContext,
): Promise<"written" | "raised" | "stale"> {
  const { file, tracker } = session;
  const { batch } = ready;
  for (const record of batch.records) tracker.observe(record);
  const summary = summarize(batch.records);
  const counts = addCounts(session.counts, summary.counts);
  const contentBytes = session.contentBytes + batch.bytes.length;
  const tracked = summary.rejected.slice(0, Math.max(0, MAX_TRACKED_REJECTS - session.trackedRejects));
  const trackedRejects = session.trackedRejects + tracked.length;
  const redactions = addRedactions(session.redactions, batch.redactions);
  const isFactsDue = session.checkpointNo === 0 || nowMs - session.factsAtMs >= FACTS_EVERY_MS;
  const attributeSetIds = await internAttributeSets(sql, file.organizationNo, batch.records);
  const patterns = await session.patterns.countsOf(sql, ready.tallies);
  const outcomes = session.outcomes.changes();
  const evidence = { format: session.reader.reading.format, records: batch.records, alerts: outcomes?.alerts ?? [] };
  const raise = file.lane === "high" ? null : raiseReason(evidence);
  const facts = isFactsDue ? { ...factsOf(session, null), counts, redactions } : null;
  session.ahead.start();
  const written = await writeBatch(
    sql,
    {
      file,
      dispatch: file.dispatch,
      checkpointNo: session.checkpointNo,
      checkpoint: toJson({
        reader: batch.state,
        tracker: tracker.state(),
        counts,
        contentBytes,
        trackedRejects,
        redactions,
      }),
      entries: {
        organizationNo: file.organizationNo,
        fileNo: file.no,
        chunkNo: session.checkpointNo,
        records: batch.records,
        attributeSetIds,
      },
      chunk: {
        firstRecordNumber: batch.firstRecordNumber,
        byteOffset: batch.byteOffset,
        byteLength: batch.bytes.length,
        firstTimestampUs: summary.counts.firstTimestampUs,
        lastTimestampUs: summary.counts.lastTimestampUs,
        levelCounts: levelCounts(summary.counts),
        minutes: summary.minutes,
        bytes: await ready.compressed,
      },
      progress: { sourceBytes: batch.sourceBytesRead, records: counts.records, rejects: counts.rejects, recordsPerS },
      trackedRejects: tracked,
      outcomes,
      patterns,
      raise,
      facts,
    },
    bulkWrite === "copy" ? copyEntries : unnestEntries,
  );
  if (written === "stale") return "stale";
  session.checkpointNo++;
  session.counts = counts;
  session.contentBytes = contentBytes;
  session.trackedRejects = trackedRejects;
  session.redactions = redactions;
  if (isFactsDue) session.factsAtMs = nowMs;
  if (written === "raised") session.file = { ...file, lane: "high" };
  return written;
}

/** What the file's row says, as far as the session has come. `contentBytes` is known at the end only. */
export function factsOf(session: IngestSession, contentBytes: number | null): FileFacts {
  const { reader, counts, outcomes, redactions } = session;
  return { reading: reader.reading, counts, firstFailingLine: outcomes.firstFailingLine(), contentBytes, redactions };
}
