-- What the logs mean: the outcome of each installation, and what must be told at once.
create table public.installation_logs (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  file_id uuid not null references public.log_files (id) on delete cascade,
  deployment_id uuid references public.deployments (id) on delete set null,
  device_id uuid references public.devices (id) on delete set null,
  product text not null,
  attempt integer not null,
  outcome text not null constraint installation_logs_outcome
    check (outcome in ('succeeded', 'reboot', 'failed', 'cancelled', 'in_progress', 'unknown')),
  exit_code text,
  -- {recordNumber, byteOffset, timestampUs, text, code}
  first_failing_line jsonb,
  started_at timestamptz,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (file_id, product, attempt)
);
create index installation_logs_deployment on public.installation_logs (deployment_id);
create index installation_logs_organization on public.installation_logs (organization_id, updated_at desc);

create table public.alert_rules (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  name text not null,
  kind text not null,
  settings jsonb not null default '{}',
  is_on boolean not null default true,
  created_at timestamptz not null default now()
);

create table public.alerts (
  id uuid primary key default gen_random_uuid(),
  -- Cursor for clients that catch up.
  no bigint generated always as identity unique,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  rule text not null,
  -- Same thing twice = same fingerprint = one alert.
  fingerprint text not null,
  lane text not null default 'high' constraint alerts_lane check (lane in ('high', 'medium', 'low')),
  state text not null default 'open' constraint alerts_state check (state in ('open', 'acknowledged', 'resolved')),
  title text not null,
  -- The line that caused it: {recordNumber, byteOffset, timestampUs, text, code}
  line jsonb,
  file_id uuid references public.log_files (id) on delete cascade,
  deployment_id uuid references public.deployments (id) on delete set null,
  device_id uuid references public.devices (id) on delete set null,
  installation_log_id uuid references public.installation_logs (id) on delete set null,
  created_at timestamptz not null default now(),
  unique (organization_id, fingerprint)
);
create index alerts_recent on public.alerts (organization_id, no desc);

create table public.notification_deliveries (
  id bigint generated always as identity primary key,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  alert_id uuid not null references public.alerts (id) on delete cascade,
  channel text not null,
  status text not null default 'pending' constraint notification_deliveries_status check (status in ('pending', 'delivered', 'failed')),
  attempts integer not null default 0,
  answer text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table public.saved_views (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  created_by uuid references auth.users (id) on delete set null,
  name text not null,
  query text not null,
  created_at timestamptz not null default now()
);

create table public.api_keys (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  name text not null,
  key_hash text not null unique,
  role text not null constraint api_keys_role check (role in ('admin', 'operator', 'viewer')),
  created_by uuid references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);

alter table public.installation_logs enable row level security;
alter table public.alert_rules enable row level security;
alter table public.alerts enable row level security;
alter table public.notification_deliveries enable row level security;
alter table public.saved_views enable row level security;
alter table public.api_keys enable row level security;

create policy installation_logs_select on public.installation_logs for select to authenticated using (organization_id in (select private.my_organizations()));
create policy alert_rules_select on public.alert_rules for select to authenticated using (organization_id in (select private.my_organizations()));
create policy alerts_select on public.alerts for select to authenticated using (organization_id in (select private.my_organizations()));
create policy notification_deliveries_select on public.notification_deliveries for select to authenticated using (organization_id in (select private.my_organizations()));
create policy saved_views_select on public.saved_views for select to authenticated using (organization_id in (select private.my_organizations()));
create policy api_keys_select on public.api_keys for select to authenticated using (organization_id in (select private.my_organizations('admin')));

grant select on public.installation_logs, public.alert_rules, public.alerts, public.notification_deliveries, public.saved_views to authenticated;
grant select (id, organization_id, name, role, created_by, created_at, last_used_at, revoked_at) on public.api_keys to authenticated;
grant select, insert, update, delete on public.installation_logs, public.alert_rules, public.alerts,
  public.notification_deliveries, public.saved_views, public.api_keys to service_role;
grant usage on sequence public.alerts_no_seq, public.notification_deliveries_id_seq to service_role;

-- A deployment is as bad as the worst last outcome of its installations (device + product).
create function private.refresh_deployment(deployment uuid) returns void
language sql security definer set search_path = '' as $$
  with latest as (
    select distinct on (coalesce(i.device_id, i.file_id), i.product) coalesce(i.device_id, i.file_id) as device, i.outcome
    from public.installation_logs i where i.deployment_id = deployment
    order by coalesce(i.device_id, i.file_id), i.product, coalesce(i.finished_at, i.started_at, i.created_at) desc, i.attempt desc
  ), counted as (
    select count(distinct device) as devices,
      count(distinct device) filter (where outcome = 'failed') as failed,
      count(distinct device) filter (where outcome in ('succeeded', 'reboot')) as succeeded,
      bool_or(outcome = 'failed') as has_failed, bool_or(outcome = 'in_progress') as has_progress,
      bool_or(outcome = 'reboot') as has_reboot, bool_or(outcome = 'cancelled') as has_cancelled,
      bool_or(outcome = 'succeeded') as has_succeeded
    from latest
  )
  update public.deployments d set
    device_count = c.devices, failed_count = c.failed, succeeded_count = c.succeeded, changed_at = now(),
    status = case when c.has_failed then 'failed' when c.has_progress then 'in_progress' when c.has_reboot then 'reboot'
      when c.has_cancelled then 'cancelled' when c.has_succeeded then 'succeeded' else 'unknown' end
  from counted c where d.id = deployment
$$;

revoke execute on function private.refresh_deployment(uuid) from public;

create function private.installation_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op <> 'INSERT' and old.deployment_id is not null then
    perform private.refresh_deployment(old.deployment_id);
  end if;
  if tg_op <> 'DELETE' and new.deployment_id is not null and (tg_op = 'INSERT' or new.deployment_id is distinct from old.deployment_id or new.outcome is distinct from old.outcome) then
    perform private.refresh_deployment(new.deployment_id);
  end if;
  return null;
end
$$;
create trigger installation_logs_changed after insert or update or delete on public.installation_logs
  for each row execute function private.installation_changed();
