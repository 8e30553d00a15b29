-- What must not be stored of a team's logs: its rules, their record, and the key of its hashes.
create table public.redaction_rules (
  organization_id uuid primary key references public.organizations (id) on delete cascade,
  -- {builtIn: {password, token, email, ipv4, ipv6}, own: [{name, pattern, mode}]}
  rules jsonb not null constraint redaction_rules_shape
    check (coalesce(jsonb_typeof(rules -> 'builtIn') = 'object' and jsonb_typeof(rules -> 'own') = 'array'
      and jsonb_array_length(rules -> 'own') <= 20, false))
);

-- Every saving; the newest id is the version that an editor starts from.
create table public.redaction_changes (
  id bigint generated always as identity primary key,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  at timestamptz not null default now(),
  actor uuid references auth.users (id) on delete set null,
  -- Null = what holds until a team decides.
  from_rules jsonb,
  to_rules jsonb not null
);
create index redaction_changes_organization on public.redaction_changes (organization_id, id desc);

-- Keeps hashes from being guessed; the same for a team's life, so that equal text has equal hashes.
create table private.redaction_keys (
  organization_id uuid primary key references public.organizations (id) on delete cascade,
  key bytea not null
);

alter table public.redaction_rules enable row level security;
alter table public.redaction_changes enable row level security;
alter table private.redaction_keys enable row level security;
create policy redaction_rules_select on public.redaction_rules for select to authenticated
  using (organization_id in (select private.my_organizations()));
create policy redaction_changes_select on public.redaction_changes for select to authenticated
  using (organization_id in (select private.my_organizations()));
grant select on public.redaction_rules, public.redaction_changes to authenticated;
grant select, insert, update, delete on public.redaction_rules, public.redaction_changes to service_role;
grant select, insert, update, delete on private.redaction_keys to service_role;
grant usage on sequence public.redaction_changes_id_seq to service_role;

-- {rule: how often it found something}
alter table public.log_files add column redaction_counts jsonb not null default '{}';

-- The rules (null = none saved) and the key of a team, for those who read its files.
create function private.redaction_of(organization uuid, out rules jsonb, out key bytea)
language plpgsql volatile security definer set search_path = '' as $$
begin
  select r.rules into rules from public.redaction_rules r where r.organization_id = organization;
  select k.key into key from private.redaction_keys k where k.organization_id = organization;
  if key is null then
    insert into private.redaction_keys (organization_id, key)
    select o.id, uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) from public.organizations o
    where o.id = organization
    on conflict (organization_id) do nothing;
    select k.key into key from private.redaction_keys k where k.organization_id = organization;
  end if;
end
$$;
revoke execute on function private.redaction_of(uuid) from public;
grant execute on function private.redaction_of(uuid) to service_role;

-- Replaces a team's rules as the caller. `based_on` is the version the editor started from, 0 for none.
create function public.save_redaction_rules(organization uuid, new_rules jsonb, based_on bigint) returns bigint
language plpgsql volatile security definer set search_path = '' as $$
declare
  present bigint;
  saved bigint;
begin
  if organization is null or organization not in (select private.my_organizations()) then
    raise exception 'There is no such team.' using errcode = 'P0002';
  end if;
  perform 1 from public.organizations where id = organization for update;
  if organization not in (select private.my_organizations('admin')) then
    raise exception 'Only admins and owners can change what is redacted. Ask one of them.' using errcode = '42501';
  end if;
  present := coalesce((select max(c.id) from public.redaction_changes c where c.organization_id = organization), 0);
  if present <> coalesce(based_on, 0) then
    raise exception 'Somebody else changed the rules meanwhile. Load them again and repeat your change.' using errcode = '55000';
  end if;
  insert into public.redaction_changes (organization_id, actor, from_rules, to_rules)
  values (organization, (select auth.uid()),
    (select r.rules from public.redaction_rules r where r.organization_id = organization), new_rules) returning id into saved;
  insert into public.redaction_rules (organization_id, rules) values (organization, new_rules)
  on conflict (organization_id) do update set rules = excluded.rules;
  return saved;
end
$$;
revoke execute on function public.save_redaction_rules(uuid, jsonb, bigint) from public, anon;
grant execute on function public.save_redaction_rules(uuid, jsonb, bigint) to authenticated;
