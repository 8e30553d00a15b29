import { admit, type HeldFile, type LaneSettings } from "#lib/lanes/admit.ts";
import type { Lane } from "#lib/model/log-file.ts";
import { recordEvent } from "./record-event.ts";
import type { Sql, TransactionSql } from "./sql.ts";

/** A file that was given a slot; its event is to be sent after the commit, then `markDispatched` called. */
export interface Dispatched {
  fileId: string;
  organizationId: string;
  lane: Lane;
  dispatch: number;
}

interface QueuedFile {
  fileId: string;
  organizationId: string;
  lane: Lane;
  status: "pending" | "processing";
  queuedAtMs: number;
}

/**
 * Starts every waiting file that may start now. The lock on the settings makes admissions one after the other,
 * so a slot is given once. Call it in the transaction that receives a file, ends one or changes a setting.
 */
export async function admitWaiting(tx: TransactionSql, nowMs: number): Promise<Dispatched[]> {
  const settings = await lockLaneSettings(tx);
  const decision = admit({ ...(await loadQueue(tx)), settings, nowMs });
  const dispatched: Dispatched[] = [];
  for (const { fileId, reason } of decision.start) {
    const started = await startFile(tx, fileId, reason);
    if (started) dispatched.push(started);
  }
  return dispatched;
}

/** Why each waiting file waits: the same computation as admission, so the answer is always true. */
export async function explainWaiting(tx: TransactionSql, nowMs: number): Promise<HeldFile[]> {
  const settings = await tx<LaneSettings[]>`select ${settingsColumns(tx)} from public.lane_settings`;
  return admit({ ...(await loadQueue(tx)), settings, nowMs }).held;
}

/** Notes that the events were accepted; one that a newer dispatch replaced stays as it is. */
export async function markDispatched(sql: Sql, dispatched: readonly Dispatched[]): Promise<void> {
  for (const { fileId, dispatch } of dispatched) {
    await sql`
      update public.log_files set dispatched_at = now()
      where id = ${fileId} and dispatch = ${dispatch} and dispatched_at is null`;
  }
}

async function lockLaneSettings(tx: TransactionSql): Promise<LaneSettings[]> {
  return await tx<LaneSettings[]>`
    select ${settingsColumns(tx)} from public.lane_settings order by lane for update`;
}

function settingsColumns(tx: TransactionSql) {
  return tx`
    lane, slots, reserved_slots as "reservedSlots", is_paused as "isPaused", start_delay_ms as "startDelayMs",
    quiet_ms as "quietMs", longest_wait_ms as "longestWaitMs"`;
}

async function loadQueue(tx: TransactionSql): Promise<{ waiting: QueuedFile[]; running: QueuedFile[] }> {
  const queue = await tx<QueuedFile[]>`
    select id as "fileId", organization_id as "organizationId", lane, status,
      (extract(epoch from queued_at) * 1000)::float8 as "queuedAtMs"
    from public.log_files
    where status in ('pending', 'processing') and queued_at is not null and duplicate_of is null
    order by queued_at, id`;
  return {
    waiting: queue.filter((file) => file.status === "pending"),
    running: queue.filter((file) => file.status === "processing"),
  };
}

async function startFile(tx: TransactionSql, fileId: string, reason: string): Promise<Dispatched | null> {
  const [file] = await tx<(Dispatched & { attempts: number })[]>`
    update public.log_files set status = 'processing', dispatch = dispatch + 1, dispatched_at = null,
      attempts = attempts + 1, started_at = coalesce(started_at, now()), finished_at = null, error = null
    where id = ${fileId} and status = 'pending'
    returning id as "fileId", organization_id as "organizationId", lane, dispatch, attempts`;
  if (!file) return null;
  const { organizationId, lane, dispatch, attempts } = file;
  await recordEvent(tx, {
    organizationId,
    fileId,
    kind: "started",
    fromStatus: "pending",
    toStatus: "processing",
    actor: null,
    reason,
    details: { lane, dispatch, attempt: attempts },
  });
  return { fileId, organizationId, lane, dispatch };
}
