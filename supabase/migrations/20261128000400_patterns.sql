-- Kinds of line. A pattern that was merged into a more general one points to it; who asks for patterns follows that.
alter table logs.log_patterns
  add column last_seen timestamptz not null default now(),
  -- Others were merged into it.
  add column is_merged boolean not null default false,
  add column merged_into bigint
    constraint log_patterns_merged_into references logs.log_patterns (id) on delete set null
    constraint log_patterns_not_into_itself check (merged_into <> id);
create index log_patterns_recent on logs.log_patterns (organization_no, last_seen desc) where merged_into is null;
create index log_patterns_merged on logs.log_patterns (merged_into) where merged_into is not null;

-- How often a file holds a pattern. Added to in the transaction that stores a batch, so exactly once.
create table logs.file_patterns (
  file_no integer not null,
  pattern_id bigint not null
    constraint file_patterns_pattern references logs.log_patterns (id) on delete cascade,
  organization_no integer not null,
  count bigint not null constraint file_patterns_count check (count > 0),
  -- The highest severity number among its records.
  level smallint not null,
  first_record_no integer not null,
  last_record_no integer not null,
  primary key (file_no, pattern_id)
);
create index file_patterns_pattern on logs.file_patterns (pattern_id, file_no);
alter table logs.file_patterns enable row level security;
create policy file_patterns_select on logs.file_patterns for select to authenticated
  using (organization_no = any ((select private.my_organization_nos())::integer[]));
grant select on logs.file_patterns to authenticated;
grant select, insert, update, delete on logs.file_patterns to service_role;

-- No foreign key to the file: its lock on the file's row, taken for every new pattern, would come after that of the
-- file's progress, and people's changes take the two the other way round.
create function private.forget_file_patterns() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from logs.file_patterns where file_no = old.no;
  return null;
end
$$;
revoke execute on function private.forget_file_patterns() from public;
create trigger log_files_forget_patterns after delete on public.log_files
  for each row execute function private.forget_file_patterns();
