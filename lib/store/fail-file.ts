import type { JsonObject } from "#lib/model/json.ts";
import type { FileStatus } from "#lib/model/log-file.ts";
import { recordEvent } from "./record-event.ts";
import type { TransactionSql } from "./sql.ts";

/** Why a file stopped: what happened, where, what is safe, what to do. */
export interface FileFailure {
  code: string;
  message: string;
  details?: JsonObject;
}

export interface FailFileInput {
  fileId: string;
  failure: FileFailure;
  /** failed, cancelled, dead-letter, abandoned. */
  kind: string;
  actor: string | null;
  /** Only while this dispatch is the current one. */
  dispatch?: number;
  /** Only while the row is as it was read. */
  version?: number;
}

/**
 * Ends a file that is on its way. A step that still runs finds its dispatch outdated and stores nothing more.
 * Returns false when the file had ended before, or a condition did not hold.
 */
export async function failFile(tx: TransactionSql, input: FailFileInput): Promise<boolean> {
  const [before] = await tx<{ organizationId: string; status: FileStatus; attempts: number }[]>`
    select organization_id as "organizationId", status, attempts from public.log_files
    where id = ${input.fileId} and status in ('pending', 'processing')
      and dispatch = coalesce(${input.dispatch ?? null}::integer, dispatch)
      and version = coalesce(${input.version ?? null}::integer, version)
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
    reason: message,
    details: { code, attempts: before.attempts },
  });
  return true;
}
