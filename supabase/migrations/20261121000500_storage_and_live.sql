-- The bucket with its policies, and the notices that browsers hear.
insert into storage.buckets (id, name, public) values ('deployment-logs', 'deployment-logs', false) on conflict (id) do nothing;

-- Exactly the key that a row was made for, by the person it was made for, once; no overwrite, no listing of others.
create policy sluice_objects_insert on storage.objects for insert to authenticated with check (
  bucket_id = 'deployment-logs' and exists (
    select 1 from public.log_files f
    where f.bucket = objects.bucket_id and f.object_key = objects.name and f.created_by = (select auth.uid())
      and f.status = 'pending' and f.queued_at is null
      and f.organization_id in (select private.my_organizations('operator'))
  )
);
create policy sluice_objects_select on storage.objects for select to authenticated using (
  bucket_id = 'deployment-logs' and exists (
    select 1 from public.log_files f
    where f.bucket = objects.bucket_id and f.object_key = objects.name and f.organization_id in (select private.my_organizations())
  )
);

create function private.object_stored() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.log_files set stored_at = now(), etag = new.metadata ->> 'eTag'
  where bucket = new.bucket_id and object_key = new.name and stored_at is null;
  return null;
end
$$;
create trigger sluice_object_stored after insert on storage.objects for each row execute function private.object_stored();

-- Private topics `org:<id>`: members of the organisation may listen, nobody may speak.
create policy sluice_topics_select on realtime.messages for select to authenticated using (
  realtime.topic() in (select 'org:' || o from private.my_organizations() o)
);

create function private.notify_organization(organization uuid, event text, payload jsonb) returns void
language sql security definer set search_path = '' as $$
  select realtime.send(payload, event, 'org:' || organization, true)
$$;
revoke execute on function private.notify_organization(uuid, text, jsonb) from public;

create function private.log_file_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.notify_organization(new.organization_id, 'file', jsonb_build_object(
    'id', new.id, 'status', new.status, 'lane', new.lane, 'deploymentId', new.deployment_id));
  return null;
end
$$;
create trigger log_files_inserted after insert on public.log_files for each row execute function private.log_file_changed();
create trigger log_files_changed after update on public.log_files for each row
  when ((old.status, old.lane, old.queued_at, old.stored_at, old.duplicate_of) is distinct from (new.status, new.lane, new.queued_at, new.stored_at, new.duplicate_of))
  execute function private.log_file_changed();

-- At most once a second per file; facts small enough to draw the bar without a refetch.
create function private.file_progress_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.notified_at is null or new.notified_at < now() - interval '1 second' then
    new.notified_at := now();
    perform private.notify_organization(new.organization_id, 'progress', jsonb_build_object(
      'id', new.file_id, 'bytesDone', new.bytes_done, 'recordCount', new.record_count,
      'rejectCount', new.reject_count, 'recordsPerS', new.records_per_s));
  end if;
  return new;
end
$$;
create trigger file_progress_changed before update on public.file_progress for each row
  when (old.bytes_done is distinct from new.bytes_done) execute function private.file_progress_changed();

create function private.alert_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.notify_organization(new.organization_id, 'alert', jsonb_build_object(
    'id', new.id, 'no', new.no, 'state', new.state, 'title', new.title, 'fileId', new.file_id));
  return null;
end
$$;
create trigger alerts_changed after insert or update on public.alerts for each row execute function private.alert_changed();

create function private.deployment_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.notify_organization(new.organization_id, 'deployment', jsonb_build_object('id', new.id, 'status', new.status));
  return null;
end
$$;
create trigger deployments_changed after insert or update on public.deployments for each row execute function private.deployment_changed();
