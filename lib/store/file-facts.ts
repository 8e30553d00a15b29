import type { FailingLine, FileCounts, FileReading } from "#lib/model/log-file.ts";
import type { RedactionCounts } from "#lib/model/redaction.ts";
import type { TransactionSql } from "./sql.ts";
import { storableLine } from "./storable-line.ts";
import { storableJson, storableText } from "./storable-text.ts";
import { timeOfUs } from "./time-of-us.ts";

/** What a file's row says about its content, as far as it was read. */
export interface FileFacts {
  /** Null when nothing could be recognised. */
  reading: FileReading | null;
  counts: FileCounts;
  firstFailingLine: FailingLine | null;
  redactions: RedactionCounts;
  /** Decompressed bytes; null while the end is not reached. */
  contentBytes: number | null;
}

/**
 * Writes the facts into the file's row, and takes back what kept a running one from going on. Not with every batch:
 * people list these rows, and each update is told to them.
 */
export async function updateFileFacts(tx: TransactionSql, fileId: string, facts: FileFacts): Promise<void> {
  const { reading, counts } = facts;
  await tx`
    update public.log_files set
      format = ${reading?.format ?? null}, format_version = ${reading?.formatVersion ?? null},
      format_confidence = ${reading?.confidence ?? null},
      runner_up = ${reading?.runnerUp?.format ?? null}, runner_up_confidence = ${reading?.runnerUp?.confidence ?? null},
      container = ${reading?.container ?? null}, encoding = ${reading?.encoding ?? null},
      time_zone = ${reading?.timeZone.zone ?? null}, time_zone_source = ${reading?.timeZone.source ?? null},
      time_zone_reason = ${reading === null ? null : storableText(reading.timeZone.reason)},
      reading_notes = ${storableJson(reading?.notes ?? [])}::text::jsonb,
      record_count = ${counts.records}, reject_count = ${counts.rejects},
      severity_counts = ${storableJson(counts.severities)}::text::jsonb,
      first_time = ${timeOfUs(tx, counts.firstTimestampUs)}, last_time = ${timeOfUs(tx, counts.lastTimestampUs)},
      first_failing_line = ${storableLine(facts.firstFailingLine)}::text::jsonb,
      redaction_counts = ${storableJson({ ...facts.redactions })}::text::jsonb,
      content_bytes = ${facts.contentBytes}, error = case when status = 'processing' then null else error end
    where id = ${fileId}`;
}
