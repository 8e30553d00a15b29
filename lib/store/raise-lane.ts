import { recordEvent } from "./record-event.ts";
import type { TransactionSql } from "./sql.ts";
import { storableText } from "./storable-text.ts";

export interface Raise {
  /** One sentence that names the line. */
  reason: string;
  recordNumber: number | null;
  byteOffset: number | null;
}

/**
 * Puts a running file into High for what its content says, in the transaction that stores it; the run keeps its slot and
 * moves over at its next step. A lane that a person chose stays. False = it was High already, or stays where it was put.
 */
export async function raiseLane(
  tx: TransactionSql,
  file: { id: string; dispatch: number },
  raise: Raise,
): Promise<boolean> {
  const reason = storableText(raise.reason);
  const [before] = await tx<{ lane: string; organizationId: string }[]>`
    select lane, organization_id as "organizationId" from public.log_files f
    where id = ${file.id} and dispatch = ${file.dispatch} and status = 'processing' and lane <> 'high'
      and lane_setting is null
      and not exists (
        select 1 from public.processing_events e
        where e.file_id = f.id and e.actor is not null and e.kind in ('moved', 'requeued') and e.details ->> 'lane' is not null)
    for update`;
  if (!before) return false;
  await tx`update public.log_files set lane = 'high', lane_reason = ${reason} where id = ${file.id}`;
  await recordEvent(tx, {
    organizationId: before.organizationId,
    fileId: file.id,
    kind: "raised",
    fromStatus: "processing",
    toStatus: "processing",
    actor: null,
    reason,
    details: {
      from: before.lane,
      lane: "high",
      dispatch: file.dispatch,
      recordNumber: raise.recordNumber,
      byteOffset: raise.byteOffset,
    },
  });
  return true;
}
