-- Who paused a lane and why, its limits changed live, and the record of every change.
alter table public.lane_settings
  add column paused_by uuid references auth.users (id) on delete set null,
  add column paused_at timestamptz,
  add column pause_note text constraint lane_settings_pause_note check (char_length(pause_note) between 1 and 500),
  add constraint lane_settings_start_delay check (start_delay_ms between 0 and 600000),
  add constraint lane_settings_quiet check (quiet_ms between 0 and 60000),
  add constraint lane_settings_longest_wait check (longest_wait_ms between 1000 and 86400000);

-- The audit trail of the lanes: who, when, from, to, why. It belongs to the team that owns the server.
create table public.lane_changes (
  id bigint generated always as identity primary key,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  lane text not null constraint lane_changes_lane check (lane in ('high', 'medium', 'low')),
  at timestamptz not null default now(),
  kind text not null constraint lane_changes_kind check (kind in ('paused', 'resumed', 'changed')),
  actor uuid references auth.users (id) on delete set null,
  -- Only what changed: {slots, reservedSlots, startDelayMs, quietMs, longestWaitMs, isPaused}
  from_values jsonb not null,
  to_values jsonb not null,
  note text constraint lane_changes_note check (char_length(note) between 1 and 500)
);
create index lane_changes_organization on public.lane_changes (organization_id, id desc);
alter table public.lane_changes enable row level security;
create policy lane_changes_select on public.lane_changes for select to authenticated
  using (organization_id in (select private.my_organizations()));
grant select on public.lane_changes to authenticated;
grant select, insert, update, delete on public.lane_changes to service_role;
grant usage on sequence public.lane_changes_id_seq to service_role;

-- The lanes are the server's: its team is the one that was made with it, the oldest.
create function private.server_organization() returns uuid
language sql stable security definer set search_path = '' as $$
  select id from public.organizations order by created_at, no limit 1
$$;
revoke execute on function private.server_organization() from public;
grant execute on function private.server_organization() to authenticated, service_role;

create function public.can_change_lanes() returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(private.server_organization() in (select private.my_organizations('admin')), false)
$$;

create function private.lane_values(settings public.lane_settings) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('slots', settings.slots, 'reservedSlots', settings.reserved_slots,
    'startDelayMs', settings.start_delay_ms, 'quietMs', settings.quiet_ms, 'longestWaitMs', settings.longest_wait_ms,
    'isPaused', settings.is_paused)
$$;

-- The whole number of a change, or the value there is when it names none.
create function private.lane_number(changes jsonb, field text, present integer, lowest integer, highest integer) returns integer
language plpgsql immutable set search_path = '' as $$
begin
  if not changes ? field then
    return present;
  end if;
  if jsonb_typeof(changes -> field) <> 'number' or (changes ->> field)::numeric % 1 <> 0
    or (changes ->> field)::numeric not between lowest and highest then
    raise exception '% must be a whole number from % to %.', field, lowest, highest using errcode = '22023';
  end if;
  return (changes ->> field)::integer;
end
$$;
revoke execute on function private.lane_values(public.lane_settings), private.lane_number(jsonb, text, integer, integer, integer) from public;

-- Changes a lane as the caller: any of slots, reservedSlots, startDelayMs, quietMs, longestWaitMs (null = none), isPaused.
-- True when something changed; then it is on record.
create function public.change_lane(lane text, changes jsonb, note text default null) returns boolean
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
  wanted.is_paused := coalesce((changes ->> 'isPaused')::boolean, present.is_paused);
  if wanted.reserved_slots > wanted.slots then
    raise exception 'Reserved slots (%) must not exceed the slots of the lane (%).', wanted.reserved_slots, wanted.slots using errcode = '22023';
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
    is_paused = wanted.is_paused, updated_at = now(),
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
revoke execute on function public.can_change_lanes(), public.change_lane(text, jsonb, text) from public, anon;
grant execute on function public.can_change_lanes(), public.change_lane(text, jsonb, text) to authenticated;

-- Every browser of every team: the lanes are shared.
create function private.lane_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.notify_organization(o.id, 'lane', jsonb_build_object('lane', new.lane)) from public.organizations o;
  return null;
end
$$;
create trigger lane_settings_changed after update on public.lane_settings for each row
  when (old.* is distinct from new.*) execute function private.lane_changed();
