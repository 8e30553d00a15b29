import type { AppError } from "#lib/errors.ts";
import type { Json, JsonObject } from "#lib/model/json.ts";
import { type FileFacts, updateFileFacts } from "./file-facts.ts";
import { recordEvent } from "./record-event.ts";
import type { TransactionSql } from "./sql.ts";
import { storableJson, storableText } from "./storable-text.ts";

export interface FailingFile {
  id: string;
  /** Fails only this dispatch. */
  dispatch: number;
}

/**
 * Ends a file that can't be read on, with the error's message as what people see. What was stored stays.
 * False = this dispatch is over, and nothing was changed.
 */
export async function failFile(
  tx: TransactionSql,
  file: FailingFile,
  error: AppError,
  facts?: FileFacts,
): Promise<boolean> {
  const details = JSON.parse(JSON.stringify(error.details)) as JsonObject;
  const shown: Json = { code: error.code, message: error.message, details };
  const [row] = await tx<{ organizationId: string }[]>`
    update public.log_files set status = 'failed', finished_at = now(), error = ${storableJson(shown)}::text::jsonb
    where id = ${file.id} and dispatch = ${file.dispatch} and status = 'processing'
    returning organization_id as "organizationId"`;
  if (!row) return false;
  if (facts) await updateFileFacts(tx, file.id, facts);
  const reason = storableText(error.message);
  const byteOffset = typeof error.details.byteOffset === "number" ? error.details.byteOffset : null;
  await tx`update public.file_progress set records_per_s = null, updated_at = now() where file_id = ${file.id}`;
  await tx`
    insert into public.error_tracking (organization_id, file_id, kind, byte_offset, reason)
    values (${row.organizationId}, ${file.id}, 'exception', ${byteOffset}, ${reason})`;
  await recordEvent(tx, {
    organizationId: row.organizationId,
    fileId: file.id,
    kind: "failed",
    fromStatus: "processing",
    toStatus: "failed",
    actor: null,
    reason,
    details: { dispatch: file.dispatch, code: error.code },
  });
  return true;
}
