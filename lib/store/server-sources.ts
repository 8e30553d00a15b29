import { ConflictError } from "#lib/errors.ts";
import type { JsonObject } from "#lib/model/json.ts";
import type { Sql } from "./sql.ts";

/** The team that owns the server, with one of its owners; null before anybody set it up. */
export async function findServerTeam(sql: Sql): Promise<{ organizationId: string; ownerId: string } | null> {
  const [row] = await sql<{ organizationId: string; ownerId: string }[]>`
    select m.organization_id as "organizationId", m.user_id as "ownerId" from public.memberships m
    where m.organization_id = private.server_organization() and m.role = 'owner' order by m.created_at limit 1`;
  return row ?? null;
}

/** Throws what the driver throws when the database is away or has not this version's tables. */
export async function requireSources(sql: Sql): Promise<void> {
  await sql`select from public.sources limit 1`;
}

/** The sources with a name, of any team. */
export async function findSourcesNamed(sql: Sql, name: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from public.sources where name = ${name} or id::text = ${name} order by created_at`;
  return rows.map(({ id }) => id);
}

/**
 * The source of the server's team with this name, made when there is none. It runs when it is asked to, not of its own
 * accord. One that is there keeps what people set, but connects as is said now.
 * @throws ConflictError when the name is that of another kind of source
 */
export async function ensureCommandSource(
  sql: Sql,
  source: { organizationId: string; name: string; kind: "s3"; definition: JsonObject },
): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into public.sources (organization_id, name, kind, definition, next_run_at)
    values (${source.organizationId}, ${source.name}, ${source.kind}, ${sql.json(source.definition)}, 'infinity')
    on conflict on constraint sources_names do update
      set definition = sources.definition || jsonb_build_object('connection', excluded.definition -> 'connection')
      where sources.kind = excluded.kind and sources.definition -> 'prefix' = excluded.definition -> 'prefix'
    returning id`;
  if (!row) {
    throw new ConflictError(
      `Another source of the team is called "${source.name}" but looks elsewhere. Rename it in Settings / Sources.`,
    );
  }
  return row.id;
}

export interface CollectedFile {
  fileId: string;
  name: string;
  status: "pending" | "processing" | "completed" | "failed";
  records: number;
  rejects: number;
  error: string | null;
}

/** What became of files. */
export async function readCollected(sql: Sql, fileIds: readonly string[]): Promise<CollectedFile[]> {
  if (fileIds.length === 0) return [];
  return await sql<CollectedFile[]>`
    select id as "fileId", name, status, record_count::float8 as records, reject_count::float8 as rejects,
      error ->> 'message' as error
    from public.log_files where id in ${sql([...fileIds])} order by queued_at, id`;
}
