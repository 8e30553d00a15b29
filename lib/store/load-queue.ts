import type {
  AdmissionInput,
  AskedFile,
  LaneSettings,
  LastServed,
  RunningFile,
  WaitingFile,
} from "#lib/lanes/admit.ts";
import type { Lane } from "#lib/model/log-file.ts";
import type { Queryable } from "./sql.ts";

export interface QueueQuestion {
  settings: readonly LaneSettings[];
  nowMs: number;
  /** Files to be explained; the counts and places of their lanes are then read too. */
  fileIds?: readonly string[];
}

/**
 * The queue as admission needs it: what runs, and of each lane and organisation the oldest waiting files that could start
 * at most. Its cost grows with organisations and slots, not with the files that wait.
 */
export async function loadQueue(sql: Queryable, question: QueueQuestion): Promise<AdmissionInput> {
  const { settings, nowMs, fileIds } = question;
  const input: AdmissionInput = {
    settings,
    nowMs,
    running: await loadRunning(sql),
    waiting: await loadHeads(sql, Math.max(0, ...settings.map(({ slots }) => slots)) + 2),
    lastServed: await loadLastServed(sql),
    lastBusyMs: await loadLastBusy(sql),
  };
  if (fileIds === undefined) return input;
  return { ...input, asked: await loadAsked(sql, fileIds), waitingCounts: await countWaiting(sql) };
}

/** The lanes' settings; `isLocked` makes admissions one after the other, so that a slot is given once. */
export async function loadLaneSettings(sql: Queryable, { isLocked }: { isLocked: boolean }): Promise<LaneSettings[]> {
  return await sql<LaneSettings[]>`
    select lane, slots, reserved_slots as "reservedSlots", is_paused as "isPaused", start_delay_ms as "startDelayMs",
      quiet_ms as "quietMs", longest_wait_ms as "longestWaitMs"
    from public.lane_settings order by lane ${isLocked ? sql`for update` : sql``}`;
}

const WAITS = "status = 'pending' and queued_at is not null and duplicate_of is null";

/** Every lane and organisation with a waiting file: one look into the index each. */
function queues(sql: Queryable) {
  const waits = sql.unsafe(WAITS);
  return sql`
    queues as (
      (select lane, organization_id from public.log_files where ${waits} order by lane, organization_id limit 1)
      union all
      select n.lane, n.organization_id from queues q cross join lateral (
        select lane, organization_id from public.log_files
        where ${waits} and (lane, organization_id) > (q.lane, q.organization_id)
        order by lane, organization_id limit 1) n
    )`;
}

async function loadHeads(sql: Queryable, perQueue: number): Promise<WaitingFile[]> {
  return await sql<WaitingFile[]>`
    with recursive ${queues(sql)}
    select f.id as "fileId", q.organization_id as "organizationId", q.lane,
      (extract(epoch from f.queued_at) * 1000)::float8 as "queuedAtMs"
    from queues q cross join lateral (
      select id, queued_at from public.log_files
      where ${sql.unsafe(WAITS)} and lane = q.lane and organization_id = q.organization_id
      order by queued_at, id limit ${perQueue}) f`;
}

async function loadRunning(sql: Queryable): Promise<RunningFile[]> {
  return await sql<RunningFile[]>`
    select id as "fileId", organization_id as "organizationId", coalesce(run_lane, lane) as lane,
      coalesce(greatest(0, extract(epoch from started_at - queued_at) * 1000), 0)::float8 as "waitedMs"
    from public.log_files where status = 'processing'`;
}

async function loadLastServed(sql: Queryable): Promise<LastServed[]> {
  return await sql<LastServed[]>`
    with recursive ${queues(sql)}
    select q.lane, q.organization_id as "organizationId", (extract(epoch from f.started_at) * 1000)::float8 as "atMs"
    from queues q cross join lateral (
      select started_at from public.log_files
      where started_at is not null and lane = q.lane and organization_id = q.organization_id
      order by started_at desc limit 1) f`;
}

/** When the last file of each lane ended. Whether the lane is busy now is seen from what waits and runs. */
async function loadLastBusy(sql: Queryable): Promise<Partial<Record<Lane, number>>> {
  const rows = await sql<{ lane: Lane; atMs: number }[]>`
    select s.lane, (extract(epoch from f.finished_at) * 1000)::float8 as "atMs"
    from public.lane_settings s cross join lateral (
      select finished_at from public.log_files
      where lane = s.lane and finished_at is not null and queued_at is not null
      order by finished_at desc limit 1) f`;
  return Object.fromEntries(rows.map(({ lane, atMs }) => [lane, atMs]));
}

async function countWaiting(sql: Queryable): Promise<Record<Lane, number>> {
  const rows = await sql<{ lane: Lane; count: number }[]>`
    select lane, count(*)::float8 as count from public.log_files where ${sql.unsafe(WAITS)} group by lane`;
  return { high: 0, medium: 0, low: 0, ...Object.fromEntries(rows.map(({ lane, count }) => [lane, count])) };
}

/**
 * The asked files that wait, with their places: the same order as lib/lanes/start-order.ts, but counted instead of laid
 * out. A file comes after those of its own organisation before it and, of every other one, those whose turn is sooner;
 * of each there is at most one whose turn is the same, and that one is looked up.
 */
async function loadAsked(sql: Queryable, fileIds: readonly string[]): Promise<AskedFile[]> {
  if (fileIds.length === 0) return [];
  const waits = sql.unsafe(WAITS);
  return await sql<AskedFile[]>`
    with recursive ${queues(sql)}, asked as materialized (
      select a.id, a.lane, a.organization_id, a.queued_at, (
        select count(*) from public.log_files
        where ${waits} and lane = a.lane and organization_id = a.organization_id and (queued_at, id) < (a.queued_at, a.id)
      ) as index
      from public.log_files a where a.id = any(${fileIds as string[]}::uuid[]) and ${waits}
    ), teams as materialized (
      select q.lane, q.organization_id,
        (select count(*) from public.log_files
          where ${waits} and lane = q.lane and organization_id = q.organization_id) as waiting,
        (select count(*) from public.log_files
          where status = 'processing' and organization_id = q.organization_id and coalesce(run_lane, lane) = q.lane) as running,
        (select started_at from public.log_files
          where started_at is not null and lane = q.lane and organization_id = q.organization_id
          order by started_at desc limit 1) as served_at
      from queues q where q.lane in (select lane from asked)
    )
    select a.id as "fileId", a.organization_id as "organizationId", a.lane,
      (extract(epoch from a.queued_at) * 1000)::float8 as "queuedAtMs",
      (a.index + coalesce((
        select sum(least(t.waiting, greatest(0, turn.no)) + case when turn.no between 0 and t.waiting - 1 then (
          select ((turn.no > 0)::int, case when turn.no = 0 then coalesce(t.served_at, '-infinity') else 'infinity' end, s.queued_at, s.id)
            < ((a.index > 0)::int, case when a.index = 0 then coalesce(own.served_at, '-infinity') else 'infinity' end, a.queued_at, a.id)
          from public.log_files s
          where ${waits} and s.lane = t.lane and s.organization_id = t.organization_id
          order by s.queued_at, s.id offset turn.no limit 1)::int else 0 end)
        from teams t cross join lateral (select own.running + a.index - t.running as no) turn
        where t.lane = a.lane and t.organization_id <> a.organization_id), 0))::float8 as ahead
    from asked a join teams own on own.lane = a.lane and own.organization_id = a.organization_id`;
}
