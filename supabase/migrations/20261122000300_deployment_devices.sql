-- What became of each device of a deployment, kept current while logs are read, so that 3,000 devices cost one read.
create table public.deployment_devices (
  deployment_id uuid not null references public.deployments (id) on delete cascade,
  -- The device; or the file itself while nobody knows which device wrote it.
  subject_id uuid not null,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  device_id uuid references public.devices (id) on delete cascade,
  file_id uuid references public.log_files (id) on delete cascade,
  -- The worst last outcome of its products; unknown while none of its files tells of an installation.
  outcome text not null constraint deployment_devices_outcome
    check (outcome in ('succeeded', 'reboot', 'failed', 'cancelled', 'in_progress', 'unknown')),
  -- Of the installation that decides the outcome.
  installation_log_id uuid references public.installation_logs (id) on delete set null,
  exit_code text,
  -- The code of the first failing line, else the exit code; null when nothing failed.
  cause_code text,
  -- Files of the device in this deployment that are no duplicates.
  file_count integer not null,
  changed_at timestamptz not null default now(),
  primary key (deployment_id, subject_id),
  constraint deployment_devices_subject check (subject_id = coalesce(device_id, file_id))
);
create index deployment_devices_organization on public.deployment_devices (organization_id);
create index deployment_devices_device on public.deployment_devices (device_id);
create index deployment_devices_file on public.deployment_devices (file_id) where file_id is not null;
create index deployment_devices_installation on public.deployment_devices (installation_log_id);
create index deployment_devices_cause on public.deployment_devices (deployment_id, cause_code) where outcome = 'failed';

alter table public.deployment_devices enable row level security;
create policy deployment_devices_select on public.deployment_devices for select to authenticated
  using (organization_id in (select private.my_organizations()));
grant select on public.deployment_devices to authenticated;
grant select, insert, update, delete on public.deployment_devices to service_role;

-- `succeeded_count` held the reboots too; each outcome has its own count now.
alter table public.deployments
  add column cancelled_count integer not null default 0,
  add column unknown_count integer not null default 0,
  add column in_progress_count integer not null default 0,
  add column reboot_count integer not null default 0,
  add column file_count integer not null default 0;
create index deployments_recent on public.deployments (organization_id, changed_at desc);

-- Everything is asked by deployment and subject from now on.
create index log_files_subject on public.log_files (deployment_id, (coalesce(device_id, id)));
drop index public.log_files_deployment;
create index installation_logs_subject on public.installation_logs (deployment_id, (coalesce(device_id, file_id)));
drop index public.installation_logs_deployment;

-- Worst first, as people must see them.
create function private.outcome_rank(outcome text) returns integer
language sql immutable set search_path = '' as $$
  select case outcome when 'failed' then 0 when 'in_progress' then 1 when 'cancelled' then 2 when 'unknown' then 3
    when 'reboot' then 4 else 5 end
$$;
grant execute on function private.outcome_rank(text) to authenticated, service_role;

drop trigger installation_logs_changed on public.installation_logs;
drop function private.installation_changed();
drop function private.refresh_deployment(uuid);

