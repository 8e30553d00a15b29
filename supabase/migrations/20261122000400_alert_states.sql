-- What people do about alerts: acknowledge, resolve, reopen, mute a cause; who did it and when.
alter table public.alerts
  -- The same cause on many devices is one thing to act on. Whoever names none has one of its own.
  add column cause text not null default gen_random_uuid()::text,
  -- The title without the place: "Tallybook 4.2.0 failed with 1603".
  add column subject text,
  add column state_changed_at timestamptz,
  add column state_changed_by uuid references auth.users (id) on delete set null,
  -- As it was then: an account that is gone stays named.
  add column state_changed_by_name text,
  add column note text constraint alerts_note_length check (char_length(note) <= 1000),
  -- A batch is written in one transaction; the delay that people read must end where the alert was raised.
  alter column created_at set default clock_timestamp();
create index alerts_by_cause on public.alerts (organization_id, state, cause, no desc);

create table public.alert_mutes (
  organization_id uuid not null references public.organizations (id) on delete cascade,
  cause text not null,
  muted_until timestamptz not null,
  muted_at timestamptz not null default now(),
  muted_by uuid references auth.users (id) on delete set null,
  muted_by_name text,
  primary key (organization_id, cause)
);

-- The history of an alert. A mute belongs to the cause and is noted at the alert it was asked for.
create table public.alert_events (
  id bigint generated always as identity primary key,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  alert_id uuid not null references public.alerts (id) on delete cascade,
  cause text not null,
  at timestamptz not null default now(),
  kind text not null constraint alert_events_kind check (kind in ('acknowledged', 'resolved', 'reopened', 'muted', 'unmuted')),
  actor uuid references auth.users (id) on delete set null,
  actor_name text,
  note text,
  details jsonb not null default '{}'
);
create index alert_events_cause on public.alert_events (organization_id, cause, id desc);
create index alert_events_alert on public.alert_events (alert_id);

alter table public.alert_mutes enable row level security;
alter table public.alert_events enable row level security;
create policy alert_mutes_select on public.alert_mutes for select to authenticated
  using (organization_id in (select private.my_organizations()));
create policy alert_events_select on public.alert_events for select to authenticated
  using (organization_id in (select private.my_organizations()));
grant select on public.alert_mutes, public.alert_events to authenticated;
grant select, insert, update, delete on public.alert_mutes, public.alert_events to service_role;
grant usage on sequence public.alert_events_id_seq to service_role;

-- The caller's own alert, with the right to act on it. To strangers it does not exist.
create function private.alert_to_act_on(alert uuid) returns public.alerts
language plpgsql stable security definer set search_path = '' as $$
declare
  found_alert public.alerts;
begin
  select a.* into found_alert from public.alerts a
  where a.id = alert and a.organization_id in (select private.my_organizations());
  if found_alert.id is null then
    raise exception 'There is no such alert.' using errcode = 'P0002';
  end if;
  if found_alert.organization_id not in (select private.my_organizations('operator')) then
    raise exception 'Viewers cannot change alerts. Ask an admin.' using errcode = '42501';
  end if;
  return found_alert;
end
$$;

create function private.caller_name() returns text
language sql stable security definer set search_path = '' as $$
  select u.email::text from auth.users u where u.id = (select auth.uid())
$$;
revoke execute on function private.alert_to_act_on(uuid), private.caller_name() from public;

-- Returns how many alerts changed: 0 when they were there already, so that asking twice is asking once.
-- `whole_cause` takes all alerts of the same cause along; reopening takes those that were changed together with this one.
create function public.change_alert_state(alert uuid, new_state text, note text default null, whole_cause boolean default false)
returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  chosen public.alerts := private.alert_to_act_on(change_alert_state.alert);
  name text := private.caller_name();
  from_states text[] := case new_state
    when 'acknowledged' then array['open'] when 'resolved' then array['open', 'acknowledged']
    when 'open' then array['acknowledged', 'resolved'] end;
  changed integer;
begin
  if from_states is null then
    raise exception 'An alert is open, acknowledged or resolved.' using errcode = '22023';
  end if;
  with target as (
    select a.id from public.alerts a
    where a.organization_id = chosen.organization_id and a.state = any (from_states)
      and (a.id = chosen.id or (whole_cause and a.cause = chosen.cause and (new_state <> 'open'
        or (a.state = chosen.state and a.state_changed_at = chosen.state_changed_at))))
    order by a.no for update
  ), updated as (
    update public.alerts a set state = new_state, state_changed_at = now(), state_changed_by = auth.uid(),
      state_changed_by_name = name, note = coalesce(change_alert_state.note, a.note)
    from target t where a.id = t.id and a.state = any (from_states)
    returning a.id, a.organization_id, a.cause
  ), noted as (
    insert into public.alert_events (organization_id, alert_id, cause, kind, actor, actor_name, note)
    select u.organization_id, u.id, u.cause, case new_state when 'open' then 'reopened' else new_state end, auth.uid(), name,
      change_alert_state.note
    from updated u returning 1
  )
  select count(*) into changed from noted;
  return changed;
