import type { Lane } from "#lib/model/log-file.ts";
import { recordEvent } from "./record-event.ts";
import type { TransactionSql } from "./sql.ts";

export interface Requeue {
  fileId: string;
  /** The lane it waits in from now on; null = its own. */
  lane: Lane | null;
  actor: string | null;
  /** One sentence for a person; also the new reason of the lane when the lane changes. */
  reason: string;
  /** In the audit trail; `requeued` unless told. */
  kind?: string;
}

/**
 * Puts a running or failed file back into the queue: a run of it ends after its current step, the next one goes on at
 * the checkpoint and is the same attempt. False = the file is neither.
 */
export async function requeueFile(
  tx: TransactionSql,
  { fileId, lane, actor, reason, kind = "requeued" }: Requeue,
): Promise<boolean> {
  const [before] = await tx<{ organizationId: string; status: "processing" | "failed"; lane: Lane }[]>`
    select organization_id as "organizationId", status, lane from public.log_files
    where id = ${fileId} and status in ('processing', 'failed') and queued_at is not null for update`;
  if (!before) return false;
  await tx`
    update public.log_files set status = 'pending', error = null, finished_at = null, dispatched_at = null, run_lane = null,
      attempts = case when status = 'processing' then greatest(attempts - 1, 0) else attempts end,
      lane = coalesce(${lane}, lane), lane_reason = case when ${lane}::text is null then lane_reason else ${reason} end
    where id = ${fileId}`;
  await recordEvent(tx, {
    organizationId: before.organizationId,
    fileId,
    kind,
    fromStatus: before.status,
    toStatus: "pending",
    actor,
    reason,
    details: { lane, fromLane: before.lane },
  });
  return true;
}
