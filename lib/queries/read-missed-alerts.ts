import type { TransactionSql } from "#lib/platform/database.ts";
import { alertColumns, alertJoins } from "./alert-columns.ts";
import type { AlertItem } from "./list-alerts.ts";

export interface MissedAlerts {
  /** Open alerts after the cursor whose cause is not muted. */
  count: number;
  /** The newest of them, at most three. */
  newest: AlertItem[];
  /** Of the newest alert in any state: the next cursor. 0 when there is none. */
  lastNo: number;
}

const SHOWN = 3;

/** What was raised after a browser's cursor; without one (`afterNo` null) nothing was missed. */
export async function readMissedAlerts(
  tx: TransactionSql,
  { organizationId, afterNo }: { organizationId: string; afterNo: number | null },
): Promise<MissedAlerts> {
  const [last] = await tx<{ no: number }[]>`
    select no from public.alerts where organization_id = ${organizationId} order by no desc limit 1`;
  const lastNo = last?.no ?? 0;
  if (afterNo === null || lastNo <= afterNo) return { count: 0, newest: [], lastNo };
  const missed = tx`
    a.organization_id = ${organizationId} and a.no > ${afterNo} and a.state = 'open' and not exists (
      select 1 from public.alert_mutes m
      where m.organization_id = a.organization_id and m.cause = a.cause and m.muted_until > now())`;
  const newest = await tx<AlertItem[]>`
    select ${alertColumns(tx)} from public.alerts a ${alertJoins(tx)} where ${missed} order by a.no desc limit ${SHOWN}`;
  const [row] = await tx<{ count: number }[]>`select count(*)::int as count from public.alerts a where ${missed}`;
  return { count: row?.count ?? 0, newest, lastNo };
}
