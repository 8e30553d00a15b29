-- The user, or a policy, put an installation off: nothing failed, and it is offered again.
alter table public.installation_logs drop constraint installation_logs_outcome;
alter table public.installation_logs add constraint installation_logs_outcome
  check (outcome in ('succeeded', 'reboot', 'failed', 'cancelled', 'deferred', 'in_progress', 'unknown'));
alter table public.deployment_devices drop constraint deployment_devices_outcome;
alter table public.deployment_devices add constraint deployment_devices_outcome
  check (outcome in ('succeeded', 'reboot', 'failed', 'cancelled', 'deferred', 'in_progress', 'unknown'));
alter table public.deployments drop constraint deployments_status;
alter table public.deployments add constraint deployments_status
  check (status in ('failed', 'in_progress', 'reboot', 'cancelled', 'deferred', 'succeeded', 'unknown'));
alter table public.deployments add column deferred_count integer not null default 0;

comment on column public.installation_logs.first_failing_line is
  '{recordNumber, byteOffset, timestampUs, text, code, reason?, evidence?: [{recordNumber, role, text}]}';
comment on column public.log_files.first_failing_line is
  '{recordNumber, byteOffset, timestampUs, text, code, reason?, evidence?: [{recordNumber, role, text}]}';

create or replace function private.outcome_rank(outcome text) returns integer
language sql immutable set search_path = '' as $$
  select case outcome when 'failed' then 0 when 'in_progress' then 1 when 'cancelled' then 2 when 'deferred' then 3
    when 'unknown' then 4 when 'reboot' then 5 else 6 end
$$;

create or replace function private.deployment_device_changed() returns trigger
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
      d.deferred_count + coalesce(new.outcome = 'deferred', false)::integer - coalesce(old.outcome = 'deferred', false)::integer as deferred,
      d.succeeded_count + coalesce(new.outcome = 'succeeded', false)::integer - coalesce(old.outcome = 'succeeded', false)::integer as succeeded,
      d.unknown_count + coalesce(new.outcome = 'unknown', false)::integer - coalesce(old.outcome = 'unknown', false)::integer as unknown,
      d.file_count + coalesce(new.file_count, 0) - coalesce(old.file_count, 0) as files
    from public.deployments d where d.id = deployment
  )
  update public.deployments d set
    device_count = c.devices, failed_count = c.failed, in_progress_count = c.in_progress, reboot_count = c.reboot,
    cancelled_count = c.cancelled, deferred_count = c.deferred, succeeded_count = c.succeeded, unknown_count = c.unknown,
    file_count = c.files, changed_at = now(),
    status = case when c.failed > 0 then 'failed' when c.in_progress > 0 then 'in_progress' when c.reboot > 0 then 'reboot'
      when c.cancelled > 0 then 'cancelled' when c.deferred > 0 then 'deferred' when c.succeeded > 0 then 'succeeded'
      else 'unknown' end
  from counted c where d.id = c.id;
  return null;
end
$$;
