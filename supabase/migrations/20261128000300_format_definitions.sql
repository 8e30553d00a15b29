-- Formats that people describe themselves. Every saving is a row of its own: files name the version they were read with.
create table public.format_definitions (
  id bigint generated always as identity primary key,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  slug text not null constraint format_definitions_slug check (slug ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' and length(slug) <= 40),
  version integer not null constraint format_definitions_version check (version > 0),
  definition jsonb not null constraint format_definitions_size check (octet_length(definition::text) <= 65536),
  -- True = from this version on no new file is taken for the format; a later version takes it up again.
  is_retired boolean not null default false,
  created_at timestamptz not null default now(),
  created_by uuid references auth.users (id) on delete set null,
  constraint format_definitions_versions unique (organization_id, slug, version)
);
alter table public.format_definitions enable row level security;
create policy format_definitions_select on public.format_definitions for select to authenticated
  using (organization_id in (select private.my_organizations()));
grant select on public.format_definitions to authenticated;
grant select, insert, update, delete on public.format_definitions to service_role;
grant usage on sequence public.format_definitions_id_seq to service_role;

-- Adds a version as the caller and returns its number. `based_on` is the version the editor started from, 0 for none.
create function private.add_format_version(organization uuid, format_slug text, new_definition jsonb, based_on integer) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  present record;
  saved integer;
begin
  if organization is null or organization not in (select private.my_organizations()) then
    raise exception 'There is no such team.' using errcode = 'P0002';
  end if;
  perform 1 from public.organizations where id = organization for update;
  if organization not in (select private.my_organizations('admin')) then
    raise exception 'Only admins and owners can change formats. Ask one of them.' using errcode = '42501';
  end if;
  select d.version, d.definition into present from public.format_definitions d
  where d.organization_id = organization and d.slug = format_slug order by d.version desc limit 1;
  if coalesce(present.version, 0) <> coalesce(based_on, 0) then
    raise exception 'Somebody else changed this format meanwhile. Load it again and repeat your change.' using errcode = '55000';
  end if;
  if new_definition is null and present.version is null then
    raise exception 'There is no such format.' using errcode = 'P0002';
  end if;
  if present.version is null and (select count(distinct d.slug) from public.format_definitions d where d.organization_id = organization) >= 100 then
    raise exception 'A team has at most 100 formats.' using errcode = '22023';
  end if;
  insert into public.format_definitions (organization_id, slug, version, definition, is_retired, created_by)
  values (organization, format_slug, coalesce(present.version, 0) + 1, coalesce(new_definition, present.definition),
    new_definition is null, (select auth.uid()))
  returning version into saved;
  perform private.notify_organization(organization, 'formats', jsonb_build_object('format', format_slug, 'version', saved));
  return saved;
end
$$;
revoke execute on function private.add_format_version(uuid, text, jsonb, integer) from public;

create function public.save_format_definition(organization uuid, new_definition jsonb, based_on integer) returns integer
language plpgsql volatile security definer set search_path = '' as $$
begin
  if jsonb_typeof(new_definition) is distinct from 'object'
    or coalesce(new_definition ->> 'id', '') !~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' or length(new_definition ->> 'id') > 40
    or octet_length(new_definition::text) > 65536 then
    raise exception 'A format needs an id of lower-case letters, digits and hyphens, and must not exceed 64 KB.' using errcode = '22023';
  end if;
  return private.add_format_version(organization, new_definition ->> 'id', new_definition, based_on);
end
$$;
revoke execute on function public.save_format_definition(uuid, jsonb, integer) from public, anon;
grant execute on function public.save_format_definition(uuid, jsonb, integer) to authenticated;

-- Files that were read with the format stay as they are.
create function public.retire_format_definition(organization uuid, format_slug text, based_on integer) returns integer
language sql volatile security definer set search_path = '' as $$
  select private.add_format_version(organization, format_slug, null, based_on)
$$;
revoke execute on function public.retire_format_definition(uuid, text, integer) from public, anon;
grant execute on function public.retire_format_definition(uuid, text, integer) to authenticated;
