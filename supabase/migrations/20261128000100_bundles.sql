-- Bundles: archives whose members are files of their own.
alter table public.log_files
  -- 'zip' or 'tar' when the file is an archive to unpack, whatever is around it; null = a log.
  add column archive_kind text constraint log_files_archive_kind check (archive_kind in ('zip', 'tar')),
  -- The archive it was unpacked from, and the outermost one; null = it was sent by itself.
  add column bundle_id uuid references public.log_files (id) on delete cascade,
  add column bundle_root_id uuid references public.log_files (id) on delete cascade,
  -- When it was last changed as its archive tells: evidence for dates without a year, before when it was received.
  add column modified_at timestamptz,
  -- Archives around it.
  add column bundle_depth integer not null default 0 constraint log_files_bundle_depth check (bundle_depth between 0 and 3),
  add constraint log_files_bundle_whole check ((bundle_id is null) = (bundle_root_id is null) and (bundle_id is null) = (bundle_depth = 0));
create index log_files_bundle on public.log_files (bundle_id) where bundle_id is not null;
create index log_files_bundle_root on public.log_files (bundle_root_id) where bundle_root_id is not null;

-- Everything an archive holds, in its order: members that became files, and those that could not, with the reason.
-- Numbers are the key: an archive may have a name twice.
create table public.bundle_members (
  bundle_id uuid not null references public.log_files (id) on delete cascade,
  member_no integer not null constraint bundle_members_no check (member_no > 0),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  -- As it may be shown; null = about the archive itself. Never a path, never a storage key.
  name text constraint bundle_members_name_length check (char_length(name) between 1 and 1024),
  size_bytes bigint constraint bundle_members_size check (size_bytes >= 0),
  -- The file it became; null = it became none.
  file_id uuid references public.log_files (id) on delete set null,
  -- Why it could not be unpacked, or not to its end.
  problem text,
  primary key (bundle_id, member_no)
);
create unique index bundle_members_file on public.bundle_members (file_id) where file_id is not null;
create index bundle_members_organization on public.bundle_members (organization_id);

alter table public.bundle_members enable row level security;
create policy bundle_members_select on public.bundle_members for select to authenticated
  using (organization_id in (select private.my_organizations()));
grant select on public.bundle_members to authenticated;
grant select, insert, update, delete on public.bundle_members to service_role;
