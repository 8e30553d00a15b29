-- What each step of a run did: the timeline of a job. A step is some seconds of reading, many batches long.
create table public.file_steps (
  id bigint generated always as identity primary key,
  file_id uuid not null references public.log_files (id) on delete cascade,
  organization_id uuid not null references public.organizations (id) on delete cascade,
  -- The run it belongs to.
  dispatch integer not null,
  -- From 1 in each run.
  step_no integer not null constraint file_steps_step_no check (step_no >= 1),
  -- Tries of this step, from 1.
  attempt integer not null constraint file_steps_attempt check (attempt >= 1),
  lane text not null constraint file_steps_lane check (lane in ('high', 'medium', 'low')),
  started_at timestamptz not null,
  duration_ms integer not null constraint file_steps_duration check (duration_ms >= 0),
  -- Stored by this step: records and rejects together.
  records bigint not null default 0,
  -- Bytes of the source read when the step ended, of log_files.size_bytes.
  bytes_done bigint not null default 0,
  -- Null when the step went well.
  error text,
  constraint file_steps_once unique (file_id, dispatch, step_no, attempt)
);
create index file_steps_organization on public.file_steps (organization_id, started_at);

alter table public.file_steps enable row level security;
create policy file_steps_select on public.file_steps for select to authenticated
  using (organization_id in (select private.my_organizations()));
grant select on public.file_steps to authenticated;
grant select, insert, update, delete on public.file_steps to service_role;
grant usage on sequence public.file_steps_id_seq to service_role;

-- The lane a file was first put into; a lane that was raised or changed since differs from it.
alter table public.log_files add column first_lane text
  constraint log_files_first_lane check (first_lane in ('high', 'medium', 'low'));
update public.log_files set first_lane = lane where queued_at is not null;
