import { z } from "zod";
import type { FileSource, FileStatus, Lane } from "#lib/model/log-file.ts";
import type { Queryable, TransactionSql } from "./sql.ts";

/** What intake has to know about a file. */
export interface IntakeFile {
  id: string;
  organizationId: string;
  name: string;
  source: FileSource;
  /** Name of the deployment it was sent for. */
  deployment: string | null;
  device: string | null;
  bucket: string;
  objectKey: string;
  sizeBytes: number;
  sha256: string | null;
  status: FileStatus;
  isStored: boolean;
  isQueued: boolean;
  createdBy: string | null;
  createdByEmail: string | null;
  createdAtMs: number;
  duplicateOf: string | null;
  timeZoneSetting: string | null;
  formatSetting: string | null;
  laneSetting: Lane | null;
  attempts: number;
}

export interface NewFile {
  id: string;
  organizationId: string;
  source: FileSource;
  objectKey: string;
  name: string;
  sizeBytes: number;
  sha256: string | null;
  createdBy: string;
}

/** The names people gave (the rows are made when they are new) and what they chose for the reading. */
export interface FileContext {
  deployment: string | null;
  device: string | null;
  timeZone: string | null;
  format: string | null;
  lane: Lane | null;
}

/**
 * Lets one transaction at a time decide about one content of one organisation, until it ends.
 * The lock is the transaction's, so it works through a pooler.
 */
export async function lockContent(tx: TransactionSql, organizationId: string, sha256: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`${organizationId}:${sha256}`}, 0))`;
}

/** The first file of the organisation with this content that was queued and didn't fail, other than `exceptId`. */
export async function findSameContent(
  tx: TransactionSql,
  content: { organizationId: string; sha256: string; exceptId?: string },
): Promise<{ id: string; name: string } | null> {
  const [row] = await tx<{ id: string; name: string }[]>`
    select id, name from public.log_files
    where organization_id = ${content.organizationId} and sha256 = ${content.sha256} and duplicate_of is null
      and queued_at is not null and status <> 'failed' and id is distinct from ${content.exceptId ?? null}::uuid
    order by queued_at limit 1`;
  return row ?? null;
}

/** An upload of this content that the same person began and didn't finish. */
export async function findUnfinishedUpload(
  tx: TransactionSql,
  content: { organizationId: string; sha256: string; sizeBytes: number; userId: string },
): Promise<IntakeFile | null> {
  const [row] = await tx<IntakeFile[]>`
    select ${columns(tx)} from public.log_files f
    where f.organization_id = ${content.organizationId} and f.sha256 = ${content.sha256} and f.duplicate_of is null
      and f.created_by = ${content.userId} and f.size_bytes = ${content.sizeBytes} and f.source <> 'api'
      and f.status = 'pending' and f.queued_at is null
    order by f.created_at desc limit 1`;
  return row ?? null;
}

/** The file, or null: also for an id that can't be one, such as a part of an address. */
export async function findFile(sql: Queryable, fileId: string): Promise<IntakeFile | null> {
  if (!z.guid().safeParse(fileId).success) return null;
  const [row] = await sql<IntakeFile[]>`select ${columns(sql)} from public.log_files f where f.id = ${fileId}`;
  return row ?? null;
}

export async function insertFile(tx: TransactionSql, file: NewFile): Promise<void> {
  await tx`
    insert into public.log_files (id, organization_id, source, object_key, name, size_bytes, sha256, created_by)
    values (${file.id}, ${file.organizationId}, ${file.source}, ${file.objectKey}, ${file.name}, ${file.sizeBytes},
      ${file.sha256}, ${file.createdBy})`;
}

/** Length and fingerprint of an upload that was measured while it streamed. */
export async function setContent(
  tx: TransactionSql,
  fileId: string,
  content: { sizeBytes: number; sha256: string },
): Promise<void> {
  await tx`update public.log_files set size_bytes = ${content.sizeBytes}, sha256 = ${content.sha256} where id = ${fileId}`;
}

/**
 * Puts a file into its deployment and device, both made by name when they are new; null leaves what is there. What was
 * chosen for the reading is what was said last: sending the file again without a choice takes an earlier one back.
 */
export async function setContext(
  tx: TransactionSql,
  file: { id: string; organizationId: string },
  context: FileContext,
): Promise<void> {
  const deploymentId =
    context.deployment === null ? null : await ensureDeployment(tx, file.organizationId, context.deployment);
  const deviceId = context.device === null ? null : await ensureDevice(tx, file.organizationId, context.device);
  await tx`
    update public.log_files set
      deployment_id = coalesce(${deploymentId}::uuid, deployment_id),
      device_id = coalesce(${deviceId}::uuid, device_id),
      time_zone_setting = ${context.timeZone}, format_setting = ${context.format}, lane_setting = ${context.lane}
    where id = ${file.id}`;
}

/** Ends a file as the same content as another one. */
export async function linkDuplicate(
  tx: TransactionSql,
  fileId: string,
  original: { id: string; name: string },
): Promise<void> {
  await tx`
    update public.log_files set duplicate_of = ${original.id}, status = 'completed', finished_at = now(),
      lane_reason = ${`The same content as ${original.name}.`}
    where id = ${fileId}`;
}

// Looked up first: an insert that meets the row would lock it, and tell every browser, for each file of a batch.
// `do update` instead of `do nothing`: only then the row of another transaction comes back in the same statement.
async function ensureDeployment(tx: TransactionSql, organizationId: string, name: string): Promise<string | null> {
  const [known] = await tx<{ id: string }[]>`
    select id from public.deployments where organization_id = ${organizationId} and name = ${name}`;
  if (known) return known.id;
  const [row] = await tx<{ id: string }[]>`
    insert into public.deployments (organization_id, name) values (${organizationId}, ${name})
    on conflict (organization_id, name) do update set name = excluded.name returning id`;
  return row?.id ?? null;
}

export async function ensureDevice(tx: TransactionSql, organizationId: string, name: string): Promise<string | null> {
  const [known] = await tx<{ id: string }[]>`
    select id from public.devices where organization_id = ${organizationId} and name = ${name}`;
  if (known) return known.id;
  const [row] = await tx<{ id: string }[]>`
    insert into public.devices (organization_id, name) values (${organizationId}, ${name})
    on conflict (organization_id, name) do update set name = excluded.name returning id`;
  return row?.id ?? null;
}

function columns(sql: Queryable) {
  return sql`
    f.id, f.organization_id as "organizationId", f.name, f.source, f.bucket, f.object_key as "objectKey",
    (select name from public.deployments where id = f.deployment_id) as deployment,
    (select name from public.devices where id = f.device_id) as device,
    f.size_bytes as "sizeBytes", f.sha256, f.status, f.stored_at is not null as "isStored",
    f.queued_at is not null as "isQueued", f.created_by as "createdBy",
    (select email from auth.users where id = f.created_by) as "createdByEmail",
    (extract(epoch from f.created_at) * 1000)::float8 as "createdAtMs",
    f.duplicate_of as "duplicateOf", f.time_zone_setting as "timeZoneSetting",
    f.format_setting as "formatSetting", f.lane_setting as "laneSetting", f.attempts`;
}
