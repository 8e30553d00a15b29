import type { RejectedRecord } from "#lib/model/log-record.ts";
import { arrayLiteral } from "./array-literal.ts";
import type { TransactionSql } from "./sql.ts";
import { storableText } from "./storable-text.ts";

/** A file's first rejects get a row in error_tracking each; all of them are counted, and kept in log_entries. */
export const MAX_TRACKED_REJECTS = 1000;

/** Adds rejects to error_tracking; the caller keeps the cap. */
export async function trackRejects(
  tx: TransactionSql,
  file: { id: string; organizationId: string },
  rejects: readonly RejectedRecord[],
): Promise<void> {
  if (rejects.length === 0) return;
  await tx`
    insert into public.error_tracking (organization_id, file_id, kind, record_no, byte_offset, byte_length, text, reason)
    select ${file.organizationId}::uuid, ${file.id}::uuid, 'reject', r.*
    from unnest(
      ${arrayLiteral(rejects.map((r) => r.recordNumber))}::text::int8[],
      ${arrayLiteral(rejects.map((r) => r.byteOffset))}::text::int8[],
      ${arrayLiteral(rejects.map((r) => r.byteLength))}::text::int8[],
      ${arrayLiteral(rejects.map((r) => storableText(r.body)))}::text::text[],
      ${arrayLiteral(rejects.map((r) => storableText(r.reason)))}::text::text[]) as r`;
}
