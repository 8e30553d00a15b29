import { setTimeout as delay } from "node:timers/promises";
import type { Sql } from "#lib/store/sql.ts";
import { keepTrying } from "./keep-trying.ts";

/** What has not ended; all zero once everything has. */
export interface Unfinished {
  /** Waiting or running. */
  files: number;
  /** Rows whose bytes never came, or came and were never queued. */
  uploads: number;
  /** Runs of the engine that read a file. */
  runs: number;
}

/**
 * Waits until every file, upload and run has ended, or `withinMs` are over; returns what is left then.
 * Uploads whose client broke off are ended after a day: their rows are made a day older, and the sweep must end them.
 * That takes it a minute; a quick run leaves them alone.
 */
export async function awaitEnd(
  sql: Sql,
  { withinMs, isQuick }: { withinMs: number; isQuick: boolean },
): Promise<Unfinished> {
  const untilMs = Date.now() + withinMs;
  if (!isQuick) await keepTrying(() => ageUnfinishedUploads(sql), { withinMs });
  for (;;) {
    const all = await keepTrying(() => unfinished(sql), { withinMs });
    const left = isQuick ? { ...all, uploads: 0 } : all;
    if (left.files + left.uploads + left.runs === 0 || Date.now() > untilMs) return left;
    await delay(500);
  }
}

/** Called when every sender is done: what has no bytes by now gets none any more. */
async function ageUnfinishedUploads(sql: Sql): Promise<void> {
  await sql`
    update public.log_files set created_at = created_at - interval '25 hours'
    where status = 'pending' and stored_at is null and queued_at is null`;
}

async function unfinished(sql: Sql): Promise<Unfinished> {
  const [row] = await sql<Unfinished[]>`
    select
      (select count(*)::int from public.log_files where status = 'processing' or (status = 'pending' and queued_at is not null)) as files,
      (select count(*)::int from public.log_files where status = 'pending' and queued_at is null) as uploads,
      (select count(*)::int from inngest_local.runs
        where status in ('queued', 'running') and function_id like '%ingest-%') as runs`;
  if (!row) throw new Error("The database gave no count of what is unfinished.");
  return row;
}
