-- Who may see what: organisations, memberships, invitations, first-owner set-up.
create schema if not exists extensions;
create schema if not exists private;
grant usage on schema private to authenticated, service_role;

create table public.organizations (
  id uuid primary key default gen_random_uuid(),
  -- Small number that stands for the organisation in the row-heavy log tables.
  no integer generated always as identity unique,
  name text not null constraint organizations_name_length check (char_length(name) between 1 and 80),
  created_at timestamptz not null default now()
);

create table public.memberships (
  organization_id uuid not null references public.organizations (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  role text not null constraint memberships_role check (role in ('owner', 'admin', 'operator', 'viewer')),
  created_at timestamptz not null default now(),
  primary key (organization_id, user_id)
);
create index memberships_user on public.memberships (user_id);

create table public.invitations (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  email text not null,
  role text not null constraint invitations_role check (role in ('admin', 'operator', 'viewer')),
  token_hash text not null unique,
  created_by uuid references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references auth.users (id) on delete set null
);

-- One row at most that is unclaimed: the code printed at start, or SLUICE_SETUP_CODE.
create table private.setup_codes (
  code_hash text primary key,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  claimed_at timestamptz,
  claimed_by uuid references auth.users (id) on delete set null
);
alter table private.setup_codes enable row level security;
grant select, insert, update, delete on private.setup_codes to service_role;

-- The roles in order, so that a policy can say "operator or better".
create function private.role_rank(role text) returns integer
language sql immutable set search_path = '' as $$
  select case role when 'owner' then 4 when 'admin' then 3 when 'operator' then 2 when 'viewer' then 1 else 0 end
$$;

-- Organisations in which the caller has at least this role. Definer: it must read memberships without their policy.
create function private.my_organizations(minimum_role text default 'viewer') returns setof uuid
language sql stable security definer set search_path = '' as $$
  select m.organization_id from public.memberships m
  where m.user_id = (select auth.uid()) and private.role_rank(m.role) >= private.role_rank(minimum_role)
$$;

create function private.my_organization_nos() returns integer[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(o.no), '{}') from public.organizations o
  join public.memberships m on m.organization_id = o.id
  where m.user_id = (select auth.uid())
$$;

revoke execute on function private.role_rank(text), private.my_organizations(text), private.my_organization_nos() from public;
grant execute on function private.role_rank(text), private.my_organizations(text), private.my_organization_nos() to authenticated, service_role;

alter table public.organizations enable row level security;
alter table public.memberships enable row level security;
alter table public.invitations enable row level security;

create policy organizations_select on public.organizations for select to authenticated
  using (id in (select private.my_organizations()));
create policy organizations_update on public.organizations for update to authenticated
  using (id in (select private.my_organizations('admin'))) with check (id in (select private.my_organizations('admin')));
create policy memberships_select on public.memberships for select to authenticated
  using (organization_id in (select private.my_organizations()));
create policy invitations_select on public.invitations for select to authenticated
  using (organization_id in (select private.my_organizations('admin')));

grant select on public.organizations, public.memberships to authenticated;
grant update (name) on public.organizations to authenticated;
grant select (id, organization_id, email, role, created_by, created_at, expires_at, accepted_at, accepted_by)
  on public.invitations to authenticated;
grant select, insert, update, delete on public.organizations, public.memberships, public.invitations to service_role;
grant usage on sequence public.organizations_no_seq to service_role;

-- True until somebody owns this server: the only fact about set-up that anyone may learn.
create function public.is_setup_open() returns boolean
language sql stable security definer set search_path = '' as $$
  select not exists (select 1 from public.memberships where role = 'owner')
$$;

-- Claims the one-time code and makes the caller the owner, or fails without a trace. The organisation is new, except
-- when the terminal made one without an owner before anybody opened the page: then it gets its owner and its name.
create function public.claim_setup(code text, organization_name text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller uuid := auth.uid();
  organization uuid;
begin
  if caller is null then
    raise exception 'Sign in before you claim the set-up code.' using errcode = '28000';
  end if;
  if char_length(trim(coalesce(organization_name, ''))) not between 1 and 80 then
    raise exception 'The team name must have 1 to 80 characters.' using errcode = '22023';
  end if;
  -- Two claims at once: the row lock of this update lets exactly one of them see claimed_at null.
  update private.setup_codes set claimed_at = now(), claimed_by = caller
  where code_hash = encode(sha256(convert_to(upper(regexp_replace(coalesce(claim_setup.code, ''), '[^0-9A-Za-z]', '', 'g')), 'UTF8')), 'hex')
    and claimed_at is null and (expires_at is null or expires_at > now());
  if not found then
    raise exception 'This code is not valid, or was used before. Restart the server to get a new one.' using errcode = '22023';
  end if;
  if exists (select 1 from public.memberships where role = 'owner') then
    raise exception 'This server has an owner already. Ask them for an invitation.' using errcode = '22023';
  end if;
  update public.organizations set name = trim(organization_name)
  where id = (select o.id from public.organizations o order by o.created_at limit 1) returning id into organization;
  if organization is null then
    insert into public.organizations (name) values (trim(organization_name)) returning id into organization;
  end if;
  insert into public.memberships (organization_id, user_id, role) values (organization, caller, 'owner')
  on conflict (organization_id, user_id) do update set role = 'owner';
  return organization;
end
$$;

revoke execute on function public.is_setup_open(), public.claim_setup(text, text) from public;
grant execute on function public.is_setup_open() to anon, authenticated, service_role;
grant execute on function public.claim_setup(text, text) to authenticated;
