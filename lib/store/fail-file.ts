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
  const details = await deadLetter(tx, file.id, error);
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
    details: { dispatch: file.dispatch, code: error.code, attempts: Number(details.attempts ?? 0) },
  });
  return true;
}

/** What somebody needs who takes it up: how often it was tried, what happened last, and the record that reading stopped at. */
async function deadLetter(tx: TransactionSql, fileId: string, error: AppError): Promise<JsonObject> {
  const [stopped] = await tx<{ attempts: number; recordNumber: number; byteOffset: number }[]>`
    select f.attempts, coalesce(p.record_count + p.reject_count, 0) + 1 as "recordNumber",
      coalesce((p.checkpoint ->> 'contentBytes')::bigint, 0) as "byteOffset"
    from public.log_files f left join public.file_progress p on p.file_id = f.id where f.id = ${fileId}`;
  const position = { recordNumber: stopped?.recordNumber ?? 1, byteOffset: stopped?.byteOffset ?? 0 };
  const own = JSON.parse(JSON.stringify(error.details)) as JsonObject;
  return { isDeadLetter: true, attempts: stopped?.attempts ?? 0, lastError: error.message, position, ...own };
}