end
$$;

-- A muted cause still raises alerts; nobody is interrupted by them. Returns until when.
create function public.mute_alert_cause(alert uuid, minutes integer default 60) returns timestamptz
language plpgsql volatile security definer set search_path = '' as $$
declare
  chosen public.alerts := private.alert_to_act_on(mute_alert_cause.alert);
  until timestamptz := now() + make_interval(mins => minutes);
begin
  if minutes is null or minutes not between 1 and 10080 then
    raise exception 'A cause is muted for 1 minute to 7 days.' using errcode = '22023';
  end if;
  insert into public.alert_mutes as m (organization_id, cause, muted_until, muted_by, muted_by_name)
  values (chosen.organization_id, chosen.cause, until, auth.uid(), private.caller_name())
  on conflict (organization_id, cause) do update set muted_until = excluded.muted_until, muted_at = now(),
    muted_by = excluded.muted_by, muted_by_name = excluded.muted_by_name;
  insert into public.alert_events (organization_id, alert_id, cause, kind, actor, actor_name, details)
  values (chosen.organization_id, chosen.id, chosen.cause, 'muted', auth.uid(), private.caller_name(),
    jsonb_build_object('untilMs', floor(extract(epoch from until) * 1000)));
  return until;
end
$$;

-- False when it was not muted.
create function public.unmute_alert_cause(alert uuid) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  chosen public.alerts := private.alert_to_act_on(unmute_alert_cause.alert);
  was_muted boolean;
begin
  with gone as (
    delete from public.alert_mutes m
    where m.organization_id = chosen.organization_id and m.cause = chosen.cause returning m.muted_until > now() as counts
  )
  select coalesce(bool_or(counts), false) into was_muted from gone;
  if was_muted then
    insert into public.alert_events (organization_id, alert_id, cause, kind, actor, actor_name)
    values (chosen.organization_id, chosen.id, chosen.cause, 'unmuted', auth.uid(), private.caller_name());
  end if;
  return was_muted;
end
$$;

revoke execute on function public.change_alert_state(uuid, text, text, boolean), public.mute_alert_cause(uuid, integer),
  public.unmute_alert_cause(uuid) from public;
grant execute on function public.change_alert_state(uuid, text, text, boolean), public.mute_alert_cause(uuid, integer),
  public.unmute_alert_cause(uuid) to authenticated;

-- A new alert tells all that its toast shows, so that no browser has to ask first.
create or replace function private.alert_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.notify_organization(new.organization_id, 'alert', jsonb_build_object(
    'id', new.id, 'no', new.no, 'state', new.state, 'title', new.title, 'fileId', new.file_id,
    'lane', new.lane, 'cause', new.cause, 'subject', new.subject, 'recordNumber', new.line -> 'recordNumber',
    'code', new.line -> 'code', 'deployment', (select d.name from public.deployments d where d.id = new.deployment_id),
    'createdAtMs', floor(extract(epoch from new.created_at) * 1000),
    'isMuted', exists (select 1 from public.alert_mutes m
      where m.organization_id = new.organization_id and m.cause = new.cause and m.muted_until > now())));
  return null;
end
$$;
drop trigger alerts_changed on public.alerts;
create trigger alerts_inserted after insert on public.alerts for each row execute function private.alert_changed();

-- One notice however many alerts of a cause change together; the first ids say which toasts are done with.
create function private.alert_states_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.notify_organization(c.organization_id, 'alert-state', jsonb_build_object(
    'cause', c.cause, 'state', c.state, 'count', c.count, 'ids', c.ids))
  from (
    select n.organization_id, n.cause, n.state, count(*) as count, (array_agg(n.id order by n.no desc))[1:100] as ids
    from new_alerts n join old_alerts o on o.id = n.id where n.state <> o.state
    group by n.organization_id, n.cause, n.state
  ) c;
  return null;
end
$$;
create trigger alerts_changed after update on public.alerts referencing old table as old_alerts new table as new_alerts
  for each statement execute function private.alert_states_changed();

create function private.alert_mute_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  mute public.alert_mutes := case when tg_op = 'DELETE' then old else new end;
begin
  perform private.notify_organization(mute.organization_id, 'alert-mute', jsonb_build_object(
    'cause', mute.cause, 'isMuted', tg_op <> 'DELETE'));
  return null;
end
$$;
create trigger alert_mutes_changed after insert or update or delete on public.alert_mutes
  for each row execute function private.alert_mute_changed();
