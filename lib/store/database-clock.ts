import type { Queryable } from "./sql.ts";

/**
 * Epoch ms by the database's clock. Times of the queue are its times: a server whose clock is a little behind would hold
 * a file that was queued this instant.
 */
export async function databaseNowMs(sql: Queryable): Promise<number> {
  const [row] = await sql<
    { nowMs: number }[]
  >`select (extract(epoch from clock_timestamp()) * 1000)::float8 as "nowMs"`;
  if (!row) throw new Error("The database gave no time.");
  return row.nowMs;
}
