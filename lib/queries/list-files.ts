import { InvalidInputError } from "#lib/errors.ts";
import type { FailingLine, Lane } from "#lib/model/log-file.ts";
import type { SeverityCounts } from "#lib/model/severity.ts";
import type { TransactionSql } from "#lib/platform/database.ts";

/** Where a file is, in the order of its way. `duplicate` = same content as an earlier file, not read again. */
export const FILE_STATES = ["uploading", "queued", "processing", "completed", "failed", "duplicate"] as const;
export type FileState = (typeof FILE_STATES)[number];

/** Why a file stopped: what happened, where, what is safe, what to do. */
export interface FileError {
  code: string;
  message: string;
  details?: Record<string, unknown>;
}

export interface FileItem {
  id: string;
  name: string;
  state: FileState;
  deployment: { id: string; name: string } | null;
  device: { id: string; name: string } | null;
  duplicateOf: { id: string; name: string } | null;
  /** The archive it was unpacked from. */
  bundle: { id: string; name: string } | null;
  /** Of an archive: the files it gave so far, how many of them stopped, and how many tell of a failed installation. */
  unpacked: { files: number; stopped: number; failed: number } | null;
  format: string | null;
  lane: Lane;
  laneReason: string;
  sizeBytes: number;
  /** Bytes of the source read so far, of `sizeBytes`. */
  bytesDone: number;
  records: number;
  rejects: number;
  recordsPerS: number | null;
  severities: Partial<SeverityCounts>;
  firstFailingLine: FailingLine | null;
  error: FileError | null;
  attempts: number;
  createdAtMs: number;
  queuedAtMs: number | null;
  finishedAtMs: number | null;
}

export interface ListFilesInput {
  organizationId: string;
  /** Empty = every state. */
  states?: readonly FileState[];
  /** Part of the name of the file, its deployment or its device; case does not matter. */
  text?: string;
  /** `nextCursor` of the page before. */
  cursor?: string | null;
  limit: number;
}

/** Newest first, page by page; pages stay stable while new files arrive. */
export async function listFiles(
  tx: TransactionSql,
  input: ListFilesInput,
): Promise<{ files: FileItem[]; nextCursor: string | null }> {
  const { organizationId, states = [], limit } = input;
  const after = decodeCursor(input.cursor ?? null);
  const rows = await tx<(FileItem & { createdAtUs: number })[]>`
    select ${fileColumns(tx)}, (extract(epoch from f.created_at) * 1000000)::bigint as "createdAtUs"
    from public.log_files f
    left join public.file_progress p on p.file_id = f.id
    left join public.deployments d on d.id = f.deployment_id
    left join public.devices v on v.id = f.device_id
    left join public.log_files o on o.id = f.duplicate_of
    where f.organization_id = ${organizationId}
      ${states.length > 0 ? tx`and ${stateColumn(tx)} in ${tx(states)}` : tx``}
      ${textCondition(tx, input.text)}
      ${after ? tx`and f.created_at <= ${timeOf(tx, after.createdAtUs)} and (f.created_at < ${timeOf(tx, after.createdAtUs)} or f.id > ${after.id})` : tx``}
    order by f.created_at desc, f.id
    limit ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    files: page.map(({ createdAtUs: _, ...file }) => file),
    nextCursor: last && rows.length > limit ? `${last.createdAtUs}.${last.id}` : null,
  };
}

/** How many files are in each state, of those that `text` selects. */
export async function countFiles(
  tx: TransactionSql,
  { organizationId, text }: Pick<ListFilesInput, "organizationId" | "text">,
): Promise<Record<FileState, number>> {
  const rows = await tx<{ state: FileState; count: number }[]>`
    select ${stateColumn(tx)} as state, count(*)::int as count
    from public.log_files f
    left join public.deployments d on d.id = f.deployment_id
    left join public.devices v on v.id = f.device_id
    where f.organization_id = ${organizationId} ${textCondition(tx, text)}
    group by 1`;
  const counts: Record<FileState, number> = {
    uploading: 0,
    queued: 0,
    processing: 0,
    completed: 0,
    failed: 0,
    duplicate: 0,
  };
  for (const { state, count } of rows) counts[state] = count;
  return counts;
}

/** Columns of a {@link FileItem}; needs log_files f, file_progress p, deployments d, devices v, log_files o. */
export function fileColumns(tx: TransactionSql) {
  return tx`
    f.id, f.name, ${stateColumn(tx)} as state, f.format, f.lane, f.lane_reason as "laneReason",
    case when d.id is null then null else jsonb_build_object('id', d.id, 'name', d.name) end as deployment,
    case when v.id is null then null else jsonb_build_object('id', v.id, 'name', v.name) end as device,
    case when o.id is null then null else jsonb_build_object('id', o.id, 'name', o.name) end as "duplicateOf",
    (select jsonb_build_object('id', b.id, 'name', b.name) from public.log_files b where b.id = f.bundle_id) as bundle,
    case when f.archive_kind is null then null else (
      select jsonb_build_object('files', count(*), 'stopped', count(*) filter (where m.status = 'failed'),
        'failed', count(*) filter (where exists (
          select 1 from public.installation_logs i where i.file_id = m.id and i.outcome = 'failed')))
      from public.log_files m where m.bundle_id = f.id) end as unpacked,
    f.size_bytes as "sizeBytes",
    case when f.status = 'completed' then f.size_bytes else coalesce(p.bytes_done, 0) end as "bytesDone",
    greatest(f.record_count, coalesce(p.record_count, 0)) as records,
    greatest(f.reject_count, coalesce(p.reject_count, 0)) as rejects,
    p.records_per_s::text::float8 as "recordsPerS",
    f.severity_counts as severities, f.first_failing_line as "firstFailingLine", f.error, f.attempts,
    (extract(epoch from f.created_at) * 1000)::float8 as "createdAtMs",
    (extract(epoch from f.queued_at) * 1000)::float8 as "queuedAtMs",
    (extract(epoch from f.finished_at) * 1000)::float8 as "finishedAtMs"`;
}

/** The {@link FileState} of log_files f. */
export function stateColumn(tx: TransactionSql) {
  return tx`case when f.duplicate_of is not null then 'duplicate'
    when f.status = 'pending' and f.queued_at is null then 'uploading'
    when f.status = 'pending' then 'queued' else f.status end`;
}

function textCondition(tx: TransactionSql, text: string | undefined) {
  const wanted = text?.trim();
  if (!wanted) return tx``;
  const pattern = `%${wanted.replace(/[\\%_]/g, "\\$&")}%`;
  return tx`and (f.name ilike ${pattern} or d.name ilike ${pattern} or v.name ilike ${pattern})`;
}

function timeOf(tx: TransactionSql, epochUs: number) {
  // In two parts: as one double the microseconds of today would be rounded.
  return tx`to_timestamp(${Math.floor(epochUs / 1_000_000)}) + ${epochUs % 1_000_000}::int * interval '1 microsecond'`;
}

function decodeCursor(cursor: string | null): { createdAtUs: number; id: string } | null {
  if (cursor === null) return null;
  const [, createdAtUs, id] = /^(\d{1,16})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor) ?? [];
  if (!createdAtUs || !id) throw new InvalidInputError("`cursor` must be the `nextCursor` of the page before.");
  return { createdAtUs: Number(createdAtUs), id };
}
