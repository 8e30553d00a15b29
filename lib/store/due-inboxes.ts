import type { Sql } from "#lib/platform/database.ts";

/** Ids of the watched buckets of these teams (null = of all) that are to be run now. */
export async function dueInboxes(sql: Sql, organizationIds: readonly string[] | null): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from public.sources
    where kind = 'bucket' and paused_at is null and next_run_at <= now()
      and (${organizationIds === null} or organization_id::text = any(${organizationIds ?? []}))
    order by next_run_at, id`;
  return rows.map(({ id }) => id);
}
