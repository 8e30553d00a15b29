-- Admission with a hundred thousand waiting files: it reads the first of each organisation, never the whole queue.
-- The lane whose slot a running file holds; `lane` may have been raised since its run began.
alter table public.log_files add column run_lane text
  constraint log_files_run_lane check (run_lane in ('high', 'medium', 'low'));
update public.log_files set run_lane = lane where status = 'processing';

create index log_files_waiting on public.log_files (lane, organization_id, queued_at, id)
  where status = 'pending' and queued_at is not null and duplicate_of is null;
create index log_files_running on public.log_files (run_lane, organization_id) where status = 'processing';
-- Which organisation of a lane was served last, and when a lane had something to do last.
create index log_files_started on public.log_files (lane, organization_id, started_at) where started_at is not null;
create index log_files_ended on public.log_files (lane, finished_at) where finished_at is not null and queued_at is not null;
