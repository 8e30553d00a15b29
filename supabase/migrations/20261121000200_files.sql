-- Files on their way, and what they belong to.
create table public.deployments (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  name text not null constraint deployments_name_length check (char_length(name) between 1 and 200),
  -- Kept current by a trigger on installation_logs; see 20261121000400.
  status text not null default 'unknown'
    constraint deployments_status check (status in ('failed', 'in_progress', 'reboot', 'cancelled', 'succeeded', 'unknown')),
  device_count integer not null default 0,
  failed_count integer not null default 0,
  succeeded_count integer not null default 0,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  unique (organization_id, name)
);

create table public.devices (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  name text not null constraint devices_name_length check (char_length(name) between 1 and 200),
  created_at timestamptz not null default now(),
  unique (organization_id, name)
);

-- The seeds' ProcessedFile. One row per file, made before its upload; the queue is this table.
create table public.log_files (
  id uuid primary key default gen_random_uuid(),
  -- Small number that stands for the file in the row-heavy log tables.
  no integer generated always as identity unique,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  source text not null constraint log_files_source check (source in ('upload', 'api', 'cli')),
  bucket text not null default 'deployment-logs',
  object_key text not null,
  etag text,
  -- As the user knows it, with its folder; never used as a storage key.
  name text not null constraint log_files_name_length check (char_length(name) between 1 and 1024),
  size_bytes bigint not null constraint log_files_size check (size_bytes >= 0),
  sha256 text constraint log_files_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  lane text not null default 'medium' constraint log_files_lane check (lane in ('high', 'medium', 'low')),
  lane_reason text not null default 'Not looked at yet.',
  status text not null default 'pending' constraint log_files_status check (status in ('pending', 'processing', 'completed', 'failed')),
  -- {code, message, details}: what happened, where, what is safe, what to do.
  error jsonb,
  duplicate_of uuid references public.log_files (id) on delete set null,
  deployment_id uuid references public.deployments (id) on delete set null,
  device_id uuid references public.devices (id) on delete set null,
  -- Zone set at upload for times that don't say theirs: IANA name, or null.
  time_zone_setting text,
  attempts integer not null default 0,
  -- Counts the decisions to send an event; part of the event's id.
  dispatch integer not null default 0,
  -- When the event of the current dispatch was accepted; null while it may still have to be sent.
  dispatched_at timestamptz,
  version integer not null default 1,
  format text,
  format_version integer,
  format_confidence real,
  runner_up text,
  runner_up_confidence real,
  container text,
  encoding text,
  time_zone text,
  time_zone_source text,
  time_zone_reason text,
  -- What was assumed or found out about the whole file, in sentences: order of day and month, year, late encoding.
  reading_notes jsonb not null default '[]',
  record_count bigint not null default 0,
  reject_count bigint not null default 0,
  -- {unspecified, trace, debug, info, warn, error, fatal}
  severity_counts jsonb not null default '{}',
  first_time timestamptz,
  last_time timestamptz,
  -- {recordNumber, byteOffset, timestampUs, text, code} of the first failing line, or null.
  first_failing_line jsonb,
  -- Decompressed size, known when completed.
  content_bytes bigint,
  created_by uuid references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  -- The object is in storage (set by the trigger on storage.objects).
  stored_at timestamptz,
  -- Intake accepted it into the queue.
  queued_at timestamptz,
  started_at timestamptz,
  finished_at timestamptz,
  updated_at timestamptz not null default now(),
  unique (bucket, object_key)
);
create index log_files_recent on public.log_files (organization_id, created_at desc, id);
create index log_files_queue on public.log_files (lane, queued_at) where status in ('pending', 'processing');
create index log_files_fingerprint on public.log_files (organization_id, sha256) where duplicate_of is null;
create index log_files_deployment on public.log_files (deployment_id);
create index log_files_device on public.log_files (device_id);

-- What changes many times while a file is read, kept apart from the row that people list.
create table public.file_progress (
  file_id uuid primary key references public.log_files (id) on delete cascade,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  -- Where the next step goes on; a step moves it only from the value it started at.
  checkpoint jsonb,
  checkpoint_no bigint not null default 0,
  heartbeat_at timestamptz,
  -- Bytes of the source read so far, of log_files.size_bytes.
  bytes_done bigint not null default 0,
  record_count bigint not null default 0,
  reject_count bigint not null default 0,
  records_per_s real,
  notified_at timestamptz,
  updated_at timestamptz not null default now()
) with (fillfactor = 70);

