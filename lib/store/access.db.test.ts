import type { PendingQuery, Row } from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { DEFAULT_REDACTION_RULES } from "#lib/model/redaction.ts";
import { asCaller, connect } from "#lib/platform/database.ts";
import type { Queryable, TransactionSql } from "./sql.ts";
import { createFile, createOrganization, createUser, type TestFile, type TestOrganization } from "./store.test-kit.ts";

const sql = connect({ url: inject("databaseUrl") });
afterAll(() => sql.end());

interface Seeded {
  organization: TestOrganization;
  file: TestFile;
  day: string;
}

interface TableAccess {
  /** Puts a row of the organisation into the table; absent when the kit makes one. */
  seed?: (seeded: Seeded) => Promise<unknown>;
  /** Which rows are the organisation's. */
  where: (seeded: Seeded) => PendingQuery<Row[]>;
  /** Who of the organisation may read them; `service` = nobody signed in. */
  readers: "member" | "service";
}

const byOrganization = ({ organization }: Seeded) => sql`organization_id = ${organization.id}`;
const byNumber = ({ organization }: Seeded) => sql`organization_no = ${organization.no}`;
const hex = (seeded: Seeded) => seeded.organization.id.replaceAll("-", "");

// Every table of schemas public, logs and private; the test below fails when one is missing here.
const TABLES: Record<string, TableAccess> = {
  "public.organizations": { where: ({ organization }) => sql`id = ${organization.id}`, readers: "member" },
  "public.memberships": { where: byOrganization, readers: "member" },
  "public.invitations": {
    seed: (s) => sql`insert into public.invitations (organization_id, email, role, token_hash, expires_at)
      values (${s.organization.id}, 'a@example.com', 'viewer', ${hex(s)}, now())`,
    where: byOrganization,
    readers: "member",
  },
  "public.deployments": {
    seed: (s) => sql`insert into public.deployments (organization_id, name) values (${s.organization.id}, 'd')`,
    where: byOrganization,
    readers: "member",
  },
  "public.devices": {
    seed: (s) => sql`insert into public.devices (organization_id, name) values (${s.organization.id}, 'd')`,
    where: byOrganization,
    readers: "member",
  },
  "public.log_files": { where: byOrganization, readers: "member" },
  "public.deployment_devices": {
    // Its row is made by the trigger of the file's.
    seed: (s) => sql`update public.log_files set deployment_id = d.id from public.deployments d
      where log_files.id = ${s.file.id} and d.organization_id = ${s.organization.id}`,
    where: byOrganization,
    readers: "member",
  },
  "public.bundle_members": {
    seed: (s) =>
      sql`insert into public.bundle_members (bundle_id, member_no, organization_id, name)
        values (${s.file.id}, 1, ${s.organization.id}, 'a.log')`,
    where: byOrganization,
    readers: "member",
  },
  "public.file_progress": {
    seed: (s) =>
      sql`insert into public.file_progress (file_id, organization_id) values (${s.file.id}, ${s.organization.id})`,
    where: byOrganization,
    readers: "member",
  },
  "public.file_steps": {
    seed: (
      s,
    ) => sql`insert into public.file_steps (file_id, organization_id, dispatch, step_no, attempt, lane, started_at,
        duration_ms)
      values (${s.file.id}, ${s.organization.id}, 1, 1, 1, 'high', now(), 20)`,
    where: byOrganization,
    readers: "member",
  },
  "public.processing_events": {
    seed: (s) => sql`insert into public.processing_events (organization_id, file_id, kind, reason)
      values (${s.organization.id}, ${s.file.id}, 'queued', 'r')`,
    where: byOrganization,
    readers: "member",
  },
  "public.error_tracking": {
    seed: (s) => sql`insert into public.error_tracking (organization_id, file_id, kind, reason)
      values (${s.organization.id}, ${s.file.id}, 'reject', 'r')`,
    where: byOrganization,
    readers: "member",
  },
  "public.lane_settings": { where: () => sql`true`, readers: "member" },
  "public.lane_rule_changes": {
    seed: (s) =>
      sql`insert into public.lane_rule_changes (organization_id, to_rules) values (${s.organization.id}, '{}')`,
    where: byOrganization,
    readers: "member",
  },
  "public.code_explanations": {
    seed: (s) => sql`insert into public.code_explanations (organization_id, code, title, meaning)
      values (${s.organization.id}, '4711', 't', 'm')`,
    where: byOrganization,
    readers: "member",
  },
  "public.redaction_rules": {
    // Usable ones: the organisation may be the one that tests after these send files to.
    seed: (s) => sql`insert into public.redaction_rules (organization_id, rules)
      values (${s.organization.id}, ${sql.json(DEFAULT_REDACTION_RULES)})`,
    where: byOrganization,
    readers: "member",
  },
  "public.redaction_changes": {
    seed: (s) =>
      sql`insert into public.redaction_changes (organization_id, to_rules) values (${s.organization.id}, '{}')`,
    where: byOrganization,
    readers: "member",
  },
  "public.lane_rules": {
    seed: (s) => sql`insert into public.lane_rules (organization_id, position, lane, name, condition)
      values (${s.organization.id}, 1, 'low', 'n', '{}')`,
    where: byOrganization,
    readers: "member",
  },
  "public.format_definitions": {
    seed: (s) => sql`insert into public.format_definitions (organization_id, slug, version, definition)
      values (${s.organization.id}, 'f', 1, '{}')`,
    where: byOrganization,
    readers: "member",
  },
  "public.lane_changes": {
    seed: (s) => sql`insert into public.lane_changes (organization_id, lane, kind, from_values, to_values)
      values (${s.organization.id}, 'low', 'paused', '{}', '{}')`,
    where: byOrganization,
    readers: "member",
  },
  "public.installation_logs": {
    seed: (s) => sql`insert into public.installation_logs (organization_id, file_id, product, attempt, outcome)
      values (${s.organization.id}, ${s.file.id}, 'p', 1, 'failed')`,
    where: byOrganization,
    readers: "member",
  },
  "public.alert_rules": {
    seed: (s) =>
      sql`insert into public.alert_rules (organization_id, name, kind) values (${s.organization.id}, 'n', 'k')`,
    where: byOrganization,
    readers: "member",
  },
  "public.alerts": {
    seed: (s) => sql`insert into public.alerts (organization_id, rule, fingerprint, title)
      values (${s.organization.id}, 'r', 'f', 't')`,
    where: byOrganization,
    readers: "member",
  },
  "public.alert_mutes": {
    seed: (s) => sql`insert into public.alert_mutes (organization_id, cause, muted_until)
      values (${s.organization.id}, 'c', now())`,
    where: byOrganization,
    readers: "member",
  },
  "public.alert_events": {
    seed: (s) => sql`insert into public.alert_events (organization_id, alert_id, cause, kind)
      select organization_id, id, cause, 'resolved' from public.alerts where organization_id = ${s.organization.id}`,
    where: byOrganization,
    readers: "member",
  },
  "public.notification_deliveries": {
    seed: (s) => sql`insert into public.notification_deliveries (organization_id, alert_id, channel)
      select organization_id, id, 'c' from public.alerts where organization_id = ${s.organization.id}`,
    where: byOrganization,
    readers: "member",
  },
  "public.saved_views": {
    seed: (s) =>
      sql`insert into public.saved_views (organization_id, name, query) values (${s.organization.id}, 'n', 'q')`,
    where: byOrganization,
    readers: "member",
  },
  "public.api_keys": {
    seed: (s) => sql`insert into public.api_keys (organization_id, name, key_hash, role)
      values (${s.organization.id}, 'n', ${hex(s)}, 'viewer')`,
    where: byOrganization,
    readers: "member",
  },
  // Every organisation has one from its start.
  "public.sources": { where: byOrganization, readers: "member" },
  "public.source_runs": {
    seed: (s) => sql`insert into public.source_runs (organization_id, source_id, trigger, instance)
      select organization_id, id, 'interval', 'i' from public.sources where organization_id = ${s.organization.id}`,
    where: byOrganization,
    readers: "member",
  },
  "public.source_objects": {
    seed: (s) => sql`insert into public.source_objects (organization_id, source_id, store, object_key, etag, size_bytes,
        sort_at, status)
      select organization_id, id, 'bucket:b', 'k', 'e', 1, now(), 'skipped' from public.sources
      where organization_id = ${s.organization.id}`,
    where: byOrganization,
    readers: "member",
  },
  "private.source_secrets": {
    seed: (s) => sql`insert into private.source_secrets (source_id, ciphertext)
      select id, '\\x01' from public.sources where organization_id = ${s.organization.id}`,
    where: (s) => sql`source_id in (select id from public.sources where organization_id = ${s.organization.id})`,
    readers: "service",
  },
  "private.setup_codes": {
    seed: (s) => sql`insert into private.setup_codes (code_hash) values (${hex(s)})`,
    where: (s) => sql`code_hash = ${hex(s)}`,
    readers: "service",
  },
  "private.redaction_keys": {
    seed: (s) => sql`insert into private.redaction_keys (organization_id, key) values (${s.organization.id}, '\\x01')`,
    where: byOrganization,
    readers: "service",
  },
  "logs.attribute_sets": {
    seed: (s) => sql`insert into logs.attribute_sets (organization_no, hash, attributes)
      values (${s.organization.no}, '\\x01', '{}')`,
    where: byNumber,
    readers: "member",
  },
  "logs.file_scans": {
    seed: (s) => sql`insert into logs.file_scans (file_id, organization_id, format, bytes)
      values (${s.file.id}, ${s.organization.id}, 'plain', '\\x00')`,
    where: byOrganization,
    readers: "service",
  },
  "logs.log_entries": {
    seed: (
      s,
    ) => sql`insert into logs.log_entries (byte_offset, organization_no, file_no, chunk_no, record_no, byte_length,
        severity_number, body)
      values (0, ${s.organization.no}, ${s.file.no}, 0, 1, 1, 9, 'b')`,
    where: byNumber,
    readers: "member",
  },
  "logs.log_entries_default": { where: byNumber, readers: "service" },
  "logs.minute_counts": {
    seed: (s) => sql`insert into logs.minute_counts (minute, organization_no, file_no, chunk_no, level_counts)
      values (now(), ${s.organization.no}, ${s.file.no}, 0, '{0,0,0,1,0,0,0}')`,
    where: byNumber,
    readers: "member",
  },
  "logs.log_chunks": {
    seed: (s) => sql`insert into logs.log_chunks (file_no, chunk_no, organization_no, first_record_no, record_count,
        byte_offset, byte_length, level_counts, bytes)
      values (${s.file.no}, 0, ${s.organization.no}, 1, 1, 0, 1, '{0,0,0,0,0,0,0,0}', '\\x00')`,
    where: byNumber,
    readers: "member",
  },
  "logs.log_patterns": {
    seed: (s) => sql`insert into logs.log_patterns (organization_no, template, hash)
      values (${s.organization.no}, 't', '\\x01')`,
    where: byNumber,
    readers: "member",
  },
  "logs.file_patterns": {
    seed: (s) => sql`insert into logs.file_patterns (file_no, pattern_id, organization_no, count, level,
        first_record_no, last_record_no)
      select ${s.file.no}, id, organization_no, 1, 9, 1, 1 from logs.log_patterns
      where organization_no = ${s.organization.no}`,
    where: byNumber,
    readers: "member",
  },
};

