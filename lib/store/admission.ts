import { admit, explainStarting, type HeldFile } from "#lib/lanes/admit.ts";
import type { Dispatched } from "#lib/model/queue.ts";
import { loadLaneSettings, loadQueue } from "./load-queue.ts";
import { recordEvent } from "./record-event.ts";
import type { Queryable, Sql, TransactionSql } from "./sql.ts";

/**
 * Starts every waiting file that may start now; their events are to be sent after the commit, then `markDispatched`
 * called. The lock on the settings makes admissions one after the other,
 * so a slot is given once. Call it in the transaction that receives a file, ends one or changes a setting.
 */
export async function admitWaiting(tx: TransactionSql, nowMs: number): Promise<Dispatched[]> {
  const settings = await loadLaneSettings(tx, { isLocked: true });
  const { start } = admit({ ...(await loadQueue(tx, { settings, nowMs })), asked: [] });
  const dispatched: Dispatched[] = [];
  for (const { fileId, reason } of start) {
    const started = await startFile(tx, fileId, reason);
    if (started) dispatched.push(started);
  }
  return dispatched;
}

/**
 * Why the asked files wait: the same computation as admission, so the answer is always true. Files that don't wait are
 * left out. Reads the whole instance's queue, so it runs as the service: the caller has checked that the person may see
 * these files. The sentences name counts only, never what or whose the other files are.
 */
export async function explainWaiting(
  sql: Queryable,
  { nowMs, fileIds }: { nowMs: number; fileIds: readonly string[] },
): Promise<HeldFile[]> {
  const settings = await loadLaneSettings(sql, { isLocked: false });
  const input = await loadQueue(sql, { settings, nowMs, fileIds });
  const { start, held } = admit(input);
  return [...explainStarting(input, start), ...held];
}

/** Notes that the events were accepted; one that a newer dispatch replaced stays as it is. */
export async function markDispatched(sql: Sql, dispatched: readonly Dispatched[]): Promise<void> {
  for (const { fileId, dispatch } of dispatched) {
    await sql`
      update public.log_files set dispatched_at = now()
      where id = ${fileId} and dispatch = ${dispatch} and dispatched_at is null`;
  }
}

/** A file that somebody holds is left to them: whoever changes a waiting file looks at the queue when they are done. */
async function startFile(tx: TransactionSql, fileId: string, reason: string): Promise<Dispatched | null> {
  const [file] = await tx<(Dispatched & { attempts: number })[]>`
    update public.log_files set status = 'processing', run_lane = lane, dispatch = dispatch + 1, dispatched_at = null,
      attempts = attempts + 1, started_at = coalesce(started_at, now()), finished_at = null, error = null
    where id = (select id from public.log_files where id = ${fileId} and status = 'pending' for update skip locked)
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