-- Reads one device's files and installations, never those of the others.
create function private.refresh_deployment_device(deployment uuid, subject uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  -- The deployment's row first, always: two files that change the same devices can't wait for each other in a circle.
  perform 1 from public.deployments d where d.id = deployment for no key update;
  if not found then
    return;
  end if;
  delete from public.deployment_devices v where v.deployment_id = deployment and v.subject_id = subject
    and not exists (select 1 from public.log_files f
      where f.deployment_id = deployment and coalesce(f.device_id, f.id) = subject and f.duplicate_of is null)
    and not exists (select 1 from public.installation_logs i
      where i.deployment_id = deployment and coalesce(i.device_id, i.file_id) = subject);
  insert into public.deployment_devices (deployment_id, subject_id, organization_id, device_id, file_id, outcome,
    installation_log_id, exit_code, cause_code, file_count)
  with files as (
    select f.organization_id, f.device_id, f.id as file_id from public.log_files f
    where f.deployment_id = deployment and coalesce(f.device_id, f.id) = subject and f.duplicate_of is null
  ), latest as (
    select distinct on (i.product) i.* from public.installation_logs i
    where i.deployment_id = deployment and coalesce(i.device_id, i.file_id) = subject
    order by i.product, coalesce(i.finished_at, i.started_at, i.created_at) desc, i.attempt desc, i.id
  ), decisive as (
    select l.* from latest l
    order by private.outcome_rank(l.outcome), coalesce(l.finished_at, l.started_at, l.created_at), l.id limit 1
  ), known as (
    select organization_id, device_id, file_id from files
    union all select organization_id, device_id, file_id from decisive
    limit 1
  )
  select deployment, subject, k.organization_id, k.device_id, case when k.device_id is null then k.file_id end,
    coalesce(w.outcome, 'unknown'), w.id, w.exit_code,
    case when w.outcome = 'failed' then coalesce(w.first_failing_line ->> 'code', w.exit_code) end,
    (select count(*) from files)
  from known k left join decisive w on true
  on conflict (deployment_id, subject_id) do update set
    outcome = excluded.outcome, installation_log_id = excluded.installation_log_id, exit_code = excluded.exit_code,
    cause_code = excluded.cause_code, file_count = excluded.file_count, changed_at = now()
  where (deployment_devices.outcome, deployment_devices.installation_log_id, deployment_devices.exit_code,
      deployment_devices.cause_code, deployment_devices.file_count)
    is distinct from (excluded.outcome, excluded.installation_log_id, excluded.exit_code, excluded.cause_code,
      excluded.file_count);
end
$$;
revoke execute on function private.refresh_deployment_device(uuid, uuid) from public;

-- Adds what changed to the counts of the deployment; it is as bad as its worst device.
create function private.deployment_device_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  deployment uuid := coalesce(new.deployment_id, old.deployment_id);
begin
  -- A device that is deleted comes here without the lock of refresh_deployment_device.
  perform 1 from public.deployments d where d.id = deployment for no key update;
  with counted as (
    select d.id,
      d.device_count + (new.outcome is not null)::integer - (old.outcome is not null)::integer as devices,
      d.failed_count + coalesce(new.outcome = 'failed', false)::integer - coalesce(old.outcome = 'failed', false)::integer as failed,
      d.in_progress_count + coalesce(new.outcome = 'in_progress', false)::integer - coalesce(old.outcome = 'in_progress', false)::integer as in_progress,
      d.reboot_count + coalesce(new.outcome = 'reboot', false)::integer - coalesce(old.outcome = 'reboot', false)::integer as reboot,
      d.cancelled_count + coalesce(new.outcome = 'cancelled', false)::integer - coalesce(old.outcome = 'cancelled', false)::integer as cancelled,
      d.succeeded_count + coalesce(new.outcome = 'succeeded', false)::integer - coalesce(old.outcome = 'succeeded', false)::integer as succeeded,
      d.unknown_count + coalesce(new.outcome = 'unknown', false)::integer - coalesce(old.outcome = 'unknown', false)::integer as unknown,
      d.file_count + coalesce(new.file_count, 0) - coalesce(old.file_count, 0) as files
    from public.deployments d where d.id = deployment
  )
  update public.deployments d set
    device_count = c.devices, failed_count = c.failed, in_progress_count = c.in_progress, reboot_count = c.reboot,
    cancelled_count = c.cancelled, succeeded_count = c.succeeded, unknown_count = c.unknown, file_count = c.files,
    changed_at = now(),
    status = case when c.failed > 0 then 'failed' when c.in_progress > 0 then 'in_progress' when c.reboot > 0 then 'reboot'
      when c.cancelled > 0 then 'cancelled' when c.succeeded > 0 then 'succeeded' else 'unknown' end
  from counted c where d.id = c.id;
  return null;
end
$$;
create trigger deployment_devices_changed after insert or update or delete on public.deployment_devices
  for each row execute function private.deployment_device_changed();

create function private.installation_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if old.deployment_id is not null and (tg_op = 'DELETE' or (old.deployment_id, coalesce(old.device_id, old.file_id))
      is distinct from (new.deployment_id, coalesce(new.device_id, new.file_id))) then
    perform private.refresh_deployment_device(old.deployment_id, coalesce(old.device_id, old.file_id));
  end if;
  if new.deployment_id is not null then
    perform private.refresh_deployment_device(new.deployment_id, coalesce(new.device_id, new.file_id));
  end if;
  return null;
end
$$;
create trigger installation_logs_changed after insert or update or delete on public.installation_logs
  for each row execute function private.installation_changed();

create function private.file_subject_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if old.deployment_id is not null and (tg_op = 'DELETE' or (old.deployment_id, coalesce(old.device_id, old.id))
      is distinct from (new.deployment_id, coalesce(new.device_id, new.id))) then
    perform private.refresh_deployment_device(old.deployment_id, coalesce(old.device_id, old.id));
  end if;
  if new.deployment_id is not null then
    perform private.refresh_deployment_device(new.deployment_id, coalesce(new.device_id, new.id));
  end if;
  return null;
end
$$;
create trigger log_files_subject_inserted after insert on public.log_files
  for each row when (new.deployment_id is not null) execute function private.file_subject_changed();
create trigger log_files_subject_changed after update on public.log_files
  for each row when ((old.deployment_id, old.device_id, old.duplicate_of) is distinct from (new.deployment_id, new.device_id, new.duplicate_of))
  execute function private.file_subject_changed();
create trigger log_files_subject_deleted after delete on public.log_files
  for each row when (old.deployment_id is not null) execute function private.file_subject_changed();

revoke execute on function private.deployment_device_changed(), private.installation_changed(),
  private.file_subject_changed() from public;

-- What is there already, counted anew without touching when it last changed.
alter table public.deployments disable trigger user;
update public.deployments set device_count = 0, failed_count = 0, succeeded_count = 0;
select private.refresh_deployment_device(s.deployment_id, s.subject_id) from (
  select deployment_id, coalesce(device_id, id) as subject_id from public.log_files where deployment_id is not null
  union select deployment_id, coalesce(device_id, file_id) from public.installation_logs where deployment_id is not null
) s;
update public.deployments d set changed_at = v.changed_at
from (select deployment_id, max(updated_at) as changed_at from public.log_files group by deployment_id) v
where v.deployment_id = d.id;
alter table public.deployments enable trigger user;
