import type { TransactionSql } from "#lib/platform/database.ts";

/** The numbers beside the links of the sidebar. */
export interface SidebarCounts {
  /** Causes with an open alert: what is left to look at. */
  openAlerts: number;
  /** The highest alert number so far: what is above it later came meanwhile. */
  newestAlertNo: number;
  /** Files on their way: uploading, queued or being read. */
  filesInProgress: number;
}

export async function readCounts(tx: TransactionSql, organizationId: string): Promise<SidebarCounts> {
  const [row] = await tx<SidebarCounts[]>`
    select
      (select count(distinct cause)::int from public.alerts where organization_id = ${organizationId} and state = 'open') as "openAlerts",
      coalesce((select max(no) from public.alerts where organization_id = ${organizationId}), 0) as "newestAlertNo",
      (select count(*)::int from public.log_files
        where organization_id = ${organizationId} and status in ('pending', 'processing')) as "filesInProgress"`;
  return row ?? { openAlerts: 0, newestAlertNo: 0, filesInProgress: 0 };
}
