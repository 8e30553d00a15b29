import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { freePort } from "./free-port.ts";
import { migrate } from "./migrate.ts";
import { type RunningPostgres, startPostgres } from "./postgres.ts";

let stateDir: string;
let server: RunningPostgres;

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), "sluice-postgres-"));
  server = await startPostgres({ stateDir, port: await freePort(54_700) });
});
afterAll(async () => {
  await server.destroy();
  rmSync(stateDir, { recursive: true, force: true });
});

test("it listens on loopback only, wants the generated password and leaves it in no other file", async () => {
  const sql = postgres(server.url, { max: 1 });
  expect(await sql`show listen_addresses`).toMatchObject([{ listen_addresses: "127.0.0.1" }]);
  expect(await sql`show fsync`).toMatchObject([{ fsync: "on" }]);
  await sql.end();
  const wrong = postgres(server.url.replace(/:[^:@/]+@/, ":postgres@"), { max: 1 });
  await expect(wrong`select 1`).rejects.toMatchObject({ code: "28P01" });
  await wrong.end();
  expect(statSync(join(stateDir, "database-password")).mode & 0o777).toBe(0o600);
  expect(readdirSync(stateDir).filter((name) => name.startsWith(".password"))).toEqual([]);
});

test("a second start finds the running server", async () => {
  const again = await startPostgres({ stateDir, port: await freePort(54_700) });
  expect(again).toMatchObject({ isReused: true, port: server.port, pid: server.pid });
});

test("after kill -9 the next start recovers every committed row", async () => {
  const sql = postgres(server.url, { max: 1 });
  await sql`create table kept (n integer)`;
  await sql`insert into kept select generate_series(1, 1000)`;
  process.kill(server.pid, "SIGKILL");
  await sql.end({ timeout: 1 });
  const killedPid = server.pid;
  server = await startPostgres({ stateDir, port: server.port });
  expect(server.pid).not.toBe(killedPid);
  const after = postgres(server.url, { max: 1 });
  expect(await after`select count(*)::integer as n from kept`).toMatchObject([{ n: 1000 }]);
  await after.end();
});

test("started again for those who know its port, it waits for that port instead of taking another", async () => {
  const { port } = server;
  await server.stop();
  const thief = createServer().listen(port, "127.0.0.1");
  await once(thief, "listening");
  let isReleased = false;
  setTimeout(() => {
    isReleased = true;
    thief.close();
  }, 1_500);
  server = await startPostgres({ stateDir, port, isPortFixed: true });
  expect(isReleased).toBe(true);
  expect(server.port).toBe(port);
});

test("migrations are applied once and recorded as the Supabase CLI does", async () => {
  const applied = await migrate(server.url);
  expect(applied.length).toBeGreaterThan(0);
  expect(await migrate(server.url)).toEqual([]);
  const sql = postgres(server.url, { max: 1 });
  const versions = await sql`select version, name from supabase_migrations.schema_migrations order by version`;
  expect(versions.map((row) => `${row.version}_${row.name}.sql`)).toEqual(applied);
  await sql.end();
});

test("the database of the other tests is a migrated one", async () => {
  const sql = postgres(inject("databaseUrl"), { max: 1 });
  expect(await sql`select public.is_setup_open() is not null as answers`).toMatchObject([{ answers: true }]);
  await sql.end();
  expect(existsSync(stateDir)).toBe(true);
});

test("a lost password is replaced, and the data stays", async () => {
  const sql = postgres(server.url, { max: 1 });
  await sql`create table survivor (n integer)`;
  await sql.end();
  rmSync(join(stateDir, "database-password"));
  server = await startPostgres({ stateDir, port: server.port });
  const again = postgres(server.url, { max: 1 });
  expect(await again`select count(*)::int as n from survivor`).toEqual([{ n: 0 }]);
  await again.end();
});

test("a first start that was interrupted is begun anew", async () => {
  const otherDir = mkdtempSync(join(tmpdir(), "sluice-postgres-"));
  const first = await startPostgres({ stateDir: otherDir, port: await freePort(54_700) });
  const [row] = await postgres(first.url, { max: 1 })`show data_directory`;
  await first.stop();
  // As after a kill in the middle of initdb: its folder is half there under the name it has meanwhile.
  renameSync(row?.data_directory, `${row?.data_directory}.new`);
  const second = await startPostgres({ stateDir: otherDir, port: await freePort(54_700) });
  const sql = postgres(second.url, { max: 1 });
  expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  await sql.end();
  await second.destroy();
  rmSync(otherDir, { recursive: true, force: true });
});

test("a taken port gets the next free one", async () => {
  const otherDir = mkdtempSync(join(tmpdir(), "sluice-postgres-"));
  const other = await startPostgres({ stateDir: otherDir, port: server.port });
  expect(other.port).toBeGreaterThan(server.port);
  await other.destroy();
  rmSync(otherDir, { recursive: true, force: true });
});