-- The audit trail of every transition.
create table public.processing_events (
  id bigint generated always as identity primary key,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  file_id uuid not null references public.log_files (id) on delete cascade,
  at timestamptz not null default now(),
  kind text not null,
  from_status text,
  to_status text,
  -- Null = the system.
  actor uuid references auth.users (id) on delete set null,
  reason text not null,
  details jsonb not null default '{}'
);
create index processing_events_file on public.processing_events (file_id, id);
create index processing_events_organization on public.processing_events (organization_id, id);

-- Rejects and exceptions with position, text and reason. A file's first 1,000 rejects; the count is in log_files.
create table public.error_tracking (
  id bigint generated always as identity primary key,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  file_id uuid not null references public.log_files (id) on delete cascade,
  kind text not null constraint error_tracking_kind check (kind in ('reject', 'exception')),
  record_no bigint,
  byte_offset bigint,
  byte_length bigint,
  text text,
  reason text not null,
  created_at timestamptz not null default now()
);
create index error_tracking_file on public.error_tracking (file_id, id);
create index error_tracking_organization on public.error_tracking (organization_id, id);

-- Instance-wide ceilings and delays, changeable live.
create table public.lane_settings (
  lane text primary key constraint lane_settings_lane check (lane in ('high', 'medium', 'low')),
  slots integer not null constraint lane_settings_slots check (slots between 0 and 100),
  reserved_slots integer not null default 0 constraint lane_settings_reserved check (reserved_slots between 0 and slots),
  is_paused boolean not null default false,
  start_delay_ms integer not null default 0,
  quiet_ms integer not null default 0,
  longest_wait_ms integer,
  updated_at timestamptz not null default now()
);
insert into public.lane_settings (lane, slots, reserved_slots, start_delay_ms, quiet_ms, longest_wait_ms) values
  ('high', 4, 2, 0, 0, null),
  ('medium', 2, 0, 2000, 0, null),
  ('low', 1, 0, 0, 500, 1800000);

create table public.lane_rules (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  position integer not null,
  lane text not null constraint lane_rules_lane check (lane in ('high', 'medium', 'low')),
  name text not null,
  condition jsonb not null,
  is_on boolean not null default true,
  created_at timestamptz not null default now(),
  unique (organization_id, position) deferrable initially deferred
);

alter table public.deployments enable row level security;
alter table public.devices enable row level security;
alter table public.log_files enable row level security;
alter table public.file_progress enable row level security;
alter table public.processing_events enable row level security;
alter table public.error_tracking enable row level security;
alter table public.lane_settings enable row level security;
alter table public.lane_rules enable row level security;

create policy deployments_select on public.deployments for select to authenticated using (organization_id in (select private.my_organizations()));
create policy devices_select on public.devices for select to authenticated using (organization_id in (select private.my_organizations()));
create policy log_files_select on public.log_files for select to authenticated using (organization_id in (select private.my_organizations()));
create policy file_progress_select on public.file_progress for select to authenticated using (organization_id in (select private.my_organizations()));
create policy processing_events_select on public.processing_events for select to authenticated using (organization_id in (select private.my_organizations()));
create policy error_tracking_select on public.error_tracking for select to authenticated using (organization_id in (select private.my_organizations()));
create policy lane_settings_select on public.lane_settings for select to authenticated using (exists (select private.my_organizations()));
create policy lane_rules_select on public.lane_rules for select to authenticated using (organization_id in (select private.my_organizations()));

grant select on public.deployments, public.devices, public.log_files, public.file_progress, public.processing_events,
  public.error_tracking, public.lane_settings, public.lane_rules to authenticated;
grant select, insert, update, delete on public.deployments, public.devices, public.log_files, public.file_progress,
  public.processing_events, public.error_tracking, public.lane_settings, public.lane_rules to service_role;
grant usage on sequence public.log_files_no_seq, public.processing_events_id_seq, public.error_tracking_id_seq to service_role;

create function private.touch_log_file() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.updated_at := now();
  new.version := old.version + 1;
  return new;
end
$$;
create trigger log_files_touch before update on public.log_files for each row execute function private.touch_log_file();
