-- "Seen on 41 devices": devices by the code of their cause or their exit, however the log writes its letters.
create index deployment_devices_by_cause on public.deployment_devices (organization_id, lower(cause_code))
  where cause_code is not null;
create index deployment_devices_by_exit on public.deployment_devices (organization_id, lower(exit_code))
  where exit_code is not null;
