-- What a person chose for a file before sending it; null = decided from its content.
alter table public.log_files
  add column format_setting text,
  add column lane_setting text constraint log_files_lane_setting check (lane_setting in ('high', 'medium', 'low'));
