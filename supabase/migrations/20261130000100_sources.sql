-- Buckets and folders that feed themselves: where they are, what was seen in them, and how their runs went.
create table public.sources (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  name text not null constraint sources_name_length check (char_length(name) between 1 and 200),
  kind text not null constraint sources_kind check (kind in ('bucket', 's3', 'folder', 'custom')),
  -- Connection, filters, hints, interval, limits, what becomes of objects: lib/model/source.ts.
  definition jsonb not null constraint sources_size check (octet_length(definition::text) <= 32768),
  has_secret boolean not null default false,
  -- Of the definition; what an editor starts from.
  version integer not null default 1,
  paused_at timestamptz,
  next_run_at timestamptz not null default now(),
  -- Where listing goes on: {floorKey, newestMs, fullAtMs, isInKeyOrder}.
  watermark jsonb,
  last_run_at timestamptz,
  -- When everything that was there then had been seen.
  last_complete_at timestamptz,
  -- {code, message} of the last run, null when it went well.
  last_error jsonb,
  -- Runs in a row that failed.
  failures integer not null default 0,
  -- Who lists it now; the lease of an instance that was killed runs out.
  leased_by text,
  leased_until timestamptz,
  -- The earliest time of the next object, by the limits on objects and bytes a second.
  next_object_at timestamptz not null default now(),
  created_by uuid references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  changed_by uuid references auth.users (id) on delete set null,
  changed_at timestamptz not null default now(),
  constraint sources_names unique (organization_id, name)
);
create index sources_due on public.sources (next_run_at) where paused_at is null;

-- Keys and secrets, encrypted by the app (lib/platform/secret-box.ts); only the service reads them.
create table private.source_secrets (
  source_id uuid primary key references public.sources (id) on delete cascade,
  ciphertext bytea not null constraint source_secrets_size check (length(ciphertext) <= 16384)
);

create table public.source_runs (
  id bigint generated always as identity primary key,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  source_id uuid not null references public.sources (id) on delete cascade,
  trigger text not null constraint source_runs_trigger check (trigger in ('interval', 'person', 'command', 'event')),
  instance text not null,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  status text not null default 'running' constraint source_runs_status check (status in ('running', 'completed', 'held', 'failed')),
  -- Why it failed or was held, as people read it.
  message text,
  listed_count integer not null default 0,
  new_count integer not null default 0,
  taken_count integer not null default 0,
  skipped_count integer not null default 0,
  failed_count integer not null default 0,
  taken_bytes bigint not null default 0
);
create index source_runs_source on public.source_runs (source_id, id desc);

-- What was seen. An object is one content of one key: the same key with another etag is the next version of the file.
create table public.source_objects (
  id bigint generated always as identity primary key,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  source_id uuid not null references public.sources (id) on delete cascade,
  -- Where the key means something: s3://endpoint/bucket, bucket:name, folder:path.
  store text not null,
  object_key text not null constraint source_objects_key_length check (octet_length(object_key) <= 1024),
  etag text not null,
  size_bytes bigint not null,
  -- Where in the object this content starts: a folder's file that grew is read on from there.
  start_byte bigint not null default 0,
  version integer not null default 1,
  modified_at timestamptz,
  -- What decides the order: the time in the key, else when it was last changed.
  sort_at timestamptz not null,
  status text not null default 'pending' constraint source_objects_status check (status in ('pending', 'taken', 'skipped', 'failed')),
  -- Why it was skipped or failed, or what keeps it.
  reason text,
  attempts integer not null default 0,
  claimed_by text,
  claimed_until timestamptz,
  retry_at timestamptz,
  file_id uuid references public.log_files (id) on delete set null,
  seen_at timestamptz not null default now(),
  decided_at timestamptz,
  -- What was to become of it afterwards is done, or can't be: then `after_problem` says why.
  after_done_at timestamptz,
  after_problem text,
  constraint source_objects_once unique (organization_id, store, object_key, etag)
);
create index source_objects_pending on public.source_objects (source_id, sort_at, object_key) where status = 'pending';
create index source_objects_recent on public.source_objects (source_id, id desc);
create index source_objects_after on public.source_objects (source_id, id) where status = 'taken' and after_done_at is null;
create index source_objects_file on public.source_objects (file_id);

alter table public.log_files drop constraint log_files_source;
alter table public.log_files add constraint log_files_source check (source in ('upload', 'api', 'cli', 'bucket', 's3', 'folder', 'custom'));
-- Read where it is instead of from our own storage; null = uploaded.
alter table public.log_files add column source_object_id bigint references public.source_objects (id) on delete set null;
create index log_files_source_object on public.log_files (source_object_id) where source_object_id is not null;
-- Keys of different stores, and versions of one key, may be alike.
alter table public.log_files drop constraint log_files_bucket_object_key_key;
create unique index log_files_uploads on public.log_files (bucket, object_key) where source in ('upload', 'api', 'cli');
create index log_files_objects on public.log_files (bucket, object_key);

