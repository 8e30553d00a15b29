import type { Lane } from "#lib/model/log-file.ts";
import { recordEvent } from "./record-event.ts";
import type { TransactionSql } from "./sql.ts";

/** Moves a file that still waits to the lane that new rules name; false when it has started, ended or was moved meanwhile. */
export async function reclassifyFile(
  tx: TransactionSql,
  move: { fileId: string; from: Lane; to: Lane; reason: string; actor: string },
): Promise<boolean> {
  const [row] = await tx<{ organizationId: string }[]>`
    update public.log_files set lane = ${move.to}, lane_reason = ${move.reason}
    where id = ${move.fileId} and status = 'pending' and queued_at is not null and lane = ${move.from}
      and lane_setting is null
    returning organization_id as "organizationId"`;
  if (!row) return false;
  await recordEvent(tx, {
    organizationId: row.organizationId,
    fileId: move.fileId,
    kind: "moved",
    fromStatus: "pending",
    toStatus: "pending",
    actor: move.actor,
    reason: `The lane rules were applied to waiting files. ${move.reason}`,
    details: { from: move.from, to: move.to },
  });
  return true;
}
