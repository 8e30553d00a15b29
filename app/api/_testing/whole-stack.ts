import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zstdDecompressSync } from "node:zlib";
import { expect, vi } from "vitest";
import type { JsonObject } from "#lib/model/json.ts";
import { freePort } from "#supabase/local/free-port.ts";
import { migrate } from "#supabase/local/migrate.ts";
import { type RunningPostgres, startPostgres } from "#supabase/local/postgres.ts";
import { type ApiStack, startApiStack, type TestPerson } from "./api-stack.ts";
import { serveApi } from "./serve-api.ts";

/** Everything of a running Sluice but the pages: a Postgres of its own, Supabase, Inngest and the API, all real. */
export interface WholeStack extends ApiStack {
  apiUrl: string;
  postgres: RunningPostgres;
  /** Stops Postgres and starts it again on the same port. */
  restartPostgres(awayMs: number): Promise<void>;
}

export async function startWholeStack(options: { storageDir?: string | undefined } = {}): Promise<WholeStack> {
  const stateDir = mkdtempSync(join(tmpdir(), "sluice-whole-"));
  let postgres = await startPostgres({ stateDir, port: await freePort(55_000) });
  await migrate(postgres.url);
  const api = await serveApi();
  const engine = { appUrl: `${api.url}/api/inngest` };
  const stack = await startApiStack(postgres.url, engine, options.storageDir);
  await stack.sql`update public.lane_settings set start_delay_ms = 0, quiet_ms = 0`;
  return {
    ...stack,
    apiUrl: api.url,
    postgres,
    async restartPostgres(awayMs) {
      await postgres.stop();
      await new Promise((resolve) => setTimeout(resolve, awayMs));
      postgres = await startPostgres({ stateDir, port: postgres.port });
    },
    async close() {
      await stack.close();
      await api.close();
      await postgres.destroy();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}

export interface Answer {
  status: number;
  body: JsonObject & { error?: { code: string; message: string; details: JsonObject } };
}

/** One request to the API as this person. */
export async function ask(stack: WholeStack, person: TestPerson, path: string, body?: object): Promise<Answer> {
  const headers = { authorization: `Bearer ${person.token}`, "content-type": "application/json" };
  const init = body === undefined ? { headers } : { headers, method: "POST", body: JSON.stringify(body) };
  const response = await fetch(`${stack.apiUrl}${path}`, init);
  return { status: response.status, body: await response.json() };
}

/** Sends a file to POST /api/upload-logs. */
export async function send(
  stack: WholeStack,
  person: TestPerson,
  { name, bytes }: { name: string; bytes: Uint8Array },
): Promise<Answer> {
  const form = new FormData();
  form.set("file", new File([Uint8Array.from(bytes)], name));
  const headers = { authorization: `Bearer ${person.token}` };
  const response = await fetch(`${stack.apiUrl}/api/upload-logs`, { method: "POST", headers, body: form });
  return { status: response.status, body: await response.json() };
}

/** Sends a file and waits until it has ended; its id. */
export async function sendAndRead(
  stack: WholeStack,
  person: TestPerson,
  file: { name: string; bytes: Uint8Array },
): Promise<string> {
  const { status, body } = await send(stack, person, file);
  expect(body).toMatchObject({ jobId: expect.any(String) });
  expect(status).toBe(202);
  await ended(stack, String(body.jobId));
  return String(body.jobId);
}

export async function ended(stack: WholeStack, fileId: string, withinMs = 30_000): Promise<void> {
  const statusOf = () => stack.sql`select status from public.log_files where id = ${fileId}`;
  await vi.waitFor(async () => expect((await statusOf())[0]?.status).toMatch(/completed|failed/), {
    timeout: withinMs,
    interval: 100,
  });
}

/** All that the database says about a file, and what of it is stored. */
export async function everythingOf(stack: WholeStack, fileId: string) {
  const { sql } = stack;
  const [file] = await sql`select * from public.log_files where id = ${fileId}`;
  if (!file) throw new Error(`There is no file ${fileId}.`);
  const [entries] = await sql<{ rows: number; distinct: number; last: number }[]>`
    select count(*)::int as rows, count(distinct record_no)::int as distinct, coalesce(max(record_no), 0)::int as last
    from logs.log_entries where file_no = ${file.no}`;
  const chunks = await sql<{ bytes: Uint8Array }[]>`
    select bytes from logs.log_chunks where file_no = ${file.no} order by chunk_no`;
  const tracked = await sql`
    select kind, record_no::int as "recordNumber", reason from public.error_tracking where file_id = ${fileId} order by id`;
  const [progress] = await sql`
    select records_per_s, record_count, reject_count from public.file_progress where file_id = ${fileId}`;
  const events = await sql`select kind, reason from public.processing_events where file_id = ${fileId} order by id`;
  return {
    file,
    entries: entries ?? { rows: 0, distinct: 0, last: 0 },
    bytes: Buffer.concat(chunks.map((chunk) => zstdDecompressSync(chunk.bytes))),
    tracked,
    progress,
    events,
  };
}

/** Every file has ended, and so has every run that reads one. */
export async function expectNothingStuck(stack: WholeStack): Promise<void> {
  const { sql } = stack;
  expect(await sql`select id, status from public.log_files where status in ('pending', 'processing')`).toEqual([]);
  await vi.waitFor(
    async () =>
      expect(
        await sql`select id, status from inngest_local.runs where ended_at is null and function_id like '%ingest-%'`,
      ).toEqual([]),
    { timeout: 10_000, interval: 100 },
  );
}

/** Pino lines that no other file has, about 110 bytes each, and what `more` adds to each. */
export function pinoLines(count: number, seed: string, more = () => ""): Buffer {
  const line = (i: number) =>
    JSON.stringify({
      level: 30,
      time: 1_795_305_600_000 + i,
      pid: 7,
      hostname: "web-1",
      msg: `${seed} ${i} ${more()}`,
    });
  return Buffer.from(Array.from({ length: count }, (_, i) => `${line(i)}\n`).join(""));
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
