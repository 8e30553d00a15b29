import type { Sql } from "#lib/store/sql.ts";
import type { Unfinished } from "./await-end.ts";
import type { RunDifference } from "./compare-run.ts";

export interface RunResult {
  left: Unfinished;
  difference: RunDifference;
  refusals: readonly string[];
  say(line: string): void;
}

const MAX_LINES = 40;

/** Says in words what went wrong and what the database knows of it. True = nothing did. */
export async function tellProblems(sql: Sql, { left, difference, refusals, say }: RunResult): Promise<boolean> {
  const [takenOver] = await sql<{ count: number }[]>`
    select count(*)::int as count from public.processing_events where kind = 'taken-over'`;
  say(`Runs taken over because they were silent: ${takenOver?.count ?? 0}`);
  const unfinished = left.files + left.uploads + left.runs;
  if (unfinished > 0) {
    say(`Not ended: ${left.files} files, ${left.uploads} uploads, ${left.runs} runs`);
    await tellUnfinished(sql, say);
  }
  for (const problem of difference.problems.slice(0, MAX_LINES)) say(problem);
  const more = difference.problems.length - MAX_LINES;
  if (more > 0) say(`... and ${more} more`);
  return unfinished === 0 && refusals.length === 0 && difference.problems.length === 0;
}

async function tellUnfinished(sql: Sql, say: (line: string) => void): Promise<void> {
  const rows = await sql<{ id: string; name: string; status: string; lane: string; last: string | null }[]>`
    select f.id, f.name, f.status, f.lane, (
      select string_agg(to_char(e.at, 'HH24:MI:SS') || ' ' || e.kind || ': ' || e.reason, ' | ' order by e.id)
      from public.processing_events e where e.file_id = f.id) as last
    from public.log_files f where f.status in ('pending', 'processing') order by f.no limit ${MAX_LINES}`;
  for (const { id, name, status, lane, last } of rows) say(`${name} (${id}) is ${status}, lane ${lane}: ${last}`);
  const runs = await sql<{ id: string; status: string; name: string; error: string | null }[]>`
    select r.id, r.status, r.function_id as name, q.last_error as error
    from inngest_local.runs r left join inngest_local.queue q on q.run_id = r.id
    where r.status in ('queued', 'running') limit ${MAX_LINES}`;
  for (const { id, status, name, error } of runs) say(`run ${id} of ${name} is ${status}: ${error ?? "no error"}`);
}
