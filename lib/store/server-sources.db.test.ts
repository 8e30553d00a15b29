import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { connect, type Sql } from "#lib/platform/database.ts";
import { ensureCommandSource, requireSources } from "./server-sources.ts";
import { createOrganization, type TestOrganization } from "./store.test-kit.ts";

let sql: Sql;
let team: TestOrganization;
beforeAll(async () => {
  sql = connect({ url: inject("databaseUrl"), maxConnections: 1 });
  team = await createOrganization(sql);
});
afterAll(() => sql.end());

const connection = (bucket: string) => ({ bucket, credentials: "environment" });
const ensure = (name: string, definition: object) =>
  ensureCommandSource(sql, { organizationId: team.id, name, kind: "s3", definition: { prefix: "", ...definition } });

it("makes a source once, and keeps what people set when it connects anew", async () => {
  const name = `s3://${randomUUID()}/`;
  const id = await ensure(name, { connection: connection("one"), intervalS: null });
  await sql`update public.sources set definition = definition || '{"lane": "high", "intervalS": 60}' where id = ${id}`;
  expect(await ensure(name, { connection: connection("two"), intervalS: null })).toBe(id);
  const [row] =
    await sql`select definition, next_run_at = 'infinity' as "isOnRequest" from public.sources where id = ${id}`;
  expect(row).toEqual({
    definition: { prefix: "", connection: connection("two"), lane: "high", intervalS: 60 },
    isOnRequest: true,
  });
});

it("does not take a source of the same name that looks elsewhere", async () => {
  const name = `s3://${randomUUID()}/`;
  await ensure(name, { connection: connection("one") });
  await expect(ensure(name, { connection: connection("one"), prefix: "other/" })).rejects.toThrow(/looks elsewhere/);
  await sql`update public.sources set kind = 'folder' where name = ${name}`;
  await expect(ensure(name, { connection: connection("one") })).rejects.toThrow(/looks elsewhere/);
});

it("tells a database that has sources", async () => {
  await requireSources(sql);
});
