import type { FailingLine, Lane } from "#lib/model/log-file.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { alertColumns, alertJoins } from "./alert-columns.ts";

export const ALERT_STATES = ["open", "acknowledged", "resolved"] as const;
export type AlertState = (typeof ALERT_STATES)[number];

export interface AlertItem {
  id: string;
  /** Rises with every alert of the instance: the cursor. */
  no: number;
  rule: string;
  /** Alerts with the same cause are one thing to act on. */
  cause: string;
  lane: Lane;
  state: AlertState;
  title: string;
  /** The title without the place: "Tallybook 4.2.0 failed with 1603". */
  subject: string;
  line: FailingLine | null;
  /** `arrivedAtMs`: its upload ended; `startedAtMs`: reading began. */
  file: {
    id: string;
    name: string;
    format: string | null;
    timeZone: string | null;
    arrivedAtMs: number | null;
    startedAtMs: number | null;
  } | null;
  deployment: { id: string; name: string } | null;
  device: { id: string; name: string } | null;
  createdAtMs: number;
  /** Who acknowledged, resolved or reopened it last. */
  changedAtMs: number | null;
  changedBy: string | null;
  note: string | null;
}

export interface ListAlertsInput {
  organizationId: string;
  state?: AlertState | null;
  /** `no` of the last alert of the page before. */
  before?: number | null;
  limit: number;
}

/** Newest first. `nextCursor` goes into `before`; null = that was all. */
export async function listAlerts(
  tx: TransactionSql,
  { organizationId, state = null, before = null, limit }: ListAlertsInput,
): Promise<{ alerts: AlertItem[]; nextCursor: number | null }> {
  const alerts = await tx<AlertItem[]>`
    select ${alertColumns(tx)}
    from public.alerts a ${alertJoins(tx)}
    where a.organization_id = ${organizationId}
      and (${state}::text is null or a.state = ${state})
      and (${before}::bigint is null or a.no < ${before})
    order by a.no desc
    limit ${limit + 1}`;
  const page = alerts.slice(0, limit);
  return { alerts: page, nextCursor: alerts.length > limit ? (page.at(-1)?.no ?? null) : null };
}
