/** For bulk ingest on a small machine: few and large checkpoints, every commit durable. */
export const POSTGRES_SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "80",
  shared_buffers: "256MB",
  maintenance_work_mem: "128MB",
  max_wal_size: "4GB",
  checkpoint_timeout: "15min",
  wal_compression: "pglz",
  wal_buffers: "16MB",
  // A commit that was answered survives kill -9 and a power cut.
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  // Statements and their values are what users' logs say: they don't belong into ours.
  log_statement: "none",
  log_min_error_statement: "panic",
  log_parameter_max_length_on_error: "0",
};

/** Passwords only, from loopback only. */
export const HOST_BASED_AUTHENTICATION = `# Written by Sluice.
host all all 127.0.0.1/32 scram-sha-256
host all all ::1/128 scram-sha-256
`;
