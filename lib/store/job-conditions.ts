import type { JobFilter, JobTab } from "#lib/model/job.ts";
import type { TransactionSql } from "./sql.ts";
import { storableText } from "./storable-text.ts";

/** Which jobs of an organisation a filter means; needs log_files f. Lists and batch actions share it, so they agree. */
export function jobConditions(tx: TransactionSql, organizationId: string, filter: JobFilter) {
  return tx`${otherJobConditions(tx, organizationId, filter)} and ${tabCondition(tx, filter.tab)}
    ${filter.states.length > 0 ? tx`and f.job_state in ${tx(filter.states)}` : tx``}`;
}

/** The same without tab and state: what the counts of the tabs have in common. */
export function otherJobConditions(tx: TransactionSql, organizationId: string, filter: JobFilter) {
  const { lanes, formats, sources } = filter;
  return tx`f.organization_id = ${organizationId} and f.job_state is not null
    ${lanes.length > 0 ? tx`and f.lane in ${tx(lanes)}` : tx``}
    ${formats.length > 0 ? tx`and f.format in ${tx(formats.map(storableText))}` : tx``}
    ${sources.length > 0 ? tx`and f.source in ${tx(sources)}` : tx``}
    ${nameCondition(tx, { organizationId, kind: "deployment", name: filter.deployment })}
    ${nameCondition(tx, { organizationId, kind: "device", name: filter.device })}
    ${textCondition(tx, organizationId, filter.text)}`;
}

/** Written out, not as parameters: the planner must see that a tab's index fits. */
export function tabCondition(tx: TransactionSql, tab: JobTab) {
  switch (tab) {
    case "in-progress":
      return tx`f.job_state in ('waiting', 'running', 'retrying')`;
    case "completed":
      return tx`f.job_state in ('completed', 'cancelled', 'discarded')`;
    case "dead-letters":
      return tx`f.job_state = 'failed'`;
  }
}

interface NamedThing {
  organizationId: string;
  kind: "deployment" | "device";
  name: string | null | undefined;
}

function nameCondition(tx: TransactionSql, { organizationId, kind, name }: NamedThing) {
  if (!name) return tx``;
  const wanted = storableText(name);
  return kind === "deployment"
    ? tx`and f.deployment_id in (
        select d.id from public.deployments d where d.organization_id = ${organizationId} and d.name = ${wanted})`
    : tx`and f.device_id in (
        select v.id from public.devices v where v.organization_id = ${organizationId} and v.name = ${wanted})`;
}

function textCondition(tx: TransactionSql, organizationId: string, text: string | null | undefined) {
  const wanted = text?.trim();
  if (!wanted) return tx``;
  const pattern = `%${storableText(wanted).replace(/[\\%_]/g, "\\$&")}%`;
  return tx`and (f.name ilike ${pattern}
    or f.deployment_id in (
      select d.id from public.deployments d where d.organization_id = ${organizationId} and d.name ilike ${pattern})
    or f.device_id in (
      select v.id from public.devices v where v.organization_id = ${organizationId} and v.name ilike ${pattern}))`;
}