alter table public.sources enable row level security;
alter table private.source_secrets enable row level security;
alter table public.source_runs enable row level security;
alter table public.source_objects enable row level security;
create policy sources_select on public.sources for select to authenticated
  using (organization_id in (select private.my_organizations()));
create policy source_runs_select on public.source_runs for select to authenticated
  using (organization_id in (select private.my_organizations()));
create policy source_objects_select on public.source_objects for select to authenticated
  using (organization_id in (select private.my_organizations()));
grant select on public.sources, public.source_runs, public.source_objects to authenticated;
grant select, insert, update, delete on public.sources, public.source_runs, public.source_objects to service_role;
grant select, insert, update, delete on private.source_secrets to service_role;
grant usage on sequence public.source_runs_id_seq, public.source_objects_id_seq to service_role;

-- Every team has an inbox in the bucket of uploads, whose objects are taken in.
create function private.add_inbox() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.sources (organization_id, name, kind, definition)
  values (new.id, 'Inbox', 'bucket', jsonb_build_object(
    'connection', jsonb_build_object('bucket', 'deployment-logs'), 'prefix', new.id || '/inbox/'))
  on conflict do nothing;
  return null;
end
$$;
create trigger organizations_inbox after insert on public.organizations for each row execute function private.add_inbox();
insert into public.sources (organization_id, name, kind, definition)
select o.id, 'Inbox', 'bucket', jsonb_build_object(
  'connection', jsonb_build_object('bucket', 'deployment-logs'), 'prefix', o.id || '/inbox/')
from public.organizations o;

create policy sluice_inbox_insert on storage.objects for insert to authenticated with check (
  bucket_id = 'deployment-logs' and split_part(name, '/', 2) = 'inbox'
    and split_part(name, '/', 1) in (select o::text from private.my_organizations('operator') o)
);

-- An object in an inbox is noted in the commit that stores it; a run of its source finds those that were not.
create function private.inbox_stored() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  target record;
begin
  if new.metadata ->> 'size' is null or octet_length(new.name) > 1024 then
    return null;
  end if;
  for target in
    select s.id, s.organization_id, coalesce(jsonb_array_length(s.definition -> 'include'), 0)
      + coalesce(jsonb_array_length(s.definition -> 'exclude'), 0) > 0 as is_filtered
    from public.sources s
    where s.kind = 'bucket' and s.paused_at is null and s.organization_id::text = split_part(new.name, '/', 1)
      and s.definition -> 'connection' ->> 'bucket' = new.bucket_id and starts_with(new.name, s.definition ->> 'prefix')
  loop
    if not target.is_filtered then
      insert into public.source_objects (organization_id, source_id, store, object_key, etag, size_bytes, modified_at, sort_at, version)
      select target.organization_id, target.id, 'bucket:' || new.bucket_id, new.name,
        coalesce(new.metadata ->> 'eTag', new.id::text), (new.metadata ->> 'size')::bigint, now(), now(),
        1 + (select count(*) from public.source_objects o where o.organization_id = target.organization_id
          and o.store = 'bucket:' || new.bucket_id and o.object_key = new.name)
      on conflict do nothing;
    end if;
    update public.sources set next_run_at = least(next_run_at, now()) where id = target.id;
    perform private.notify_organization(target.organization_id, 'source', jsonb_build_object('id', target.id));
  end loop;
  return null;
end
$$;
create trigger sluice_inbox_stored after insert or update of metadata on storage.objects for each row
  when (new.bucket_id = 'deployment-logs' and split_part(new.name, '/', 2) = 'inbox') execute function private.inbox_stored();