// Columns that hold secrets are granted to nobody who signs in, so `select *` is refused; these may be read.
const READABLE_COLUMNS: Record<string, string> = { "public.invitations": "email", "public.api_keys": "name" };

const MONTHLY_PARTITION = /^logs\.log_entries_\d{4}_\d{2}$/;

let ours: Seeded;
let theirs: Seeded;
let outsiderId: string;

beforeAll(async () => {
  ours = await seedAll();
  theirs = await seedAll();
  outsiderId = await createUser(sql);
});

async function seedAll(): Promise<Seeded> {
  const organization = await createOrganization(sql);
  const seeded = { organization, file: await createFile(sql, organization), day: "" };
  for (const { seed } of Object.values(TABLES)) await seed?.(seeded);
  return seeded;
}

async function tables(): Promise<{ name: string; isSecured: boolean }[]> {
  return await sql<{ name: string; isSecured: boolean }[]>`
    select n.nspname || '.' || c.relname as name, c.relrowsecurity as "isSecured"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'logs', 'private') and c.relkind in ('r', 'p') order by 1`;
}

async function countAs(tx: TransactionSql, table: string, seeded: Seeded): Promise<number> {
  const columns = READABLE_COLUMNS[table] ?? "*";
  const rows =
    await tx`select ${tx.unsafe(columns)} from ${tx.unsafe(table)} where ${TABLES[table]?.where(seeded) ?? tx`true`}`;
  return rows.length;
}

