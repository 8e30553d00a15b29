import type { ArchiveKind } from "#lib/model/bundle.ts";
import type { JsonObject } from "#lib/model/json.ts";
import type { FileStatus, Lane } from "#lib/model/log-file.ts";
import type { Sql } from "./sql.ts";

/** A file as an ingest step needs it, with the checkpoint to go on from. */
export interface IngestFile {
  id: string;
  no: number;
  organizationId: string;
  organizationNo: number;
  name: string;
  bucket: string;
  objectKey: string;
  sizeBytes: number;
  /** Where a source found it; null = it is in our own storage. */
  sourceObjectId: number | null;
  sha256: string | null;
  status: FileStatus;
  dispatch: number;
  lane: Lane;
  /** The lane whose slot its run holds; another than `lane` when that was raised since. */
  runLane: Lane;
  deploymentId: string | null;
  deviceId: string | null;
  /** As named at upload, or by the content before. */
  deviceName: string | null;
  timeZoneSetting: string | null;
  formatSetting: string | null;
  /** Or when it was last changed, where its archive tells that. */
  receivedAtMs: number;
  /** Of an archive to unpack; null = a log. */
  archiveKind: ArchiveKind | null;
  /** Archives around it, and the outermost of them. */
  bundleDepth: number;
  bundleRootId: string | null;
  /** Null before the first batch. */
  checkpoint: JsonObject | null;
  /** How many batches are stored; also the number of the next chunk. */
  checkpointNo: number;
}

/** The file with its checkpoint, or null when there is no such file. Gives it a sign of life. */
export async function loadIngestFile(sql: Sql, fileId: string): Promise<IngestFile | null> {
  await sql`
    insert into public.file_progress (file_id, organization_id, heartbeat_at)
    select id, organization_id, now() from public.log_files where id = ${fileId}
    on conflict (file_id) do update set heartbeat_at = now()`;
  const [row] = await sql<IngestFile[]>`
    select f.id, f.no, f.organization_id as "organizationId", o.no as "organizationNo", f.name, f.bucket,
      f.object_key as "objectKey", f.size_bytes::float8 as "sizeBytes", f.sha256,
      f.source_object_id::float8 as "sourceObjectId", f.status, f.dispatch, f.lane,
      coalesce(f.run_lane, f.lane) as "runLane",
      f.deployment_id as "deploymentId", f.device_id as "deviceId", v.name as "deviceName",
      f.time_zone_setting as "timeZoneSetting",
      f.format_setting as "formatSetting", f.archive_kind as "archiveKind",
      f.bundle_depth as "bundleDepth", f.bundle_root_id as "bundleRootId",
      (extract(epoch from coalesce(f.modified_at, f.created_at)) * 1000)::float8 as "receivedAtMs",
      p.checkpoint, p.checkpoint_no::float8 as "checkpointNo"
    from public.log_files f
    join public.organizations o on o.id = f.organization_id
    join public.file_progress p on p.file_id = f.id
    left join public.devices v on v.id = f.device_id
    where f.id = ${fileId}`;
  return row ?? null;
}

/** A sign of life of a run that is still the file's. */
export async function beat(sql: Sql, file: { id: string; dispatch: number }): Promise<void> {
  await sql`
    update public.file_progress set heartbeat_at = now()
    where file_id = ${file.id} and exists (
      select 1 from public.log_files where id = ${file.id} and dispatch = ${file.dispatch} and status = 'processing')`;
}
