-- Originals of Low, moved to a bucket of their own some time after they were read; rows and chunks stay as they are.
insert into storage.buckets (id, name, public) values ('deployment-logs-archive', 'deployment-logs-archive', false) on conflict (id) do nothing;
-- No policy names this bucket: only the service reads it and moves objects to it.

alter table public.lane_settings
  -- Null = originals stay where they were uploaded to.
  add column archive_after_ms bigint,
  add constraint lane_settings_archive check (archive_after_ms is null or (lane = 'low' and archive_after_ms between 3600000 and 315360000000));
alter table public.log_files
  add column archived_at timestamptz;
create index log_files_archivable on public.log_files (finished_at, id)
  where lane = 'low' and job_state = 'completed' and bucket = 'deployment-logs';

-- Has the file's row say that its original is in the archive, and records it; false when it says so already.
create function private.note_archived(file uuid) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  archived record;
begin
  update public.log_files f set bucket = 'deployment-logs-archive', archived_at = now()
  where f.id = note_archived.file and f.bucket = 'deployment-logs'
  returning f.organization_id, f.status into archived;
  if not found then
    return false;
  end if;
  insert into public.processing_events (organization_id, file_id, kind, from_status, to_status, reason)
  values (archived.organization_id, note_archived.file, 'archived', archived.status, archived.status,
    'Its original was moved to the archive; what was read of it stays.');
  return true;
end
$$;
revoke execute on function private.note_archived(uuid) from public;
grant execute on function private.note_archived(uuid) to service_role;

-- Storage moves an object by changing its row: file and object change together or not at all. A file that is to be read
-- again keeps its original where the run looks for it.
create function private.object_archived() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  file public.log_files;
begin
  select * into file from public.log_files f where f.bucket = old.bucket_id and f.object_key = old.name for update;
  if found and file.status <> 'completed' then
    raise exception 'The file % is not completed, so its original stays where it is.', file.id using errcode = '55006';
  end if;
  perform private.note_archived(file.id);
  return null;
end
$$;
create trigger sluice_object_archived after update of bucket_id on storage.objects for each row
  when (old.bucket_id = 'deployment-logs' and new.bucket_id = 'deployment-logs-archive' and old.name = new.name)
  execute function private.object_archived();

create or replace function private.lane_values(settings public.lane_settings) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('slots', settings.slots, 'reservedSlots', settings.reserved_slots,
    'startDelayMs', settings.start_delay_ms, 'quietMs', settings.quiet_ms, 'longestWaitMs', settings.longest_wait_ms,
    'archiveAfterMs', settings.archive_after_ms, 'isPaused', settings.is_paused)
$$;

-- The whole number of a change, or the value there is when it names none.
drop function private.lane_number(jsonb, text, integer, integer, integer);
create function private.lane_number(changes jsonb, field text, present bigint, lowest bigint, highest bigint) returns bigint
language plpgsql immutable set search_path = '' as $$
begin
  if not changes ? field then
    return present;
  end if;
  if jsonb_typeof(changes -> field) <> 'number' or (changes ->> field)::numeric % 1 <> 0
    or (changes ->> field)::numeric not between lowest and highest then
    raise exception '% must be a whole number from % to %.', field, lowest, highest using errcode = '22023';
  end if;
  return (changes ->> field)::bigint;
end
$$;
revoke execute on function private.lane_number(jsonb, text, bigint, bigint, bigint) from public;

-- Changes a lane as the caller: any of slots, reservedSlots, startDelayMs, quietMs, longestWaitMs (null = none),
-- archiveAfterMs (Low only, null = never), isPaused.
-- True when something changed; then it is on record.
create or replace function public.change_lane(lane text, changes jsonb, note text default null) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column
declare
  present public.lane_settings;
  wanted public.lane_settings;
  from_values jsonb;
  to_values jsonb;
  why text := nullif(trim(change_lane.note), '');
begin
  if not exists (select 1 from private.my_organizations()) then
    raise exception 'This account belongs to no team.' using errcode = '42501';
  end if;
  if not public.can_change_lanes() then
    raise exception 'The lanes belong to the whole server: only admins and owners of the team that owns it can change them. Ask one of them.' using errcode = '42501';
  end if;
  -- All of them and in the order of admission, which follows in the same transaction.
  perform 1 from public.lane_settings s order by s.lane for update;
  select * into present from public.lane_settings s where s.lane = change_lane.lane;
  if present.lane is null then
    raise exception 'There is no lane of this name. The lanes are high, medium and low.' using errcode = 'P0002';
  end if;
  if char_length(why) > 500 then
    raise exception 'The note must have at most 500 characters.' using errcode = '22023';
  end if;
  wanted := present;
  wanted.slots := private.lane_number(changes, 'slots', present.slots, 1, 100);
  wanted.reserved_slots := private.lane_number(changes, 'reservedSlots', present.reserved_slots, 0, 100);
  wanted.start_delay_ms := private.lane_number(changes, 'startDelayMs', present.start_delay_ms, 0, 600000);
  wanted.quiet_ms := private.lane_number(changes, 'quietMs', present.quiet_ms, 0, 60000);
  wanted.longest_wait_ms := case when changes -> 'longestWaitMs' = 'null'::jsonb then null
    else private.lane_number(changes, 'longestWaitMs', present.longest_wait_ms, 1000, 86400000) end;
  wanted.archive_after_ms := case when changes -> 'archiveAfterMs' = 'null'::jsonb then null
    else private.lane_number(changes, 'archiveAfterMs', present.archive_after_ms, 3600000, 315360000000) end;
  wanted.is_paused := coalesce((changes ->> 'isPaused')::boolean, present.is_paused);
  if wanted.reserved_slots > wanted.slots then
    raise exception 'Reserved slots (%) must not exceed the slots of the lane (%).', wanted.reserved_slots, wanted.slots using errcode = '22023';
  end if;
  if wanted.archive_after_ms is not null and present.lane <> 'low' then
    raise exception 'Only the originals of the Low lane can be archived: archiveAfterMs is for low.' using errcode = '22023';
  end if;
  select coalesce(jsonb_object_agg(o.key, o.value), '{}'), coalesce(jsonb_object_agg(o.key, n.value), '{}')
  into from_values, to_values
  from jsonb_each(private.lane_values(present)) o join jsonb_each(private.lane_values(wanted)) n on n.key = o.key
  where o.value is distinct from n.value;
  if to_values = '{}' then
    return false;
  end if;
  update public.lane_settings s set slots = wanted.slots, reserved_slots = wanted.reserved_slots,
    start_delay_ms = wanted.start_delay_ms, quiet_ms = wanted.quiet_ms, longest_wait_ms = wanted.longest_wait_ms,
    archive_after_ms = wanted.archive_after_ms, is_paused = wanted.is_paused, updated_at = now(),
    paused_by = case when not wanted.is_paused then null when present.is_paused then s.paused_by else (select auth.uid()) end,
    paused_at = case when not wanted.is_paused then null when present.is_paused then s.paused_at else now() end,
    pause_note = case when not wanted.is_paused then null when present.is_paused then s.pause_note else why end
  where s.lane = present.lane;
  insert into public.lane_changes (organization_id, lane, kind, actor, from_values, to_values, note)
  values (private.server_organization(), present.lane,
    case when wanted.is_paused = present.is_paused then 'changed' when wanted.is_paused then 'paused' else 'resumed' end,
    (select auth.uid()), from_values, to_values, why);
  return true;
end
$$;
