import type { Queryable } from "./sql.ts";

export const SOURCE_OBJECT_STATES = ["pending", "taken", "skipped", "failed"] as const;

export const SOURCE_RUN_STATES = ["running", "completed", "held", "failed"] as const;

export interface SourceMetrics {
  sourceId: string;
  name: string;
  kind: string;
  isPaused: boolean;
  /** Its last run ended with an error. */
  isFailing: boolean;
  lastRunAtS: number | null;
  /** How long a run that is due has not been; 0 = nothing is due. */
  overdueS: number;
  /** How long the oldest object that was seen has not been taken; 0 = all are. */
  lagS: number;
  objects: Record<(typeof SOURCE_OBJECT_STATES)[number], number>;
  runs: Record<(typeof SOURCE_RUN_STATES)[number], number>;
}

/** Every source of the instance. */
export async function loadSourceMetrics(sql: Queryable): Promise<SourceMetrics[]> {
  return await sql<SourceMetrics[]>`
    select s.id as "sourceId", s.name, s.kind, s.paused_at is not null as "isPaused",
      s.last_error is not null as "isFailing", extract(epoch from s.last_run_at)::float8 as "lastRunAtS",
      case when s.paused_at is null
        then greatest(0, coalesce(extract(epoch from now() - s.next_run_at), 0)) else 0 end::float8 as "overdueS",
      greatest(0, coalesce(extract(epoch from now() - o.oldest), 0))::float8 as "lagS",
      jsonb_build_object('pending', o.pending, 'taken', o.taken, 'skipped', o.skipped, 'failed', o.failed) as objects,
      jsonb_build_object('running', r.running, 'completed', r.completed, 'held', r.held, 'failed', r.failed) as runs
    from public.sources s cross join lateral (
      select min(seen_at) filter (where status = 'pending') as oldest,
        count(*) filter (where status = 'pending') as pending, count(*) filter (where status = 'taken') as taken,
        count(*) filter (where status = 'skipped') as skipped, count(*) filter (where status = 'failed') as failed
      from public.source_objects where source_id = s.id) o
    cross join lateral (
      select count(*) filter (where status = 'running') as running,
        count(*) filter (where status = 'completed') as completed, count(*) filter (where status = 'held') as held,
        count(*) filter (where status = 'failed') as failed
      from public.source_runs where source_id = s.id) r
    order by s.id`;
}
