import type { TransactionSql } from "#lib/platform/database.ts";
import { canChangeLanes } from "./change-lane-settings.ts";
import { readCounts, type SidebarCounts } from "./read-counts.ts";
import { type LaneNow, readLanes } from "./read-lanes.ts";

/** What `GET /api/v1/lanes` answers. */
export interface SidebarNow {
  lanes: LaneNow[];
  counts: SidebarCounts;
  /** Whether this person may pause lanes and change their limits. */
  canChange: boolean;
}

/** The lanes, the numbers beside the links, and whether the caller may change the lanes. */
export async function readSidebar(tx: TransactionSql, organizationId: string): Promise<SidebarNow> {
  return {
    lanes: await readLanes(tx, organizationId),
    counts: await readCounts(tx, organizationId),
    canChange: await canChangeLanes(tx),
  };
}
