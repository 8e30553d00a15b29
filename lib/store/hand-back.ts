import type { Dispatched } from "#lib/model/queue.ts";
import type { Sql } from "./sql.ts";

/**
 * Gives files back that were admitted but are not read to their end by a process that ends: the next sweep, wherever it
 * runs, starts them again at their checkpoint.
 */
export async function handBack(sql: Sql, dispatched: readonly Dispatched[]): Promise<void> {
  for (const { fileId, dispatch } of dispatched) {
    await sql`
      update public.log_files set dispatched_at = null, dispatch = dispatch + 1
      where id = ${fileId} and dispatch = ${dispatch} and status = 'processing'`;
  }
}
