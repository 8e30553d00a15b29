-- Jobs: files on their way through a lane, as the queue lists them and as operators act on them.
alter table public.log_files
  -- A dead letter that somebody has looked at and put away.
  add column discarded_at timestamptz,
  add column discarded_by uuid references auth.users (id) on delete set null,
  add column discard_note text constraint log_files_discard_note check (char_length(discard_note) <= 500);

-- Written once here, so that lists, counts and batch actions mean the same by it. Null = no job: an upload that is not
-- in the queue yet, or the same content as another file. An error while running is that of the step before.
alter table public.log_files add column job_state text generated always as (
  case
    when queued_at is null or duplicate_of is not null then null
    when status = 'pending' then 'waiting'
    when status = 'processing' then case when error is null then 'running' else 'retrying' end
    when status = 'completed' then 'completed'
    when discarded_at is not null then 'discarded'
    when error ->> 'code' = 'cancelled' then 'cancelled'
    else 'failed'
  end) stored;

-- One per tab, in the order in which it is read: what runs first, then what waits by lane; else what ended last.
create index log_files_jobs_in_progress on public.log_files
  (organization_id, (case when job_state <> 'waiting' then 0 when lane = 'high' then 1 when lane = 'medium' then 2 else 3 end),
    queued_at, id)
  where job_state in ('waiting', 'running', 'retrying');
create index log_files_jobs_completed on public.log_files (organization_id, coalesce(finished_at, queued_at), id)
  where job_state in ('completed', 'cancelled', 'discarded');
create index log_files_jobs_dead_letters on public.log_files (organization_id, coalesce(finished_at, queued_at), id)
  where job_state = 'failed';
create index log_files_job_states on public.log_files (organization_id, job_state) where job_state is not null;

-- Browsers hear of every change of a job's state: also of a step that failed, and of a discard.
drop trigger log_files_changed on public.log_files;
create trigger log_files_changed after update on public.log_files for each row
  when ((old.status, old.lane, old.queued_at, old.stored_at, old.duplicate_of, old.job_state)
    is distinct from (new.status, new.lane, new.queued_at, new.stored_at, new.duplicate_of, new.job_state))
  execute function private.log_file_changed();
