import { parseJson } from "./json-object.ts";
import type { Sql } from "./sql.ts";

/** A run as GET /v1/runs/:id shows it; names as in Inngest's REST API. */
export interface RunView {
  run_id: string;
  function_id: string;
  event_id: string;
  status: "Queued" | "Running" | "Completed" | "Failed" | "Cancelled";
  run_started_at: string | null;
  ended_at: string | null;
  output: unknown;
  steps: { id: string; name: string; op: string }[];
  /** What the run waits for or is doing now. */
  pending: { step: string; attempt: number; due_at: string; is_running: boolean; last_error: string | null }[];
}

interface RunRow {
  id: string;
  function_id: string;
  event_internal_id: string;
  status: string;
  started_at: Date | null;
  ended_at: Date | null;
  output: string | null;
}

const STATUS_NAMES: Record<string, RunView["status"]> = {
  queued: "Queued",
  running: "Running",
  completed: "Completed",
  failed: "Failed",
  cancelled: "Cancelled",
};

export async function runById(sql: Sql, id: string): Promise<RunView | null> {
  const [row] = await sql<RunRow[]>`select * from inngest_local.runs where id = ${id}`;
  return row === undefined ? null : viewRun(sql, row);
}

/** The runs an event started; `eventId` is the engine's id of it or the sender's. */
export async function runsByEvent(sql: Sql, eventId: string): Promise<RunView[]> {
  const rows = await sql<RunRow[]>`
    with named as (
      select internal_id from inngest_local.events where internal_id = ${eventId} or id = ${eventId}
    )
    select r.* from inngest_local.runs r where r.event_internal_id in (select internal_id from named)
      or r.id in (select run_id from inngest_local.run_events where event_internal_id in (select internal_id from named))
    order by r.id limit 100`;
  return Promise.all(rows.map((row) => viewRun(sql, row)));
}

async function viewRun(sql: Sql, row: RunRow): Promise<RunView> {
  const steps = await sql<RunView["steps"]>`
    select id, name, op from inngest_local.steps where run_id = ${row.id} order by position`;
  const pending = await sql<
    { step: string; attempt: number; due_at: Date; is_running: boolean; last_error: string | null }[]
  >`
    select coalesce(nullif(name, ''), step_id) as step, attempt, due_at, last_error,
      coalesce(leased_until > now(), false) as is_running
    from inngest_local.queue where run_id = ${row.id} and kind <> 'deadline' order by due_at`;
  return {
    run_id: row.id,
    function_id: row.function_id,
    event_id: row.event_internal_id,
    status: STATUS_NAMES[row.status] ?? "Running",
    run_started_at: row.started_at?.toISOString() ?? null,
    ended_at: row.ended_at?.toISOString() ?? null,
    output: row.output === null ? null : parseJson(row.output),
    steps: [...steps],
    pending: pending.map((item) => ({ ...item, due_at: item.due_at.toISOString() })),
  };
}
