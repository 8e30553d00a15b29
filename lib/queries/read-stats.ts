import type { FileStatus, InstallationOutcome } from "#lib/model/log-file.ts";
import { emptySeverityCounts, type SeverityCounts, type SeverityLevel } from "#lib/model/severity.ts";
import type { TransactionSql } from "#lib/platform/database.ts";

/** Totals over every file that the caller may see. A linked duplicate counts as such only, never twice. */
export interface Stats {
  files: Record<FileStatus, number> & { duplicates: number };
  sizeBytes: number;
  records: number;
  rejects: number;
  severities: SeverityCounts;
  formats: Record<string, { files: number; records: number }>;
  /** Last known outcome of each installation, by outcome. */
  outcomes: Partial<Record<InstallationOutcome, number>>;
}

/** As the caller: row level security leaves the files of their organisations. */
export async function readStats(tx: TransactionSql): Promise<Stats> {
  const [totals, severities, formats, outcomes] = await Promise.all([
    readTotals(tx),
    readSeverities(tx),
    tx<{ format: string; files: number; records: number }[]>`
      select format, count(*)::int as files, sum(record_count)::bigint as records
      from public.log_files where format is not null and duplicate_of is null and status = 'completed'
      group by format order by format`,
    tx<{ outcome: InstallationOutcome; count: number }[]>`
      select outcome, count(*)::int as count from public.installation_logs group by outcome`,
  ]);
  return {
    ...totals,
    severities,
    formats: Object.fromEntries(formats.map(({ format, files, records }) => [format, { files, records }])),
    outcomes: Object.fromEntries(outcomes.map(({ outcome, count }) => [outcome, count])),
  };
}

async function readTotals(tx: TransactionSql): Promise<Pick<Stats, "files" | "sizeBytes" | "records" | "rejects">> {
  const rows = await tx<
    { status: FileStatus | "duplicates"; files: number; sizeBytes: number; records: number; rejects: number }[]
  >`
    select case when f.duplicate_of is null then f.status else 'duplicates' end as status, count(*)::int as files,
      coalesce(sum(f.size_bytes) filter (where f.duplicate_of is null), 0)::bigint as "sizeBytes",
      coalesce(sum(case when f.status = 'processing' then p.record_count else f.record_count end), 0)::bigint as records,
      coalesce(sum(case when f.status = 'processing' then p.reject_count else f.reject_count end), 0)::bigint as rejects
    from public.log_files f left join public.file_progress p on p.file_id = f.id
    group by 1`;
  const files: Stats["files"] = { pending: 0, processing: 0, completed: 0, failed: 0, duplicates: 0 };
  const totals = { files, sizeBytes: 0, records: 0, rejects: 0 };
  for (const row of rows) {
    files[row.status] = row.files;
    totals.sizeBytes += row.sizeBytes;
    totals.records += row.records;
    totals.rejects += row.rejects;
  }
  return totals;
}

async function readSeverities(tx: TransactionSql): Promise<SeverityCounts> {
  const rows = await tx<{ level: string; count: number }[]>`
    select s.key as level, sum(s.value::bigint)::bigint as count
    from public.log_files f cross join lateral jsonb_each_text(f.severity_counts) s
    group by s.key`;
  const counts = emptySeverityCounts();
  for (const { level, count } of rows) if (level in counts) counts[level as SeverityLevel] = count;
  return counts;
}