-- The team's sources, changed as the caller. `secret` is null to keep the one that is there, empty to take it away.
create function public.save_source(organization uuid, source uuid, new_name text, new_kind text, new_definition jsonb, secret bytea, based_on integer) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  present public.sources;
begin
  if organization is null or organization not in (select private.my_organizations()) then
    raise exception 'There is no such team.' using errcode = 'P0002';
  end if;
  perform 1 from public.organizations where id = organization for update;
  if organization not in (select private.my_organizations('admin')) then
    raise exception 'Only admins and owners can change sources. Ask one of them.' using errcode = '42501';
  end if;
  if jsonb_typeof(new_definition) is distinct from 'object' or octet_length(new_definition::text) > 32768 then
    raise exception 'The definition of a source must be an object of at most 32 KB.' using errcode = '22023';
  end if;
  if new_kind = 'bucket' and not starts_with(coalesce(new_definition ->> 'prefix', ''), organization || '/inbox/') then
    raise exception 'A storage bucket is watched below the folder inbox of the team.' using errcode = '22023';
  end if;
  if exists (select 1 from public.sources s where s.organization_id = organization and s.name = new_name and s.id <> source) then
    raise exception 'Another source of the team has this name. Choose a different one.' using errcode = '55000';
  end if;
  select * into present from public.sources s where s.id = source for update;
  if present.id is not null and present.organization_id <> organization then
    raise exception 'There is no such source.' using errcode = 'P0002';
  end if;
  if coalesce(present.version, 0) <> coalesce(based_on, 0) then
    raise exception 'Somebody else changed this source meanwhile. Load it again and repeat your change.' using errcode = '55000';
  end if;
  if present.id is not null and present.kind <> new_kind then
    raise exception 'The kind of a source can''t be changed. Make another source.' using errcode = '22023';
  end if;
  if present.id is null and (select count(*) from public.sources s where s.organization_id = organization) >= 100 then
    raise exception 'A team has at most 100 sources.' using errcode = '22023';
  end if;
  insert into public.sources (id, organization_id, name, kind, definition, created_by, changed_by)
  values (source, organization, new_name, new_kind, new_definition, (select auth.uid()), (select auth.uid()))
  on conflict (id) do update set name = excluded.name, definition = excluded.definition, version = sources.version + 1,
    changed_by = excluded.changed_by, changed_at = now(), failures = 0,
    next_run_at = case when jsonb_typeof(excluded.definition -> 'intervalS') = 'null' then 'infinity' else now() end,
    -- Another place or other filters: what was passed over may count now.
    watermark = case when sources.definition is distinct from excluded.definition then null else sources.watermark end;
  if secret is not null then
    delete from private.source_secrets where source_id = source;
    if length(secret) > 0 then
      insert into private.source_secrets (source_id, ciphertext) values (source, secret);
    end if;
    update public.sources set has_secret = length(secret) > 0 where id = source;
  end if;
  perform private.notify_organization(organization, 'source', jsonb_build_object('id', source));
  return coalesce(present.version, 0) + 1;
end
$$;
revoke execute on function public.save_source(uuid, uuid, text, text, jsonb, bytea, integer) from public, anon;
grant execute on function public.save_source(uuid, uuid, text, text, jsonb, bytea, integer) to authenticated;

-- The source as the caller may change it; raises as people read it.
create function private.source_to_change(organization uuid, source uuid, least_role text) returns public.sources
language plpgsql volatile security definer set search_path = '' as $$
declare
  found public.sources;
begin
  select * into found from public.sources s
  where s.id = source and s.organization_id = organization and s.organization_id in (select private.my_organizations())
  for update;
  if found.id is null then
    raise exception 'There is no such source.' using errcode = 'P0002';
  end if;
  if organization not in (select private.my_organizations(least_role)) then
    raise exception 'Your role does not allow this: it takes % or more. Ask an admin of the team.', least_role using errcode = '42501';
  end if;
  return found;
end
$$;
revoke execute on function private.source_to_change(uuid, uuid, text) from public;

-- Files that came from it stay; those not read yet can't be read any more.
create function public.delete_source(organization uuid, source uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.source_to_change(organization, source, 'admin');
  if exists (
    select 1 from public.source_objects o join public.log_files f on f.id = o.file_id
    where o.source_id = source and f.status in ('pending', 'processing')) then
    raise exception 'Files of this source are waiting or being read. Pause it, and remove it when they are done or cancelled.' using errcode = '55000';
  end if;
  delete from public.sources where id = source;
  perform private.notify_organization(organization, 'source', jsonb_build_object('id', source));
end
$$;
create function public.pause_source(organization uuid, source uuid, is_paused boolean) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.source_to_change(organization, source, 'admin');
  update public.sources set paused_at = case when is_paused then coalesce(paused_at, now()) end, failures = 0,
    next_run_at = case when is_paused then next_run_at else now() end where id = source;
  perform private.notify_organization(organization, 'source', jsonb_build_object('id', source));
end
$$;
create function public.run_source(organization uuid, source uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  found public.sources;
begin
  found := private.source_to_change(organization, source, 'operator');
  if found.paused_at is not null then
    raise exception 'This source is paused. Resume it first.' using errcode = '55000';
  end if;
  update public.sources set next_run_at = now(), failures = 0 where id = source;
end
$$;
revoke execute on function public.delete_source(uuid, uuid) from public, anon;
revoke execute on function public.pause_source(uuid, uuid, boolean) from public, anon;
revoke execute on function public.run_source(uuid, uuid) from public, anon;
grant execute on function public.delete_source(uuid, uuid) to authenticated;
grant execute on function public.pause_source(uuid, uuid, boolean) to authenticated;
grant execute on function public.run_source(uuid, uuid) to authenticated;
