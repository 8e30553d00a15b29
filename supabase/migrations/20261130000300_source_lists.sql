-- A source's objects by their states: to be counted without reading them, and listed from the newest.
create index source_objects_states on public.source_objects (source_id, status, id desc);
-- The last run that did not fail tells since when a source fails.
create index source_runs_well on public.source_runs (source_id, id desc) where status in ('completed', 'held');

-- As before, with the column of the objects named apart from that of the files, which is called `source` as well.
create or replace function public.delete_source(organization uuid, source uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.source_to_change(organization, source, 'admin');
  if exists (
    select 1 from public.source_objects o join public.log_files f on f.id = o.file_id
    where o.source_id = delete_source.source and f.status in ('pending', 'processing')) then
    raise exception 'Files of this source are waiting or being read. Pause it, and remove it when they are done or cancelled.' using errcode = '55000';
  end if;
  delete from public.sources where id = delete_source.source;
  perform private.notify_organization(organization, 'source', jsonb_build_object('id', source));
end
$$;
