import type { JsonObject } from "#lib/model/json.ts";
import type { RejectedRecord } from "#lib/model/log-record.ts";
import { arrayLiteral } from "./array-literal.ts";
import { asUnavailable } from "./as-unavailable.ts";
import type { EntryBatch, WriteEntries } from "./entry-batch.ts";
import { type FileFacts, updateFileFacts } from "./file-facts.ts";
import { addPatternCounts, type PatternCount } from "./pattern-rows.ts";
import { type Raise, raiseLane } from "./raise-lane.ts";
import type { Sql, TransactionSql } from "./sql.ts";
import { storableJson } from "./storable-text.ts";
import { timeOfUs } from "./time-of-us.ts";
import { trackRejects } from "./track-rejects.ts";
import { type Outcomes, writeOutcomes } from "./write-outcomes.ts";

/** The raw bytes of a batch, compressed, with what is needed to find and skip it without unpacking. */
export interface Chunk {
  firstRecordNumber: number;
  byteOffset: number;
  /** Before compression. */
  byteLength: number;
  firstTimestampUs: number | null;
  lastTimestampUs: number | null;
  /** In the order of SEVERITY_LEVELS, then the rejects. */
  levelCounts: readonly number[];
  /** Records with a time by minute (minutes since 1970), each in the order of SEVERITY_LEVELS. */
  minutes: ReadonlyMap<number, readonly number[]>;
  /** zstd. */
  bytes: Uint8Array;
}

export interface BatchToWrite {
  file: { id: string; organizationId: string };
  dispatch: number;
  /** The checkpoint this batch goes on from; `entries.chunkNo` is the same number. */
  checkpointNo: number;
  /** The checkpoint after it. */
  checkpoint: JsonObject;
  entries: EntryBatch;
  chunk: Chunk;
  /** Totals of the file after this batch. */
  progress: { sourceBytes: number; records: number; rejects: number; recordsPerS: number | null };
  /** Those of its rejects that error_tracking still has room for. */
  trackedRejects: readonly RejectedRecord[];
  outcomes: Outcomes | null;
  patterns: readonly PatternCount[];
  /** Why its file belongs into High, when something in it says so. */
  raise: Raise | null;
  /** Null when the file's row needs no update now. */
  facts: FileFacts | null;
}

/**
 * Stores a batch and moves the checkpoint in one transaction: all of it or nothing, once. "raised" = and its
 * file is in High from now on. "stale" = the checkpoint stands elsewhere or the dispatch is over, and nothing was stored.
 * Throws UnavailableError when the database is away or its disk is full.
 */
export async function writeBatch(
  sql: Sql,
  batch: BatchToWrite,
  writeEntries: WriteEntries,
): Promise<"written" | "raised" | "stale"> {
  try {
    const { isRaised } = await sql.begin(async (tx) => {
      // Sent together: the rows are made ready while the database moves the checkpoint.
      const [moved, written] = await Promise.allSettled([moveCheckpoint(tx, batch), writeEntries(tx, batch.entries)]);
      if (moved.status === "rejected") throw moved.reason;
      if (written.status === "rejected") throw written.reason;
      await trackRejects(tx, batch.file, batch.trackedRejects);
      if (batch.outcomes !== null) await writeOutcomes(tx, batch.file, batch.outcomes);
      if (batch.facts !== null) await updateFileFacts(tx, batch.file.id, batch.facts);
      const { file, dispatch, raise } = batch;
      return { isRaised: raise !== null && (await raiseLane(tx, { id: file.id, dispatch }, raise)) };
    });
    return isRaised ? "raised" : "written";
  } catch (error) {
    if (error instanceof StaleCheckpoint) return "stale";
    throw asUnavailable(error);
  }
}

class StaleCheckpoint extends Error {}

/**
 * The commit need not wait for the disk: after a crash, checkpoint and rows are lost together and the batch is written
 * again. What ends the file commits synchronously, and that covers everything before it.
 */
async function moveCheckpoint(tx: TransactionSql, batch: BatchToWrite): Promise<void> {
  const { file, progress, chunk, entries } = batch;
  const [row] = await tx<{ moved: number }[]>`
    with moved as (
      update public.file_progress set
        checkpoint = ${storableJson(batch.checkpoint)}::text::jsonb, checkpoint_no = ${batch.checkpointNo + 1},
        heartbeat_at = now(), updated_at = now(), bytes_done = ${progress.sourceBytes},
        record_count = ${progress.records}, reject_count = ${progress.rejects}, records_per_s = ${progress.recordsPerS}
      where file_id = ${file.id} and checkpoint_no = ${batch.checkpointNo} and exists (
        select 1 from public.log_files
        where id = ${file.id} and dispatch = ${batch.dispatch} and status = 'processing')
      returning file_id
    ), chunk as (
      insert into logs.log_chunks (file_no, chunk_no, organization_no, first_record_no, record_count, byte_offset,
        byte_length, first_time, last_time, level_counts, bytes)
      select ${entries.fileNo}, ${entries.chunkNo}, ${entries.organizationNo}, ${chunk.firstRecordNumber},
        ${entries.records.length}, ${chunk.byteOffset}, ${chunk.byteLength}, ${timeOfUs(tx, chunk.firstTimestampUs)},
        ${timeOfUs(tx, chunk.lastTimestampUs)}, ${arrayLiteral(chunk.levelCounts)}::text::int4[],
        decode(${base64(chunk.bytes)}, 'base64')
      from moved
    ), minutes as (
      insert into logs.minute_counts (minute, organization_no, file_no, chunk_no, level_counts)
      select to_timestamp(m.minute * 60.0), ${entries.organizationNo}, ${entries.fileNo}, ${entries.chunkNo}, m.counts::int4[]
      from moved, unnest(${arrayLiteral(chunk.minutes.keys())}::text::int8[], ${minuteCounts(chunk.minutes)}::text::text[])
        as m (minute, counts)
    ), patterns as (
      ${addPatternCounts(tx, entries, batch.patterns)}
    )
    select count(*)::int as moved, set_config('synchronous_commit', 'off', true) from moved`;
  if (row?.moved !== 1) throw new StaleCheckpoint();
}

/** The counts of each minute as the text of an array, in the order of the keys. */
function minuteCounts(minutes: Chunk["minutes"]): string {
  return arrayLiteral(Array.from(minutes.values(), arrayLiteral));
}

/** The driver would send bytes as hexadecimal digits, half as many again to write, send and read. */
function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("base64");
}