/** Rows of `ours` that somebody sees; "denied" when not even the question is allowed. */
async function seenBy(read: (work: (tx: TransactionSql) => Promise<number>) => Promise<number>, table: string) {
  try {
    return await read((tx) => countAs(tx, table, ours));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "42501") return "denied";
    throw error;
  }
}

const as = (sub: string) => (work: (tx: TransactionSql) => Promise<number>) => asCaller({ sub }, work, { sql });

async function asRole(role: "anon" | "service_role", work: (tx: TransactionSql) => Promise<number>): Promise<number> {
  const { seen } = await sql.begin(async (tx) => {
    await tx`select set_config('role', ${role}, true)`;
    return { seen: await work(tx) };
  });
  return seen;
}

test("every table of public, logs and private has row level security and is tried here", async () => {
  const found = await tables();
  expect(found.filter((table) => !table.isSecured)).toEqual([]);
  const named = found.map((table) => table.name).filter((name) => !MONTHLY_PARTITION.test(name));
  expect(named).toEqual(Object.keys(TABLES).sort());
});

describe.each(Object.entries(TABLES))("%s", (table, { readers }) => {
  test(readers === "member" ? "is read by a member" : "is read by nobody who signs in", async () => {
    const seen = await seenBy(as(ours.organization.ownerId), table);
    if (readers === "member") expect(seen).toBeGreaterThanOrEqual(1);
    else expect(seen).toBe("denied");
  });

  test("hides its rows from another organisation", async () => {
    // The lanes belong to the instance: every member of any organisation sees them.
    if (table === "public.lane_settings") return expect(await seenBy(as(theirs.organization.ownerId), table)).toBe(3);
    expect([0, "denied"]).toContain(await seenBy(as(theirs.organization.ownerId), table));
  });

  test("hides its rows from a signed-in user without membership", async () => {
    expect([0, "denied"]).toContain(await seenBy(as(outsiderId), table));
  });

  test("is closed to anon", async () => {
    expect(await seenBy((work) => asRole("anon", work), table)).toBe("denied");
  });

  test("can't be written by a member, by PUBLIC or by anon", async () => {
    const grants = await sql<{ grantee: string; privilege: string }[]>`
      select coalesce(r.rolname, 'PUBLIC') as grantee, a.privilege_type as privilege
      from pg_class c cross join lateral aclexplode(c.relacl) a left join pg_roles r on r.oid = a.grantee
      where c.oid = ${table}::text::regclass and coalesce(r.rolname, 'PUBLIC') in ('PUBLIC', 'anon', 'authenticated')`;
    expect(grants.filter(({ grantee, privilege }) => grantee !== "authenticated" || privilege !== "SELECT")).toEqual(
      [],
    );
  });

  test("is granted to the service by name, not by default", async () => {
    if (table === "logs.log_entries_default") return expect(await privilegesOf(sql, table)).toEqual([]);
    expect(await privilegesOf(sql, table)).toEqual(["DELETE", "INSERT", "SELECT", "UPDATE"]);
  });
});

