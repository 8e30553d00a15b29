import type { JobFilter } from "#lib/model/job.ts";
import type { Json } from "#lib/model/json.ts";
import type { Caller } from "#lib/platform/caller.ts";
import { asCaller, database, type TransactionSql } from "#lib/platform/database.ts";
import { jobConditions } from "#lib/store/job-conditions.ts";
import { findFileRef } from "./file-ref.ts";

/** One transition of one job, as an export has it. */
export interface AuditEvent {
  id: number;
  atMs: number;
  jobId: string;
  /** Of the file. */
  name: string;
  kind: string;
  fromStatus: string | null;
  toStatus: string | null;
  /** Address of the person; null for the system and for people who left the team. */
  actor: string | null;
  isSystem: boolean;
  reason: string;
  details: { [name: string]: Json };
}

/** The jobs that match a filter, or one file. */
export type AuditScope = { filter: JobFilter } | { fileId: string };

const PAGE_EVENTS = 1000;

/**
 * The audit trail in the order in which things happened, up to when it was asked for, page by page: each page is a short
 * transaction of its own, so a slow reader holds no connection.
 * @throws NotFoundError for a file that the caller can't see
 */
export async function* auditTrail(
  { claims, organizationId }: Pick<Caller, "claims" | "organizationId">,
  scope: AuditScope,
  sql = database(),
): AsyncGenerator<AuditEvent[], void> {
  const lastId = await asCaller(claims, (tx) => newestEvent(tx, scope), { sql });
  for (let afterId = 0; ; ) {
    const range = { organizationId, afterId, lastId };
    const page = await asCaller(claims, (tx) => listEvents(tx, scope, range), { sql });
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE_EVENTS) return;
    afterId = last.id;
  }
}

async function newestEvent(tx: TransactionSql, scope: AuditScope): Promise<number> {
  if ("fileId" in scope) await findFileRef(tx, scope.fileId);
  const [row] = await tx<{ lastId: number }[]>`
    select coalesce(max(id), 0) as "lastId" from public.processing_events
    where organization_id in (select private.my_organizations())`;
  return row?.lastId ?? 0;
}

async function listEvents(
  tx: TransactionSql,
  scope: AuditScope,
  { organizationId, afterId, lastId }: { organizationId: string; afterId: number; lastId: number },
): Promise<AuditEvent[]> {
  const wanted =
    "fileId" in scope
      ? tx`e.file_id = ${scope.fileId}`
      : tx`e.organization_id = ${organizationId} and ${jobConditions(tx, organizationId, scope.filter)}`;
  return tx<AuditEvent[]>`
    select e.id, (extract(epoch from e.at) * 1000)::float8 as "atMs", f.id as "jobId", f.name, e.kind,
      e.from_status as "fromStatus", e.to_status as "toStatus",
      case when e.actor is null then null else private.member_email(e.organization_id, e.actor) end as actor,
      e.actor is null as "isSystem", e.reason, e.details
    from public.processing_events e join public.log_files f on f.id = e.file_id
    where ${wanted} and e.id > ${afterId} and e.id <= ${lastId}
    order by e.id
    limit ${PAGE_EVENTS}`;
}
