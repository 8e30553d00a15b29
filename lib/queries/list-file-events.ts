import type { Json } from "#lib/model/json.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { findFileRef } from "./file-ref.ts";

/** One transition of a file: what happened, when, by whom and why. */
export interface FileEvent {
  id: number;
  atMs: number;
  /** received, duplicate, queued, started, completed, failed, cancelled, taken-over … */
  kind: string;
  fromStatus: string | null;
  toStatus: string | null;
  /** True when nobody did it: the system by itself. */
  isSystem: boolean;
  /** Address of the person; null for the system and for people who left the team. */
  actor: string | null;
  /** One sentence. */
  reason: string;
  details: { [name: string]: Json };
}

const MAX_EVENTS = 500;

/** The audit trail of a file, oldest first; the last 500 of a longer one. @throws NotFoundError */
export async function listFileEvents(tx: TransactionSql, fileId: string): Promise<FileEvent[]> {
  const file = await findFileRef(tx, fileId);
  const events = await tx<FileEvent[]>`
    select e.id, (extract(epoch from e.at) * 1000)::float8 as "atMs", e.kind, e.from_status as "fromStatus",
      e.to_status as "toStatus", e.actor is null as "isSystem",
      case when e.actor is null then null else private.member_email(e.organization_id, e.actor) end as actor,
      e.reason, e.details
    from public.processing_events e
    where e.file_id = ${file.id}
    order by e.id desc
    limit ${MAX_EVENTS}`;
  return events.toReversed();
}
