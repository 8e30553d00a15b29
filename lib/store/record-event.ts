import type { FileStatus } from "#lib/model/log-file.ts";
import type { Queryable } from "./sql.ts";

/** One line of a file's audit trail, written in the transaction that makes it true. */
export interface ProcessingEvent {
  organizationId: string;
  fileId: string;
  /** received, duplicate, queued, started, completed, failed, cancelled, taken-over … */
  kind: string;
  fromStatus: FileStatus | null;
  toStatus: FileStatus;
  /** The person who did it; null = the system. */
  actor: string | null;
  /** One sentence for a person. */
  reason: string;
  details?: Record<string, string | number | boolean | null>;
}

export async function recordEvent(sql: Queryable, event: ProcessingEvent): Promise<void> {
  await sql`
    insert into public.processing_events (organization_id, file_id, kind, from_status, to_status, actor, reason, details)
    values (${event.organizationId}, ${event.fileId}, ${event.kind}, ${event.fromStatus}, ${event.toStatus},
      ${event.actor}, ${event.reason}, ${sql.json(event.details ?? {})})`;
}
