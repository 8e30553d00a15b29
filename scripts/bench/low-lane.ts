import type { Sql } from "#lib/store/sql.ts";

export interface LowLane {
  waiting: number;
  running: number;
  /** Stored so far, of all files of the lane. */
  rows: number;
}

/** What the Low lane holds now. */
export async function readLowLane(sql: Sql): Promise<LowLane> {
  const [row] = await sql<LowLane[]>`
    select count(*) filter (where f.status = 'pending')::int as waiting,
      count(*) filter (where f.status = 'processing')::int as running,
      coalesce(sum(p.record_count), 0)::float8 as rows
    from public.log_files f left join public.file_progress p on p.file_id = f.id
    where f.lane = 'low'`;
  if (!row) throw new Error("The Low lane could not be read.");
  return row;
}

/** Holds the Low lane, or lets it go; the next file that arrives then starts what may start. */
export async function pauseLowLane(sql: Sql, isPaused: boolean): Promise<void> {
  await sql`update public.lane_settings set is_paused = ${isPaused} where lane = 'low'`;
}