async function privilegesOf(on: Queryable, table: string): Promise<string[]> {
  const rows = await on<{ privilege: string }[]>`
    select a.privilege_type as privilege from pg_class c cross join lateral aclexplode(c.relacl) a
    join pg_roles r on r.oid = a.grantee
    where c.oid = ${table}::text::regclass and r.rolname = 'service_role' order by 1`;
  return rows.map((row) => row.privilege);
}

test("a month's partition can't be read past the policies of its parent", async () => {
  const partitions = (await tables()).map(({ name }) => name).filter((name) => MONTHLY_PARTITION.test(name));
  expect(partitions.length).toBeGreaterThanOrEqual(2);
  for (const partition of partitions) {
    const read = asCaller({ sub: ours.organization.ownerId }, (tx) => tx`select * from ${tx.unsafe(partition)}`, {
      sql,
    });
    await expect(read).rejects.toMatchObject({ code: "42501" });
  }
});

test("the view of logs shows a member only the rows of its own organisation", async () => {
  const fileIds = async (sub: string) =>
    asCaller({ sub }, async (tx) => (await tx`select distinct "fileId" from logs.logs`).map((row) => row.fileId), {
      sql,
    });
  expect(await fileIds(ours.organization.ownerId)).toEqual([ours.file.id]);
  expect(await fileIds(theirs.organization.ownerId)).toEqual([theirs.file.id]);
  expect(await fileIds(outsiderId)).toEqual([]);
});

