import { z } from "zod";
import type { ArchiveKind } from "#lib/model/bundle.ts";
import type { FailingLine, InstallationOutcome, TimeZoneSource } from "#lib/model/log-file.ts";
import type { FoundIn } from "#lib/model/source.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { type BundleMemberItem, readBundleMembers } from "./bundle-members.ts";
import { fileNotFound } from "./file-ref.ts";
import { foundInColumn } from "./found-in.ts";
import { type FileItem, fileColumns } from "./list-files.ts";

export interface InstallationItem {
  product: string;
  attempt: number;
  outcome: InstallationOutcome;
  exitCode: string | null;
  startedAtUs: number | null;
  finishedAtUs: number | null;
  firstFailingLine: FailingLine | null;
}

/** One file with everything its page says about it. */
export interface FileDetail extends FileItem {
  formatVersion: number | null;
  /** 0 to 1. */
  formatConfidence: number | null;
  runnerUp: { format: string; confidence: number } | null;
  container: string | null;
  encoding: string | null;
  timeZone: string | null;
  timeZoneSource: TimeZoneSource | null;
  timeZoneReason: string | null;
  /** What was assumed or found out about the whole file, in sentences. */
  readingNotes: string[];
  /** How often each rule of redaction found something, by its name. */
  redactions: Record<string, number>;
  /** The first piece that was kept as text. */
  firstRejectRecordNumber: number | null;
  /** Transitions of its history. */
  eventCount: number;
  firstTimeUs: number | null;
  lastTimeUs: number | null;
  /** Decompressed size; null until the file was read. */
  contentBytes: number | null;
  sha256: string | null;
  source: string;
  /** The source that found it; null = it was sent, or its source is gone. */
  foundIn: FoundIn | null;
  createdBy: string | null;
  startedAtMs: number | null;
  /** Later files with the same content, newest first, at most 5. */
  duplicates: { id: string; name: string; createdAtMs: number }[];
  installations: InstallationItem[];
  /** Why it could not be unpacked to its end from the archive it was in. */
  unpackProblem: string | null;
  /** Of an archive; null = a log. */
  archiveKind: ArchiveKind | null;
  /** What an archive holds, as far as it was unpacked. */
  members: BundleMemberItem[];
}

/** @throws NotFoundError */
export async function readFile(tx: TransactionSql, fileId: string): Promise<FileDetail> {
  if (!z.guid().safeParse(fileId).success) throw fileNotFound(fileId);
  const [file] = await tx<Omit<FileDetail, "installations" | "duplicates" | "members">[]>`
    select ${fileColumns(tx)},
      f.format_version as "formatVersion", f.format_confidence::text::float8 as "formatConfidence",
      case when f.runner_up is null then null
        else jsonb_build_object('format', f.runner_up, 'confidence', f.runner_up_confidence::text::float8) end as "runnerUp",
      (select m.problem from public.bundle_members m where m.file_id = f.id) as "unpackProblem",
      f.archive_kind as "archiveKind", f.container, f.encoding, f.time_zone as "timeZone", f.time_zone_source as "timeZoneSource",
      f.time_zone_reason as "timeZoneReason", f.reading_notes as "readingNotes", f.redaction_counts as redactions,
      (select min(t.record_no) from public.error_tracking t where t.file_id = f.id and t.kind = 'reject')
        as "firstRejectRecordNumber",
      (select count(*)::int from public.processing_events e where e.file_id = f.id) as "eventCount",
      (extract(epoch from f.first_time) * 1000000)::bigint as "firstTimeUs",
      (extract(epoch from f.last_time) * 1000000)::bigint as "lastTimeUs",
      f.content_bytes as "contentBytes", f.sha256, f.source, ${foundInColumn(tx)} as "foundIn",
      f.created_by as "createdBy",
      (extract(epoch from f.started_at) * 1000)::float8 as "startedAtMs"
    from public.log_files f
    left join public.file_progress p on p.file_id = f.id
    left join public.deployments d on d.id = f.deployment_id
    left join public.devices v on v.id = f.device_id
    left join public.log_files o on o.id = f.duplicate_of
    where f.id = ${fileId}`;
  if (!file) throw fileNotFound(fileId);
  return {
    ...file,
    installations: await readInstallations(tx, fileId),
    duplicates: await readDuplicates(tx, file),
    members: file.archiveKind === null ? [] : await readBundleMembers(tx, fileId),
  };
}

async function readInstallations(tx: TransactionSql, fileId: string): Promise<InstallationItem[]> {
  return tx<InstallationItem[]>`
    select product, attempt, outcome, exit_code as "exitCode", first_failing_line as "firstFailingLine",
      (extract(epoch from started_at) * 1000000)::bigint as "startedAtUs",
      (extract(epoch from finished_at) * 1000000)::bigint as "finishedAtUs"
    from public.installation_logs
    where file_id = ${fileId}
    order by started_at nulls last, product, attempt
    limit 200`;
}

async function readDuplicates(
  tx: TransactionSql,
  { id, sha256 }: { id: string; sha256: string | null },
): Promise<FileDetail["duplicates"]> {
  if (!sha256) return [];
  return tx<FileDetail["duplicates"]>`
    select id, name, (extract(epoch from created_at) * 1000)::float8 as "createdAtMs"
    from public.log_files
    where duplicate_of = ${id} and organization_id = (select organization_id from public.log_files where id = ${id})
    order by created_at desc
    limit 5`;
}
