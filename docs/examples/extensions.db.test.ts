import { randomUUID } from "node:crypto";
import { Worker } from "node:worker_threads";
import { afterAll, afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { collectBench } from "#lib/collect/collect.test-kit.ts";
import { collectOnce } from "#lib/collect/collect.ts";
import { FileRuns } from "#lib/collect/file-runs.ts";
import { loadExtensions } from "#lib/extensions/load-extensions.ts";
import { laneThreads } from "#lib/ingest/lane-threads.ts";
import { setEnvironment } from "#lib/platform/env.ts";
import { sealSecret } from "#lib/platform/secret-box.ts";
import { openObjectStore } from "#lib/store/open-object-store.ts";
import { type IndexServer, indexServer } from "./http-index.test-kit.ts";

const databaseUrl = inject("databaseUrl");
const example = (name: string) => new URL(`./${name}.ts`, import.meta.url).pathname;
const ENVIRONMENT = {
  DATABASE_URL: databaseUrl,
  SUPABASE_URL: "http://127.0.0.1:1",
  SUPABASE_PUBLISHABLE_KEY: "none",
  SUPABASE_SECRET_KEY: "none",
  INNGEST_DEV: "1",
  SLUICE_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
  SLUICE_EXTENSIONS: [example("field-team-processor"), example("http-index-storage")].join(","),
};
setEnvironment(ENVIRONMENT, { isQueueNeeded: false });
await loadExtensions();
const bench = await collectBench(databaseUrl);
const { sql, team } = bench;
const TOKEN = "let-me-in";
let server: IndexServer;
beforeEach(async () => {
  server = await indexServer(TOKEN);
  // The oldest team is the one that owns the server.
  await sql`update public.organizations set created_at = '2001-01-01' where id = ${team.id}`;
});
afterEach(async () => {
  await server.close();
  await sql`update public.organizations set created_at = now() where id = ${team.id}`;
});
afterAll(() => bench.close());

async function createSource(connection: object): Promise<string> {
  const id = randomUUID();
  await sql`
    insert into public.sources (id, organization_id, name, kind, definition)
    values (${id}, ${team.id}, ${id}, 'custom', ${sql.json({ connection, lane: "high", format: "pino" } as never)})`;
  await sql`insert into private.source_secrets (source_id, ciphertext) values (${id}, ${sealSecret(TOKEN, id)})`;
  return id;
}

/** An ingestor that opens sources as the server does and reads files in a lane's real thread. */
function ingestor() {
  const workers: Worker[] = [];
  const threads = laneThreads((lane) => {
    const entry = new URL("../../lib/ingest/ingest-thread.ts", import.meta.url);
    const worker = new Worker(entry, { workerData: { lane }, env: { ...process.env, ...ENVIRONMENT } });
    workers.push(worker);
    return worker;
  });
  const step = (input: Parameters<(typeof threads)["run"]>[1]) => threads.run("high", input);
  const files = new FileRuns({ sql, step, sideBySide: 2, isEnding: () => false, onEnd: () => undefined });
  const { ports } = bench.instance({ openStore: (source) => openObjectStore(sql, source) });
  return { ports: { ...ports, queue: files }, files, close: () => threads.close() };
}

async function collect(sourceId: string) {
  const { ports, files, close } = ingestor();
  try {
    return await collectOnce({ only: [sourceId], trigger: "command" }, ports, files);
  } finally {
    await files.close();
    await close();
  }
}

describe("a source of an extension's kind, with an extension's processor", () => {
  it("is listed, and its files are read in their lane's thread", async () => {
    const entries = [
      { msg: "batch", items: [{ text: "one", level: "error" }, { text: "two" }, { text: "password=S3cretvalue9" }] },
      { msg: "probe", req: { method: "GET", url: "/healthz" } },
    ];
    const text = entries
      .map((entry) => `${JSON.stringify({ level: 30, time: 1_795_305_600_000, ...entry })}\n`)
      .join("");
    server.files.set("outbox/LT-1.log", Buffer.from(text));
    const done = await collect(await createSource({ type: "http-index", url: server.url }));
    expect(done).toMatchObject({ taken: 1, failed: 0, left: 0 });
    const [file] = await sql`
      select no, source, bucket, status, error, record_count::int as records, reading_notes as notes
      from public.log_files where id = ${done.fileIds[0] ?? null}`;
    expect(file).toMatchObject({
      source: "custom",
      bucket: `http-index:${server.url}`,
      status: "completed",
      error: null,
      records: 3,
      notes: ["The processor field-team (version 1) went over the records: 1 dropped, 1 split into 3."],
    });
    const rows = await sql`
      select body, severity_number as level, byte_offset::int as at, attributes from logs.log_entries
      where file_no = ${file?.no} order by record_no`;
    expect(rows).toEqual([
      { body: "one", level: 17, at: 0, attributes: { team: "field" } },
      { body: "two", level: 9, at: 0, attributes: { team: "field" } },
      { body: "password=*password***", level: 9, at: 0, attributes: { team: "field" } },
    ]);
  });

  it.each<[string, object, RegExp]>([
    ["no extension knows its type", { type: "ftp" }, /No extension of this server reads from "ftp"/],
    ["its settings are wrong", { type: "http-index", url: "file:///etc" }, /needs a "url"/],
  ])("says in its run that %s", async (_, connection, message) => {
    const done = await collect(await createSource(connection));
    expect(done.runs).toEqual([expect.objectContaining({ status: "failed", message: expect.stringMatching(message) })]);
  });

  it("is for the team that owns the server alone", async () => {
    await sql`update public.organizations set created_at = now() where id = ${team.id}`;
    await sql`insert into public.organizations (name, created_at) values ('Owner of the server', '2002-01-01')`;
    const done = await collect(await createSource({ type: "http-index", url: server.url }));
    expect(done.runs[0]?.message).toMatch(/can be used by the team that owns the server alone/);
    expect(server.asked).toEqual([]);
    await sql`delete from public.organizations where name = 'Owner of the server'`;
  });
});
