import type { JobState } from "#lib/model/job.ts";
import type { Lane } from "#lib/model/log-file.ts";
import { recordEvent } from "./record-event.ts";
import { requeueFile } from "./requeue-file.ts";
import type { TransactionSql } from "./sql.ts";

export interface JobMove {
  fileId: string;
  lane: Lane;
  actor: string;
  /** One sentence; the new reason of the lane. */
  reason: string;
}

/**
 * Puts a job that waits or runs into another lane. A run of it ends after its current step; the next one goes on there.
 * "unmoved" = it was there already.
 */
export async function moveJob(tx: TransactionSql, move: JobMove): Promise<"moved" | "unmoved" | "ended"> {
  const { fileId, lane, actor, reason } = move;
  const [job] = await tx<{ organizationId: string; state: JobState | null; lane: Lane }[]>`
    select organization_id as "organizationId", job_state as state, lane from public.log_files
    where id = ${fileId} for update`;
  if (!job || !isUnderWay(job.state)) return "ended";
  if (job.lane === lane) return "unmoved";
  if (job.state !== "waiting") {
    await requeueFile(tx, { fileId, lane, actor, reason, kind: "moved" });
    return "moved";
  }
  await tx`update public.log_files set lane = ${lane}, lane_reason = ${reason} where id = ${fileId}`;
  await recordEvent(tx, {
    organizationId: job.organizationId,
    fileId,
    kind: "moved",
    fromStatus: "pending",
    toStatus: "pending",
    actor,
    reason,
    details: { lane, fromLane: job.lane },
  });
  return "moved";
}

function isUnderWay(state: JobState | null): boolean {
  return state === "waiting" || state === "running" || state === "retrying";
}
