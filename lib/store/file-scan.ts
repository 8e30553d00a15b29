import { promisify } from "node:util";
import { zstdCompress, zstdDecompress } from "node:zlib";
import { z } from "zod";
import type { ClassifyInput } from "#lib/lanes/classify.ts";
import type { FileSource, Lane } from "#lib/model/log-file.ts";
import type { Queryable, TransactionSql } from "./sql.ts";

/** What is kept besides of what waits: rules are tried on these. */
const KEPT_FILES = 200;
/** Older ones are let go with one file in so many: looking for them costs more than keeping a few too many. */
const PRUNE_EVERY = 64;
const MAX_BYTES = 2 * 1024 * 1024;

const textsSchema = z.object({ head: z.string(), tail: z.string().nullable() });
const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** A file with what classification saw of it. */
export interface ScannedFile extends ClassifyInput {
  fileId: string;
  lane: Lane;
  laneReason: string;
  queuedAtMs: number;
  status: string;
  /** True when a person chose the lane: rules don't change it. */
  isChosen: boolean;
}

/** What of a first look is kept, ready for {@link keepFileScan}; null when it is too large to be. */
export async function packFileScan({ head, tail }: Pick<ClassifyInput, "head" | "tail">): Promise<Uint8Array | null> {
  const bytes = await compress(JSON.stringify({ head, tail }));
  return bytes.length <= MAX_BYTES ? bytes : null;
}

/** Keeps what classification saw of a file, and lets go of what nobody will ask for. */
export async function keepFileScan(
  tx: TransactionSql,
  file: { fileId: string; no: number; organizationId: string; format: string; bytes: Uint8Array },
): Promise<void> {
  await tx`
    insert into logs.file_scans (file_id, organization_id, format, bytes)
    values (${file.fileId}, ${file.organizationId}, ${file.format}, ${Buffer.from(file.bytes)})
    on conflict (file_id) do update set seen_at = excluded.seen_at, format = excluded.format, bytes = excluded.bytes`;
  if (file.no % PRUNE_EVERY !== 0) return;
  await tx`
    delete from logs.file_scans s using public.log_files f
    where f.id = s.file_id and f.status <> 'pending' and s.file_id in (
      select file_id from logs.file_scans where organization_id = ${file.organizationId}
      order by seen_at desc, file_id offset ${KEPT_FILES})`;
}

/** Ids of the files that rules are tried on, the newest first. */
export async function listScannedFiles(sql: Queryable, organizationId: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select file_id as id from logs.file_scans where organization_id = ${organizationId}
    order by seen_at desc, file_id limit ${KEPT_FILES}`;
  return rows.map(({ id }) => id);
}

/** Waiting files whose lane the rules decide, oldest first. */
export async function listWaitingFiles(sql: Queryable, organizationId: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select f.id from public.log_files f join logs.file_scans s on s.file_id = f.id
    where f.organization_id = ${organizationId} and f.status = 'pending' and f.queued_at is not null
      and f.duplicate_of is null and f.lane_setting is null
    order by f.queued_at, f.id`;
  return rows.map(({ id }) => id);
}

/** What was kept of these files, in the order of the ids; a file that went meanwhile is left out. */
export async function readFileScans(sql: Queryable, fileIds: readonly string[]): Promise<ScannedFile[]> {
  const rows = await sql<(Omit<ScannedFile, "head" | "tail"> & { bytes: Uint8Array; source: FileSource })[]>`
    select f.id as "fileId", f.name as "fileName", s.format, f.source,
      (select g.definition ->> 'name' from public.format_definitions g
        where g.organization_id = f.organization_id and g.slug = s.format order by g.version desc limit 1) as "formatTitle",
      d.name as deployment, v.name as device,
      f.size_bytes as "sizeBytes", f.lane, f.lane_reason as "laneReason", f.status,
      f.lane_setting is not null as "isChosen", (extract(epoch from f.queued_at) * 1000)::float8 as "queuedAtMs", s.bytes
    from logs.file_scans s join public.log_files f on f.id = s.file_id
    left join public.deployments d on d.id = f.deployment_id left join public.devices v on v.id = f.device_id
    where s.file_id = any(${[...fileIds]}::uuid[]) and f.queued_at is not null
    order by array_position(${[...fileIds]}::uuid[], f.id)`;
  return Promise.all(
    rows.map(async ({ bytes, ...file }) => {
      const { head, tail } = textsSchema.parse(JSON.parse((await decompress(bytes)).toString()));
      return { ...file, head, tail };
    }),
  );
}
