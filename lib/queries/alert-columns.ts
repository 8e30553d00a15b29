import type { TransactionSql } from "#lib/platform/database.ts";

/** The columns of an `AlertItem`, of `public.alerts a` with {@link alertJoins}. */
export function alertColumns(tx: TransactionSql) {
  return tx`
    a.id, a.no, a.rule, a.cause, a.lane, a.state, a.title, coalesce(a.subject, a.title) as subject, a.line,
    case when f.id is null then null else jsonb_build_object('id', f.id, 'name', f.name, 'format', f.format,
      'timeZone', f.time_zone, 'arrivedAtMs', floor(extract(epoch from coalesce(f.stored_at, f.queued_at)) * 1000),
      'startedAtMs', floor(extract(epoch from f.started_at) * 1000)) end as file,
    case when d.id is null then null else jsonb_build_object('id', d.id, 'name', d.name) end as deployment,
    case when v.id is null then null else jsonb_build_object('id', v.id, 'name', v.name) end as device,
    floor(extract(epoch from a.created_at) * 1000)::float8 as "createdAtMs",
    floor(extract(epoch from a.state_changed_at) * 1000)::float8 as "changedAtMs",
    a.state_changed_by_name as "changedBy", a.note`;
}

export function alertJoins(tx: TransactionSql) {
  return tx`
    left join public.log_files f on f.id = a.file_id
    left join public.deployments d on d.id = a.deployment_id
    left join public.devices v on v.id = a.device_id`;
}
