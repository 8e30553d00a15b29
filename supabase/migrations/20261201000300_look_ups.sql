-- What is looked up for every file that is shown or asked about, and what a deleted row has to find.
create index log_files_duplicates on public.log_files (duplicate_of) where duplicate_of is not null;
create index alerts_file on public.alerts (file_id);
create index alerts_installation_log on public.alerts (installation_log_id);
create index installation_logs_device on public.installation_logs (device_id) where device_id is not null;
