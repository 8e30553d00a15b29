-- An organisation's own lane rules, their record, and what classification saw of its files.
alter table public.lane_rules
  add column because text not null default '',
  -- The last one: where a file goes that no rule is for.
  add column is_otherwise boolean not null default false;
create unique index lane_rules_otherwise on public.lane_rules (organization_id) where is_otherwise;

-- Every saving of the rules; the newest id is the version that an editor starts from.
create table public.lane_rule_changes (
  id bigint generated always as identity primary key,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  at timestamptz not null default now(),
  actor uuid references auth.users (id) on delete set null,
  -- {rules, otherwise} before (null = the shipped ones) and after.
  from_rules jsonb,
  to_rules jsonb not null
);
create index lane_rule_changes_organization on public.lane_rule_changes (organization_id, id desc);
alter table public.lane_rule_changes enable row level security;
create policy lane_rule_changes_select on public.lane_rule_changes for select to authenticated
  using (organization_id in (select private.my_organizations()));
grant select on public.lane_rule_changes to authenticated;
grant select, insert, update, delete on public.lane_rule_changes to service_role;
grant usage on sequence public.lane_rule_changes_id_seq to service_role;

-- Start and end of a file as classification saw them, to try other rules on: {head, tail} as JSON, zstd. Kept of what
-- waits and of the last few hundred files; read by the server only.
create table logs.file_scans (
  file_id uuid primary key references public.log_files (id) on delete cascade,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  seen_at timestamptz not null default clock_timestamp(),
  format text not null,
  bytes bytea not null constraint file_scans_size check (octet_length(bytes) <= 2097152)
);
create index file_scans_recent on logs.file_scans (organization_id, seen_at desc, file_id);
alter table logs.file_scans enable row level security;
grant select, insert, update, delete on logs.file_scans to service_role;

create function private.lane_rules_of(organization uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select case when count(*) = 0 then null else jsonb_build_object(
    'rules', coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name, 'lane', r.lane, 'condition', r.condition,
      'because', r.because, 'isOn', r.is_on) order by r.position) filter (where not r.is_otherwise), '[]'),
    'otherwise', coalesce((jsonb_agg(jsonb_build_object('lane', r.lane, 'because', r.because)) filter (where r.is_otherwise)) -> 0,
      '{"lane": "low", "because": "no rule matched"}')) end
  from public.lane_rules r where r.organization_id = organization
$$;
revoke execute on function private.lane_rules_of(uuid) from public;
grant execute on function private.lane_rules_of(uuid) to service_role;

-- Replaces an organisation's rules as the caller. `based_on` is the version the editor started from, 0 for none.
create function public.save_lane_rules(organization uuid, new_rules jsonb, based_on bigint) returns bigint
language plpgsql volatile security definer set search_path = '' as $$
declare
  present bigint;
  before jsonb;
  saved bigint;
begin
  if organization is null or organization not in (select private.my_organizations()) then
    raise exception 'There is no such team.' using errcode = 'P0002';
  end if;
  perform 1 from public.organizations where id = organization for update;
  if organization not in (select private.my_organizations('admin')) then
    raise exception 'Only admins and owners can change the lane rules. Ask one of them.' using errcode = '42501';
  end if;
  if jsonb_typeof(new_rules -> 'rules') is distinct from 'array' or jsonb_array_length(new_rules -> 'rules') > 100
    or new_rules -> 'otherwise' ->> 'lane' is null then
    raise exception 'The rules must be a list of at most 100, with an otherwise.' using errcode = '22023';
  end if;
  present := coalesce((select max(c.id) from public.lane_rule_changes c where c.organization_id = organization), 0);
  if present <> coalesce(based_on, 0) then
    raise exception 'Somebody else changed the rules meanwhile. Load them again and repeat your change.' using errcode = '55000';
  end if;
  before := private.lane_rules_of(organization);
  delete from public.lane_rules r where r.organization_id = organization;
  insert into public.lane_rules (organization_id, position, lane, name, condition, because, is_on)
  select organization, e.position, e.rule ->> 'lane', e.rule ->> 'name', e.rule -> 'condition', e.rule ->> 'because',
    (e.rule ->> 'isOn')::boolean
  from jsonb_array_elements(new_rules -> 'rules') with ordinality as e (rule, position);
  insert into public.lane_rules (organization_id, position, lane, name, condition, because, is_otherwise)
  values (organization, jsonb_array_length(new_rules -> 'rules') + 1, new_rules -> 'otherwise' ->> 'lane', 'Otherwise', '{}',
    new_rules -> 'otherwise' ->> 'because', true);
  insert into public.lane_rule_changes (organization_id, actor, from_rules, to_rules)
  values (organization, (select auth.uid()), before, private.lane_rules_of(organization)) returning id into saved;
  perform private.notify_organization(organization, 'lane-rules', jsonb_build_object('version', saved));
  return saved;
end
$$;
revoke execute on function public.save_lane_rules(uuid, jsonb, bigint) from public, anon;
grant execute on function public.save_lane_rules(uuid, jsonb, bigint) to authenticated;
