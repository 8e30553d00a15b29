import type { Sql } from "./sql.ts";

/**
 * Creates or upgrades the engine's own schema `inngest_local`; safe to call from several engines at once.
 * Payloads (events, step results, outputs) are JSON kept as text: jsonb refuses NUL characters, and the engine
 * passes them through unread. `upTo` stops at an earlier version, for tests of the upgrade.
 */
export async function migrateSchema(sql: Sql, options: { upTo?: number } = {}): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended('inngest_local.migrate', 0))`;
    await tx`create schema if not exists inngest_local`;
    await tx`create table if not exists inngest_local.schema_versions (
      version integer primary key, applied_at timestamptz not null default now())`;
    const [row] = await tx<{ version: number }[]>`
      select coalesce(max(version), 0) as version from inngest_local.schema_versions`;
    const current = row?.version ?? 0;
    for (const [index, statements] of VERSIONS.entries()) {
      const version = index + 1;
      if (version <= current || version > (options.upTo ?? VERSIONS.length)) continue;
      await tx.unsafe(statements);
      await tx`insert into inngest_local.schema_versions (version) values (${version})`;
    }
  });
}

const VERSION_1 = `
create table inngest_local.functions (
  id text primary key,
  app text not null,
  config text not null,
  limit_1 integer,
  limit_2 integer,
  is_active boolean not null default true,
  registered_at timestamptz not null default now()
);

create table inngest_local.crons (
  function_id text not null,
  expression text not null,
  next_at timestamptz not null,
  primary key (function_id, expression)
);

create table inngest_local.events (
  internal_id text primary key,
  id text not null,
  name text not null,
  payload text not null,
  received_at timestamptz not null default now()
);
create index events_id on inngest_local.events (id);
create index events_received_at on inngest_local.events (received_at);

create table inngest_local.event_ids (
  id text primary key,
  internal_id text not null,
  seen_at timestamptz not null
);

create table inngest_local.idempotency_keys (
  function_id text not null,
  key text not null,
  run_id text not null,
  seen_at timestamptz not null,
  primary key (function_id, key)
);

create table inngest_local.runs (
  id text primary key,
  function_id text not null,
  event_internal_id text not null,
  status text not null default 'queued'
    constraint runs_status check (status in ('queued', 'running', 'completed', 'failed', 'cancelled')),
  priority_at timestamptz not null,
  key_1 text,
  key_2 text,
  is_planning boolean not null default false,
  is_racing boolean not null default false,
  step_count integer not null default 0,
  state_bytes bigint not null default 0,
  output text,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz
);
create index runs_event on inngest_local.runs (event_internal_id);
create index runs_ended_at on inngest_local.runs (ended_at) where ended_at is not null;

create table inngest_local.steps (
  run_id text not null references inngest_local.runs (id) on delete cascade,
  id text not null,
  position integer not null,
  name text not null,
  op text not null,
  result text not null,
  finished_at timestamptz not null default now(),
  primary key (run_id, id)
);

create table inngest_local.cancellations (
  run_id text not null references inngest_local.runs (id) on delete cascade,
  event_name text not null,
  expression text,
  expires_at timestamptz
);
create index cancellations_event on inngest_local.cancellations (event_name);
create index cancellations_run on inngest_local.cancellations (run_id);

create table inngest_local.queue (
  id bigint generated always as identity primary key,
  run_id text not null references inngest_local.runs (id) on delete cascade,
  function_id text not null,
  step_id text not null,
  kind text not null constraint queue_kind check (kind in ('call', 'sleep')),
  name text not null default '',
  attempt integer not null default 0,
  infrastructure_failures integer not null default 0,
  last_error text,
  priority_at timestamptz not null,
  due_at timestamptz not null,
  key_1 text,
  key_2 text,
  lease_id uuid,
  leased_until timestamptz,
  is_stale boolean not null default false,
  constraint queue_run_step unique (run_id, step_id)
);
create index queue_order on inngest_local.queue (priority_at, id);
create index queue_due_at on inngest_local.queue (due_at);
create index queue_leased on inngest_local.queue (leased_until) where leased_until is not null;

create function inngest_local.announce_queue() returns trigger language plpgsql as $$
begin
  perform pg_notify('inngest_local_queue', '');
  return null;
end $$;
create trigger announce_queue after insert or delete or update of due_at on inngest_local.queue
  for each statement execute function inngest_local.announce_queue();
`;

/** Throttling, batches, waiting for events, invoked functions, deadlines. */
const VERSION_2 = `
alter table inngest_local.functions
  add column throttle_interval_ms double precision,
  add column throttle_capacity integer;

create table inngest_local.throttles (
  key text primary key,
  -- The theoretical arrival time of GCRA, and when it lets the next run start.
  arrives_at timestamptz not null,
  free_at timestamptz not null
);

alter table inngest_local.runs
  add column invoked_by_run text,
  add column invoked_by_step text;

create table inngest_local.run_events (
  run_id text not null references inngest_local.runs (id) on delete cascade,
  position integer not null,
  event_internal_id text not null,
  primary key (run_id, position)
);
create index run_events_event on inngest_local.run_events (event_internal_id);

create table inngest_local.batches (
  function_id text not null,
  key text not null,
  run_id text not null unique references inngest_local.runs (id) on delete cascade,
  event_count integer not null,
  size_bytes bigint not null,
  primary key (function_id, key)
);

alter table inngest_local.queue
  add column throttle_key text,
  add column wait_event text,
  add column wait_expression text,
  drop constraint queue_kind,
  add constraint queue_kind check (kind in ('call', 'sleep', 'wait', 'invoke', 'deadline'));
create index queue_throttle on inngest_local.queue (throttle_key) where throttle_key is not null;
create index queue_wait on inngest_local.queue (wait_event) where wait_event is not null;
`;

/** Append only: an installed engine upgrades from whatever version it finds. */
const VERSIONS: readonly string[] = [VERSION_1, VERSION_2];