test("a column that holds a secret can't be read by an owner", async () => {
  const read = (statement: string) =>
    asCaller({ sub: ours.organization.ownerId }, (tx) => tx.unsafe(statement), { sql });
  await expect(read("select token_hash from public.invitations")).rejects.toMatchObject({ code: "42501" });
  await expect(read("select key_hash from public.api_keys")).rejects.toMatchObject({ code: "42501" });
});

test("an owner renames the own organisation only", async () => {
  const rename = (id: string) =>
    asCaller(
      { sub: ours.organization.ownerId },
      async (tx) => (await tx`update public.organizations set name = 'renamed' where id = ${id}`).count,
      { sql },
    );
  expect(await rename(ours.organization.id)).toBe(1);
  expect(await rename(theirs.organization.id)).toBe(0);
});

describe.each<[string, (tx: TransactionSql, sourceId: string) => PendingQuery<Row[]>]>([
  [
    "save_source",
    (tx, id) => tx`select public.save_source(${ours.organization.id}, ${id}, 'Taken', 'bucket',
      ${tx.json({ prefix: `${ours.organization.id}/inbox/` })}, null, 1)`,
  ],
  ["delete_source", (tx, id) => tx`select public.delete_source(${ours.organization.id}, ${id})`],
  ["pause_source", (tx, id) => tx`select public.pause_source(${ours.organization.id}, ${id}, true)`],
  ["run_source", (tx, id) => tx`select public.run_source(${ours.organization.id}, ${id})`],
])("%s", (_name, call) => {
  const sourceOf = async ({ organization }: Seeded) => {
    const [row] = await sql<{ id: string }[]>`select id from public.sources where organization_id = ${organization.id}`;
    return row?.id ?? "";
  };
  const before = () =>
    sql`select name, paused_at, version from public.sources where organization_id = ${ours.organization.id}`;

  test.each([
    ["an owner of another organisation", () => theirs.organization.ownerId],
    ["a signed-in user without membership", () => outsiderId],
  ])("tells %s that there is nothing", async (_who, sub) => {
    const was = await before();
    const id = await sourceOf(ours);
    await expect(asCaller({ sub: sub() }, (tx) => call(tx, id), { sql })).rejects.toMatchObject({ code: "P0002" });
    expect(await before()).toEqual(was);
  });

  test("does nothing to the source of another organisation that is called one's own", async () => {
    const id = await sourceOf(theirs);
    const taken = asCaller({ sub: ours.organization.ownerId }, (tx) => call(tx, id), { sql });
    await expect(taken).rejects.toMatchObject({ code: "P0002" });
  });

  test("is closed to anon", async () => {
    const id = await sourceOf(ours);
    await expect(asRole("anon", async (tx) => (await call(tx, id)).length)).rejects.toMatchObject({ code: "42501" });
  });
});

test("no function that runs with its owner's rights is open to PUBLIC", async () => {
  const open = await sql`
    select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('public', 'logs', 'private') and p.prosecdef and p.prorettype <> 'trigger'::regtype
      and has_function_privilege('public', p.oid, 'execute')`;
  expect(open.map((row) => row.name)).toEqual([]);
});
