import type { FailingLine, Lane } from "#lib/model/log-file.ts";
import type { TransactionSql } from "#lib/platform/database.ts";

export const ALERT_STATES = ["open", "acknowledged", "resolved"] as const;
export type AlertState = (typeof ALERT_STATES)[number];

export interface AlertItem {
  id: string;
  /** Rises with every alert of the instance: the cursor. */
  no: number;
  rule: string;
  lane: Lane;
  state: AlertState;
  title: string;
  line: FailingLine | null;
  file: { id: string; name: string; timeZone: string | null } | null;
  deployment: { id: string; name: string } | null;
  device: { id: string; name: string } | null;
  createdAtMs: number;
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
    select a.id, a.no, a.rule, a.lane, a.state, a.title, a.line,
      case when f.id is null then null else jsonb_build_object('id', f.id, 'name', f.name, 'timeZone', f.time_zone) end as file,
      case when d.id is null then null else jsonb_build_object('id', d.id, 'name', d.name) end as deployment,
      case when v.id is null then null else jsonb_build_object('id', v.id, 'name', v.name) end as device,
      (extract(epoch from a.created_at) * 1000)::float8 as "createdAtMs"
    from public.alerts a
    left join public.log_files f on f.id = a.file_id
    left join public.deployments d on d.id = a.deployment_id
    left join public.devices v on v.id = a.device_id
    where a.organization_id = ${organizationId}
      and (${state}::text is null or a.state = ${state})
      and (${before}::bigint is null or a.no < ${before})
    order by a.no desc
    limit ${limit + 1}`;
  const page = alerts.slice(0, limit);
  return { alerts: page, nextCursor: alerts.length > limit ? (page.at(-1)?.no ?? null) : null };
}
