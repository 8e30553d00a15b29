import type { JsonObject } from "#lib/model/json.ts";
import type { FileStatus } from "#lib/model/log-file.ts";
import { recordEvent } from "./record-event.ts";
import type { TransactionSql } from "./sql.ts";

/** Why a file stopped: what happened, where, what is safe, what to do. */
export interface StopReason {
  code: string;
  message: string;
  details?: JsonObject;
}

export interface StopFileInput {
  fileId: string;
  failure: StopReason;
  /** failed or cancelled. */
  kind: string;
  actor: string | null;
  /** For the audit trail; the failure's message unless told. */
  reason?: string;
}

/**
 * Ends a file that is on its way. A step that still runs finds its dispatch outdated and stores nothing more.
 * Returns false when the file had ended before.
 */
export async function stopFile(tx: TransactionSql, input: StopFileInput): Promise<boolean> {
  const [before] = await tx<{ organizationId: string; status: FileStatus; attempts: number }[]>`
    select organization_id as "organizationId", status, attempts from public.log_files
    where id = ${input.fileId} and status in ('pending', 'processing')
    for update`;
  if (!before) return false;
  const { code, message, details = {} } = input.failure;
  await tx`
    update public.log_files set status = 'failed', error = ${tx.json({ code, message, details })}, finished_at = now(),
      dispatch = dispatch + 1
    where id = ${input.fileId}`;
  await recordEvent(tx, {
    organizationId: before.organizationId,
    fileId: input.fileId,
    kind: input.kind,
    fromStatus: before.status,
    toStatus: "failed",
    actor: input.actor,
    reason: input.reason ?? message,
    details: { code, attempts: before.attempts },
  });
  return true;
}
