import { NotFoundError } from "#lib/errors.ts";
import type { TransactionSql } from "#lib/platform/database.ts";

/** One thing that happened to a cause; what happened to several of its alerts at once is one entry. */
export interface AlertHistoryEntry {
  kind: "raised" | "acknowledged" | "resolved" | "reopened" | "muted" | "unmuted";
  atMs: number;
  /** How many alerts it was. */
  count: number;
  /** Who did it; null = the system. */
  actor: string | null;
  note: string | null;
  /** Of "muted": until when. */
  untilMs: number | null;
}

const MAX_ENTRIES = 50;

/**
 * What happened to an alert and the others of its cause, newest first. Alerts raised in the same minute are one entry.
 * @throws NotFoundError
 */
export async function readAlertHistory(
  tx: TransactionSql,
  { organizationId, alertId }: { organizationId: string; alertId: string },
): Promise<{ history: AlertHistoryEntry[] }> {
  const [alert] = await tx<{ cause: string }[]>`
    select cause from public.alerts where id = ${alertId} and organization_id = ${organizationId}`;
  if (!alert) throw new NotFoundError("There is no such alert.");
  const { cause } = alert;
  const history = await tx<AlertHistoryEntry[]>`
    select kind, floor(extract(epoch from at) * 1000)::float8 as "atMs", count, actor, note, "untilMs" from (
      (select 'raised' as kind, min(created_at) as at, count(*)::int as count, null as actor, null as note,
        null::float8 as "untilMs"
      from public.alerts where organization_id = ${organizationId} and cause = ${cause}
      group by date_trunc('minute', created_at) order by 2 desc limit ${MAX_ENTRIES})
      union all
      (select kind, at, count(*)::int, actor_name, note, (details ->> 'untilMs')::float8
      from public.alert_events where organization_id = ${organizationId} and cause = ${cause}
      group by kind, at, actor_name, note, details order by at desc limit ${MAX_ENTRIES})
    ) entries order by at desc, kind limit ${MAX_ENTRIES}`;
  return { history };
}
