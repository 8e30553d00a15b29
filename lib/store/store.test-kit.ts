import { randomUUID } from "node:crypto";
import type { Sql } from "./sql.ts";

export interface TestOrganization {
  id: string;
  no: number;
  ownerId: string;
}

/** An organisation of its own with its owner, so that tests don't see each other. */
export async function createOrganization(sql: Sql, name = "Test team"): Promise<TestOrganization> {
  const ownerId = await createUser(sql);
  const [row] = await sql<{ id: string; no: number }[]>`
    insert into public.organizations (name) values (${name}) returning id, no`;
  if (!row) throw new Error("The organisation was not made.");
  await sql`insert into public.memberships (organization_id, user_id, role) values (${row.id}, ${ownerId}, 'owner')`;
  return { ...row, ownerId };
}

/** A signed-up user without membership. */
export async function createUser(sql: Sql): Promise<string> {
  const id = randomUUID();
  await sql`insert into auth.users (id, email) values (${id}, ${`${id}@example.com`})`;
  return id;
}

export interface TestFile {
  id: string;
  no: number;
}

/** A stored file that waits in the queue. */
export async function createFile(
  sql: Sql,
  organization: TestOrganization,
  file: { name?: string; sizeBytes?: number; sha256?: string | null; lane?: string; queuedAtMs?: number } = {},
): Promise<TestFile> {
  const id = randomUUID();
  const queuedAtMs = file.queuedAtMs ?? Date.now();
  const [row] = await sql<TestFile[]>`
    insert into public.log_files (id, organization_id, source, object_key, name, size_bytes, sha256, lane, stored_at,
      queued_at, created_by)
    values (${id}, ${organization.id}, 'upload', ${`${organization.id}/${id}/x`}, ${file.name ?? "app.log"},
      ${file.sizeBytes ?? 1}, ${file.sha256 ?? null}, ${file.lane ?? "high"}, now(),
      to_timestamp(${queuedAtMs / 1000}::float8), ${organization.ownerId})
    returning id, no`;
  if (!row) throw new Error("The file was not made.");
  return row;
}

/** A file that was given a slot, with its dispatch 1. */
export async function createRunningFile(
  sql: Sql,
  organization: TestOrganization,
  file: Parameters<typeof createFile>[2] = {},
): Promise<TestFile> {
  const made = await createFile(sql, organization, file);
  await sql`
    update public.log_files set status = 'processing', dispatch = 1, attempts = 1, dispatched_at = now()
    where id = ${made.id}`;
  return made;
}
