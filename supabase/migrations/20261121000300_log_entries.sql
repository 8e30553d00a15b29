-- The rows of the logs and the raw bytes they came from. Schema `logs` is not exposed by the Data API:
-- pages read it through lib/queries as the caller, so the policies below hold.
create schema if not exists logs;
grant usage on schema logs to authenticated, service_role;

-- Attribute sets that repeat from record to record (request headers, resource), once per distinct value and organisation.
create table logs.attribute_sets (
  id integer generated always as identity primary key,
  organization_no integer not null,
  hash bytea not null,
  attributes jsonb not null,
  unique (organization_no, hash)
);

-- Narrow on purpose: the raw line lives in the chunk, repeated attributes in attribute_sets (docs/adr).
-- Columns are ordered by alignment; numbers stand for organisation and file.
create table logs.log_entries (
  -- Event time; null when unusable. Clocks say 1601 and 2099, so partitions go by the day of ingestion.
  time timestamptz,
  byte_offset bigint not null,
  last_updated timestamptz,
  ingested_on date not null default current_date,
  organization_no integer not null,
  file_no integer not null,
  -- The chunk of the file (from 0) that holds the bytes.
  chunk_no integer not null,
  -- From 1, records and rejects alike, in the order of the file.
  record_no integer not null,
  byte_length integer not null,
  attribute_set_id integer,
  process_id integer,
  remote_port integer,
  processing_time_ms real,
  document_count integer,
  severity_number smallint not null,
  http_status_code smallint,
  is_cache_hit boolean,
  severity_text text,
  http_method text,
  url text,
  client_address text,
  remote_address text,
  host_name text,
  logger text,
  user_id text,
  request_id text,
  body text not null,
  -- Not null = a piece that could not be parsed; body is its text.
  reject_reason text,
  attributes jsonb
) partition by range (ingested_on);

create index log_entries_chunk on logs.log_entries (file_no, chunk_no);
create index log_entries_time on logs.log_entries using brin (time);
-- Ascending although the newest come first: read backwards it costs nothing, written upwards its pages fill up.
create index log_entries_errors on logs.log_entries (organization_no, time) where severity_number >= 17;

-- Raw bytes, zstd, exactly as decompressed from the source, with what is needed to find and skip without unpacking.
create table logs.log_chunks (
  file_no integer not null,
  chunk_no integer not null,
  organization_no integer not null,
  first_record_no integer not null,
  record_count integer not null,
  byte_offset bigint not null,
  byte_length integer not null,
  first_time timestamptz,
  last_time timestamptz,
  -- Counts of severity levels in the order of SEVERITY_LEVELS, then rejects.
  level_counts integer[] not null,
  -- zstd of the bytes; external storage: it is compressed already.
  bytes bytea not null,
  primary key (file_no, chunk_no)
);
alter table logs.log_chunks alter column bytes set storage external;
create index log_chunks_records on logs.log_chunks (file_no, first_record_no);

-- Templates of lines; filled when patterns come.
create table logs.log_patterns (
  id bigint generated always as identity primary key,
  organization_no integer not null,
  template text not null,
  hash bytea not null,
  first_seen timestamptz not null default now(),
  unique (organization_no, hash)
);

-- Makes the partitions of this month and the next ones. Called by migrations, at boot and by a cron.
create function logs.ensure_partitions(months_ahead integer default 2) returns void
language plpgsql security definer set search_path = '' as $$
declare
  month date;
  partition text;
begin
  for i in 0..months_ahead loop
    month := (date_trunc('month', current_date) + make_interval(months => i))::date;
    partition := 'log_entries_' || to_char(month, 'YYYY_MM');
    if to_regclass('logs.' || partition) is null then
      execute format('create table logs.%I partition of logs.log_entries for values from (%L) to (%L)',
        partition, month, (month + interval '1 month')::date);
      execute format('alter table logs.%I enable row level security', partition);
    end if;
  end loop;
end
$$;
revoke execute on function logs.ensure_partitions(integer) from public;
grant execute on function logs.ensure_partitions(integer) to service_role;

-- Catches rows when no month was prepared; empty in normal life.
create table logs.log_entries_default partition of logs.log_entries default;
alter table logs.log_entries_default enable row level security;
select logs.ensure_partitions();

alter table logs.attribute_sets enable row level security;
alter table logs.log_entries enable row level security;
alter table logs.log_chunks enable row level security;
alter table logs.log_patterns enable row level security;

create policy attribute_sets_select on logs.attribute_sets for select to authenticated using (organization_no = any ((select private.my_organization_nos())::integer[]));
create policy log_entries_select on logs.log_entries for select to authenticated using (organization_no = any ((select private.my_organization_nos())::integer[]));
create policy log_chunks_select on logs.log_chunks for select to authenticated using (organization_no = any ((select private.my_organization_nos())::integer[]));
create policy log_patterns_select on logs.log_patterns for select to authenticated using (organization_no = any ((select private.my_organization_nos())::integer[]));

grant select on logs.attribute_sets, logs.log_entries, logs.log_chunks, logs.log_patterns to authenticated;
grant select, insert, update, delete on logs.attribute_sets, logs.log_entries, logs.log_chunks, logs.log_patterns to service_role;
grant usage on all sequences in schema logs to service_role;

-- Seed 001's `Log`; rawData is added by lib/queries from the chunk.
create view logs.logs with (security_invoker = true) as
select
  f.id::text || ':' || e.record_no as id,
  e.request_id,
  e.time as "timestamp",
  case
    when e.severity_number = 0 then 'unspecified' when e.severity_number < 5 then 'trace' when e.severity_number < 9 then 'debug'
    when e.severity_number < 13 then 'info' when e.severity_number < 17 then 'warn' when e.severity_number < 21 then 'error'
    else 'fatal'
  end as level,
  e.http_method as method,
  e.url,
  coalesce(e.attributes -> 'query', s.attributes -> 'query') as query,
  case when e.client_address is null and s.attributes -> 'headers' is null and e.attributes -> 'headers' is null then null
    else coalesce(s.attributes -> 'headers', '{}') || coalesce(e.attributes -> 'headers', '{}')
      || case when e.client_address is null or e.attributes -> 'headers' ? 'x-forwarded-for' then '{}'
         else jsonb_build_object('x-forwarded-for', e.client_address) end
  end as headers,
  e.logger as context,
  e.body as message,
  e.user_id as "authUserId",
  e.process_id as pid,
  e.host_name as hostname,
  e.remote_address as "remoteAddress",
  e.remote_port as "remotePort",
  e.processing_time_ms as "processingTimeMs",
  e.is_cache_hit as "cacheHit",
  e.document_count as "documentCount",
  e.last_updated as "lastUpdated",
  coalesce(e.attributes -> 'params', s.attributes -> 'params') as params,
  f.id as "fileId",
  e.record_no as "recordNumber",
  f.created_at as "createdAt",
  f.finished_at as "updatedAt"
from logs.log_entries e
join public.log_files f on f.no = e.file_no
left join logs.attribute_sets s on s.id = e.attribute_set_id
where e.reject_reason is null;
grant select on logs.logs to authenticated, service_role;
