import type { TransactionSql } from "#lib/platform/database.ts";
import { alertColumns, alertJoins } from "./alert-columns.ts";
import type { AlertItem, AlertState } from "./list-alerts.ts";

/** Alerts with one cause: what a card shows and what people act on. */
export interface AlertCause {
  cause: string;
  /** Of several states the one that needs most attention. */
  state: AlertState;
  /** "Tallybook 4.2.0 failed with 1603 on LT-2291", or "... on 41 devices". */
  title: string;
  alertCount: number;
  /** Devices, or files whose device is unknown. */
  deviceCount: number;
  /** When the first of these alerts fired. */
  firstAtMs: number;
  /** Null when it is not muted. */
  mutedUntilMs: number | null;
  /** The newest alert. */
  lead: AlertItem;
  /** The next newest ones, at most two. */
  others: AlertItem[];
}

export type AlertCounts = Record<AlertState, number>;

export interface AlertCausePage {
  causes: AlertCause[];
  nextCursor: number | null;
  /** How many causes have alerts in each state. */
  counts: AlertCounts;
  /** When the newest alert of any state fired; null = none ever. */
  lastFiredAtMs: number | null;
}

export interface ListAlertCausesInput {
  organizationId: string;
  /** Only alerts in this state; null = the newest ones in any. */
  state: AlertState | null;
  /** `no` of the newest alert of the last cause of the page before. */
  before?: number | null;
  limit: number;
}

/** Without a state only this many of the newest alerts are looked at: a feed of what happened lately. */
const RECENT_ALERTS = 1000;
const OTHERS = 2;

interface Group {
  cause: string;
  state: AlertState;
  no: number;
  alertCount: number;
  deviceCount: number;
  firstAtMs: number;
  mutedUntilMs: number | null;
  leadNos: number[];
}

/** Causes, the one that fired last first. `nextCursor` goes into `before`; null = that was all. */
export async function listAlertCauses(tx: TransactionSql, input: ListAlertCausesInput): Promise<AlertCausePage> {
  const groups = await readGroups(tx, input);
  const page = groups.slice(0, input.limit);
  const alerts = await readAlerts(tx, input.organizationId, page);
  const causes = page.flatMap((group) => {
    const [lead, ...others] = group.leadNos.flatMap((no) => alerts.get(no) ?? []);
    return lead ? [toCause(group, lead, others)] : [];
  });
  const nextCursor = groups.length > input.limit ? (page.at(-1)?.no ?? null) : null;
  const counts = await countAlertCauses(tx, input.organizationId);
  return { causes, nextCursor, counts, lastFiredAtMs: await readLastFired(tx, input.organizationId) };
}

/** How many causes have alerts in each state. */
export async function countAlertCauses(tx: TransactionSql, organizationId: string): Promise<AlertCounts> {
  const rows = await tx<{ state: AlertState; count: number }[]>`
    select state, count(distinct cause)::int as count from public.alerts
    where organization_id = ${organizationId} group by state`;
  const counts: AlertCounts = { open: 0, acknowledged: 0, resolved: 0 };
  for (const { state, count } of rows) counts[state] = count;
  return counts;
}

async function readLastFired(tx: TransactionSql, organizationId: string): Promise<number | null> {
  const [row] = await tx<{ atMs: number }[]>`
    select floor(extract(epoch from created_at) * 1000)::float8 as "atMs" from public.alerts
    where organization_id = ${organizationId} order by no desc limit 1`;
  return row?.atMs ?? null;
}

function readGroups(tx: TransactionSql, { organizationId, state, before = null, limit }: ListAlertCausesInput) {
  const source =
    state === null
      ? tx`(select * from public.alerts where organization_id = ${organizationId} order by no desc limit ${RECENT_ALERTS})`
      : tx`(select * from public.alerts where organization_id = ${organizationId} and state = ${state})`;
  return tx<Group[]>`
    select g.*, floor(extract(epoch from m.muted_until) * 1000)::float8 as "mutedUntilMs"
    from (
      select a.cause, max(a.no) as no, count(*)::int as "alertCount",
        count(distinct coalesce(a.device_id, a.file_id, a.id))::int as "deviceCount",
        floor(extract(epoch from min(a.created_at)) * 1000)::float8 as "firstAtMs",
        (array['open', 'acknowledged', 'resolved'])[min(array_position(array['open', 'acknowledged', 'resolved'], a.state))] as state,
        (array_agg(a.no order by a.no desc))[1:${OTHERS + 1}]::float8[] as "leadNos"
      from ${source} a group by a.cause
    ) g
    left join public.alert_mutes m on m.organization_id = ${organizationId} and m.cause = g.cause and m.muted_until > now()
    where ${before}::bigint is null or g.no < ${before}
    order by g.no desc
    limit ${limit + 1}`;
}

async function readAlerts(
  tx: TransactionSql,
  organizationId: string,
  groups: readonly Group[],
): Promise<Map<number, AlertItem>> {
  const nos = groups.flatMap((group) => group.leadNos);
  if (nos.length === 0) return new Map();
  const alerts = await tx<AlertItem[]>`
    select ${alertColumns(tx)} from public.alerts a ${alertJoins(tx)}
    where a.organization_id = ${organizationId} and a.no = any(${nos}::bigint[])`;
  return new Map(alerts.map((alert) => [alert.no, alert]));
}

function toCause({ leadNos: _leadNos, no: _no, ...group }: Group, lead: AlertItem, others: AlertItem[]): AlertCause {
  const title = group.deviceCount > 1 ? `${lead.subject} on ${formatDevices(group.deviceCount)}` : lead.title;
  return { ...group, title, lead, others };
}

function formatDevices(count: number): string {
  return `${count.toLocaleString("en-US")} devices`;
}
