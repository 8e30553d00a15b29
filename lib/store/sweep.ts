import { UnavailableError } from "#lib/errors.ts";
import type { Dispatched } from "#lib/model/queue.ts";
import { failFile } from "./fail-file.ts";
import { recordEvent } from "./record-event.ts";
import type { Queryable, Sql, TransactionSql } from "./sql.ts";

export interface SweepLimits {
  /** An event not accepted after this long is sent again. */
  unsentMs: number;
  /** An object in storage whose upload was not reported after this long is queued by us. */
  unreportedMs: number;
  /** A run without a heartbeat for this long is over. Longer than one step and its retries' first pauses. */
  stalledMs: number;
  /** A file that stalled this often fails. */
  maxAttempts: number;
  /** An upload that never arrived fails after this long. */
  abandonedMs: number;
}

export const SWEEP_LIMITS: SweepLimits = {
  unsentMs: 15_000,
  unreportedMs: 60_000,
  stalledMs: 300_000,
  maxAttempts: 5,
  abandonedMs: 24 * 3_600_000,
};

/** Files that were given a slot but whose event was not accepted: a crash between commit and send. */
export async function findUnsent(sql: Sql, limits = SWEEP_LIMITS): Promise<Dispatched[]> {
  return await sql<Dispatched[]>`
    select id as "fileId", organization_id as "organizationId", lane, dispatch from public.log_files
    where status = 'processing' and dispatched_at is null and updated_at < now() - ${msInterval(sql, limits.unsentMs)}
    order by queued_at limit 500`;
}

/**
 * Objects that arrived in storage without anyone reporting it: the browser was closed. Complete them as their owner.
 * Members of an archive are left to its run as long as that goes on.
 */
export async function findUnreported(
  sql: Sql,
  limits = SWEEP_LIMITS,
): Promise<{ fileId: string; organizationId: string }[]> {
  return await sql<{ fileId: string; organizationId: string }[]>`
    select f.id as "fileId", f.organization_id as "organizationId" from public.log_files f
    where f.status = 'pending' and f.queued_at is null and f.stored_at < now() - ${msInterval(sql, limits.unreportedMs)}
      and not exists (
        select 1 from public.log_files b where b.id = f.bundle_id and b.status in ('pending', 'processing'))
    order by f.stored_at limit 100`;
}

/**
 * Takes files over whose run stopped without a word: a new dispatch each, to be sent by the caller after the commit.
 * After `maxAttempts` the file fails instead. Each only if it is still as it was found: of two recoverers one wins, and a
 * run that stored something in between keeps its file.
 */
export async function takeOverStalled(tx: TransactionSql, limits = SWEEP_LIMITS): Promise<Dispatched[]> {
  const dispatched: Dispatched[] = [];
  for (const file of await findStalled(tx, limits)) {
    const next = await takeOver(tx, file, limits.maxAttempts);
    if (next) dispatched.push(next);
  }
  return dispatched;
}

interface StalledFile extends Dispatched {
  attempts: number;
  version: number;
  silentMs: number;
}

/** Files that run by their row, but whose run gave no sign of life for `stalledMs`. */
export async function findStalled(sql: Queryable, limits = SWEEP_LIMITS): Promise<StalledFile[]> {
  return await sql<StalledFile[]>`
    select f.id as "fileId", f.organization_id as "organizationId", f.lane, f.dispatch, f.attempts, f.version,
      (extract(epoch from now() - greatest(f.dispatched_at, p.heartbeat_at)) * 1000)::float8 as "silentMs"
    from public.log_files f left join public.file_progress p on p.file_id = f.id
    where f.status = 'processing' and f.dispatched_at is not null
      and greatest(f.dispatched_at, p.heartbeat_at) < now() - ${msInterval(sql, limits.stalledMs)}
    order by f.queued_at limit 500`;
}

/** Fails files whose upload never arrived, so that nothing waits for ever. Returns how many. */
export async function failAbandonedUploads(sql: Sql, limits = SWEEP_LIMITS): Promise<number> {
  const reason = "The upload was never finished. Nothing was stored; drop the file again.";
  const rows = await sql`
    with ended as (
      update public.log_files set status = 'failed', finished_at = now(),
        error = jsonb_build_object('code', 'conflict', 'message', ${reason}::text, 'details', '{}'::jsonb)
      where status = 'pending' and stored_at is null and queued_at is null
        and created_at < now() - ${msInterval(sql, limits.abandonedMs)}
      returning id, organization_id
    )
    insert into public.processing_events (organization_id, file_id, kind, from_status, to_status, reason)
    select organization_id, id, 'failed', 'pending', 'failed', ${reason}::text from ended`;
  return rows.count;
}

/** Null when somebody else was faster, or when the file failed. */
export async function takeOver(tx: TransactionSql, file: StalledFile, maxAttempts: number): Promise<Dispatched | null> {
  const { fileId, organizationId, lane, attempts, version } = file;
  const [own] = await tx`
    select 1 from public.log_files where id = ${fileId} and version = ${version} and status = 'processing'
    for update skip locked`;
  if (!own) return null;
  if (attempts >= maxAttempts) {
    const message = `Reading this file stopped ${attempts} times without a reason given. What was read until then is stored. Send it again; if it stops again, the server's log tells more.`;
    await failFile(tx, { id: fileId, dispatch: file.dispatch }, new UnavailableError(message));
    return null;
  }
  const dispatch = file.dispatch + 1;
  // It goes on in the slot it holds; a lane that was raised meanwhile takes it over at its first step.
  await tx`
    update public.log_files set dispatch = ${dispatch}, dispatched_at = null, attempts = attempts + 1
    where id = ${fileId} and version = ${version}`;
  await recordEvent(tx, {
    organizationId,
    fileId,
    kind: "taken-over",
    fromStatus: "processing",
    toStatus: "processing",
    actor: null,
    reason: `Its run gave no sign of life for ${Math.round(file.silentMs / 1000)} s; another one goes on at the checkpoint.`,
    details: { dispatch, attempt: attempts + 1, silentMs: Math.round(file.silentMs) },
  });
  return { fileId, organizationId, lane, dispatch };
}

function msInterval(sql: Queryable, ms: number) {
  return sql`(interval '1 millisecond' * ${ms}::float8)`;
}
