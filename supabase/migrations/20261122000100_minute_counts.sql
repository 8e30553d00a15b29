-- How many records of each severity a chunk has in each minute of event time: what "lines per minute" adds up, so that
-- a chart never scans rows. Written with the chunk, so never twice. Clocks say 1601 and 2099: ask for a range.
create table logs.minute_counts (
  minute timestamptz not null,
  organization_no integer not null,
  file_no integer not null,
  chunk_no integer not null,
  -- Counts of severity levels in the order of SEVERITY_LEVELS.
  level_counts integer[] not null,
  primary key (file_no, chunk_no, minute)
);
create index minute_counts_time on logs.minute_counts (organization_no, minute);
alter table logs.minute_counts enable row level security;
create policy minute_counts_select on logs.minute_counts for select to authenticated
  using (organization_no = any ((select private.my_organization_nos())::integer[]));
grant select on logs.minute_counts to authenticated;
grant select, insert, update, delete on logs.minute_counts to service_role;

-- Files that were read before this table was there.
insert into logs.minute_counts (minute, organization_no, file_no, chunk_no, level_counts)
select date_trunc('minute', e.time, 'UTC'), e.organization_no, e.file_no, e.chunk_no, array[
  count(*) filter (where e.severity_number <= 0), count(*) filter (where e.severity_number between 1 and 4),
  count(*) filter (where e.severity_number between 5 and 8), count(*) filter (where e.severity_number between 9 and 12),
  count(*) filter (where e.severity_number between 13 and 16), count(*) filter (where e.severity_number between 17 and 20),
  count(*) filter (where e.severity_number > 20)]::integer[]
from logs.log_entries e where e.time is not null and e.reject_reason is null
group by 1, 2, 3, 4;
