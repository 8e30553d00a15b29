-- Who listens hears of an object in an inbox with its commit; without a listener the inbox's next round takes it.
create function private.inbox_told() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_catalog.pg_notify('sluice_inbox', split_part(new.name, '/', 1));
  return null;
end
$$;
create trigger sluice_inbox_told after insert or update of metadata on storage.objects for each row
  when (new.bucket_id = 'deployment-logs' and split_part(new.name, '/', 2) = 'inbox') execute function private.inbox_told();
