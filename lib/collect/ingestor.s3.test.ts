import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { GetObjectTaggingCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connect, type Sql } from "#lib/platform/database.ts";
import { createTestBucket, s3Server, sdkClient, type TestBucket } from "#lib/platform/s3-server.test-kit.ts";
import { createOrganization, type TestOrganization } from "#lib/store/store.test-kit.ts";
import { freePort } from "#supabase/local/free-port.ts";
import { migrate } from "#supabase/local/migrate.ts";
import { startPostgres } from "#supabase/local/postgres.ts";

const OBJECTS = Number(process.env.S3_OBJECTS ?? 2000);
const RECORDS_EACH = 20;

let stateDir: string;
let server: Awaited<ReturnType<typeof startPostgres>>;
let sql: Sql;
let team: TestOrganization;
let bucket: TestBucket;

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), "sluice-ingestor-"));
  server = await startPostgres({ stateDir, port: await freePort(54_900) });
  await migrate(server.url);
  sql = connect({ url: server.url, maxConnections: 4 });
  // The first team is the one that owns the server.
  team = await createOrganization(sql);
}, 120_000);
afterAll(async () => {
  await sql.end();
  await server.destroy();
  rmSync(stateDir, { recursive: true, force: true });
});
beforeEach(async () => {
  bucket = await createTestBucket();
});

interface Ran {
  code: number | null;
  /** What it logged, one object a line. */
  lines: Record<string, unknown>[];
  errors: string;
}

interface Running {
  child: ChildProcess;
  done: Promise<Ran>;
}

function start(args: string[], change: Record<string, string> = {}): Running {
  const { endpoint, region, credentials } = s3Server();
  const env = {
    ...process.env,
    DATABASE_URL: server.url,
    SUPABASE_URL: "http://127.0.0.1:9",
    SUPABASE_PUBLISHABLE_KEY: "sb_publishable_test",
    SUPABASE_SECRET_KEY: "sb_secret_test",
    AWS_ENDPOINT: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    LOG_LEVEL: "debug",
    ...change,
  };
  const child = spawn(process.execPath, ["scripts/ingestor.ts", ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  const output: string[] = [];
  const errors: string[] = [];
  child.stdout.on("data", (text) => output.push(String(text)));
  child.stderr.on("data", (text) => errors.push(String(text)));
  const done = new Promise<Ran>((resolve) =>
    child.once("close", (code) => {
      const texts = output.join("").split("\n").filter(Boolean);
      resolve({ code, lines: texts.map((text) => JSON.parse(text)), errors: errors.join("") });
    }),
  );
  return { child, done };
}
const ingestor = (args: string[], change?: Record<string, string>) => start(args, change).done;

async function source(definition: object = {}): Promise<string> {
  const name = `bucket ${randomUUID()}`;
  const { endpoint, region } = s3Server();
  const connection = { bucket: bucket.bucket.connection.bucket, endpoint, region, credentials: "environment" };
  const stored = { connection, lane: "high", ...definition };
  await sql`
    insert into public.sources (organization_id, name, kind, definition)
    values (${team.id}, ${name}, 's3', ${sql.json(stored)})`;
  return name;
}

const log = (n: number, records = RECORDS_EACH) =>
  `${Array.from({ length: records }, (_, i) =>
    JSON.stringify({
      level: i % 7 === 0 ? 50 : 30,
      time: 1_795_000_000_000 + n * 1000 + i,
      msg: `object ${n} line ${i}`,
    }),
  ).join("\n")}\n`;

async function filesOf(name: string) {
  return await sql<{ key: string; status: string; records: number; error: string | null; version: number }[]>`
    select o.object_key as key, f.status, f.record_count::int as records, f.error ->> 'message' as error, o.version
    from public.source_objects o join public.sources s on s.id = o.source_id
      left join public.log_files f on f.source_object_id = o.id
    where s.name = ${name} order by o.id, f.created_at`;
}

/** As if five minutes had gone by for what a killed process held. */
async function letTimePass(): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update public.file_progress set heartbeat_at = heartbeat_at - interval '10 minutes'`;
    await tx`
      update public.log_files set dispatched_at = dispatched_at - interval '10 minutes',
        updated_at = updated_at - interval '10 minutes' where status = 'processing'`;
    await tx`update public.source_objects set claimed_until = now() where status = 'pending'`;
    await tx`update public.sources set leased_until = now() where leased_until is not null`;
  });
}

describe("npm run ingestor", () => {
  it("with three instances on one bucket reads every object once, though one of them is killed", async () => {
    let bytes = 0;
    for (let n = 0; n < OBJECTS; n += 50) {
      await Promise.all(
        Array.from({ length: Math.min(50, OBJECTS - n) }, async (_, i) => {
          const content = gzipSync(log(n + i));
          bytes += content.length;
          await bucket.put(`logs/2026/11/${String(n + i).padStart(5, "0")}.json.gz`, content);
        }),
      );
    }
    const name = await source({ prefix: "logs/" });
    const startedMs = performance.now();
    const instances = [1, 2, 3].map(() => start(["--once", "--source", name]));
    await expect
      .poll(async () => (await filesOf(name)).filter(({ status }) => status === "completed").length, {
        timeout: 120_000,
      })
      .toBeGreaterThan(OBJECTS / 10);
    instances[0]?.child.kill("SIGKILL");
    await Promise.all(instances.map(({ done }) => done));
    await letTimePass();
    await ingestor(["--once", "--source", name]);
    const seconds = (performance.now() - startedMs) / 1000;
    const files = await filesOf(name);
    const done = files.filter(({ status, records }) => status === "completed" && records === RECORDS_EACH);
    const [rows] = await sql<{ rows: number; distinct: number }[]>`
      select count(*)::int as rows, count(distinct (file_no, record_no))::int as distinct from logs.log_entries
      where file_no in (select f.no from public.log_files f join public.source_objects o on o.id = f.source_object_id
        join public.sources s on s.id = o.source_id where s.name = ${name})`;
    const lost = OBJECTS * RECORDS_EACH - (rows?.distinct ?? 0);
    const duplicated = (rows?.rows ?? 0) - (rows?.distinct ?? 0) + files.length - OBJECTS;
    const figures = {
      objects: OBJECTS,
      bytes,
      objects_per_s: Math.round((OBJECTS / seconds) * 10) / 10,
      rows_per_s: Math.round(((rows?.rows ?? 0) / seconds) * 10) / 10,
      ingested_once: done.length === OBJECTS && files.length === OBJECTS,
      lost,
      duplicated,
    };
    if (process.env.S3_FIGURES) writeFileSync(process.env.S3_FIGURES, JSON.stringify(figures));
    expect(figures).toMatchObject({ ingested_once: true, lost: 0, duplicated: 0 });
  }, 600_000);

  it("takes late keys, and a changed object as the next version of its file", async () => {
    await bucket.put("b.json", log(1));
    const name = await source();
    expect((await ingestor(["--once", "--source", name])).code).toBe(0);
    await bucket.put("a.json", log(2));
    await bucket.put("b.json", log(3, 5));
    expect((await ingestor(["--once", "--source", name])).code).toBe(0);
    expect((await filesOf(name)).map(({ key, records, version }) => [key, records, version])).toEqual([
      ["b.json", 20, 1],
      ["a.json", 20, 1],
      ["b.json", 5, 2],
    ]);
  }, 120_000);

  it("tags or removes what was read", async () => {
    await bucket.put("tagged.json", log(1));
    expect((await ingestor(["--once", "--source", await source({ after: "tag" })])).code).toBe(0);
    expect(await tagsOf("tagged.json")).toEqual({ "sluice:ingested": expect.stringMatching(/^20/) });
    const other = await createTestBucket();
    bucket = other;
    await other.put("gone.json", log(1));
    await other.put("broken.json.gz", gzipSync(log(2, 2000)).subarray(0, 300));
    expect((await ingestor(["--once", "--source", await source({ after: "delete" })])).code).toBe(1);
    // What could not be read to its end stays.
    expect((await other.list()).map(({ key }) => key)).toEqual(["broken.json.gz"]);
  }, 120_000);

  it("reads a bucket that the command or the environment names, with exit codes that a CronJob can use", async () => {
    await bucket.put("in/x.json", log(1));
    await bucket.put("out/y.json", log(2));
    await sql`update public.lane_settings set quiet_ms = 0, delay_ms = 0`.catch(() => undefined);
    const first = await ingestor(["--once", "--bucket", bucket.bucket.connection.bucket, "--prefix", "in/"]);
    expect(first).toMatchObject({ code: 0, errors: "" });
    expect(first.lines.at(-1)).toMatchObject({
      msg: "round ended",
      taken: 1,
      records: 20,
      correlationId: expect.any(String),
    });
    const again = await ingestor(["--once"], { AWS_S3_BUCKET: bucket.bucket.connection.bucket, AWS_S3_KEY: "in/" });
    expect(again.lines.at(-1)).toMatchObject({ taken: 0 });
    await bucket.put("in/empty.json", "");
    await bucket.put("in/picture.json", Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 7919) % 251)));
    const bad = await ingestor(["--once", "--bucket", bucket.bucket.connection.bucket, "--prefix", "in/"]);
    expect(bad.code).toBe(1);
    expect(bad.lines).toContainEqual(
      expect.objectContaining({ msg: "file failed", message: expect.stringContaining("binary data") }),
    );
  }, 180_000);

  it.each([
    ["an option that does not exist", ["--onec"], {}, /Usage: npm run ingestor/],
    ["a source that does not exist", ["--once", "--source", "nowhere"], {}, /no source named "nowhere"/],
    ["a level that does not exist", ["--once"], { LOG_LEVEL: "loud" }, /LOG_LEVEL must be one of/],
    [
      "a database that does not answer",
      ["--once"],
      { DATABASE_URL: "postgres://u:p@127.0.0.1:9/x" },
      /can't be reached/,
    ],
    [
      "no keys",
      ["--once", "--bucket", "b-1"],
      { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "", AWS_ENDPOINT: "" },
      /AWS_ACCESS_KEY_ID/,
    ],
  ])(
    "ends with 2 and words for %s",
    async (_, args, change, words) => {
      const { code, errors } = await ingestor(args, change);
      expect(code).toBe(2);
      expect(errors).toMatch(words);
      expect(errors).not.toMatch(/\n\s+at /);
    },
    60_000,
  );

  it("ends with 2 for a wrong secret and a missing bucket, and says so in the source's history", async () => {
    const name = await source();
    const wrong = await ingestor(["--once", "--source", name], { AWS_SECRET_ACCESS_KEY: "wrong" });
    expect(wrong.code).toBe(2);
    const missing = await ingestor([
      "--once",
      "--source",
      await source({ connection: { ...connection(), bucket: "not-there-1" } }),
    ]);
    expect(missing.code).toBe(2);
    const runs = await sql`select status, message from public.source_runs order by id desc limit 2`;
    expect(runs.map(({ status }) => status)).toEqual(["failed", "failed"]);
    expect(runs[0]?.message).toMatch(/bucket/);
    expect(JSON.stringify(wrong.lines)).not.toContain(s3Server().credentials.secretAccessKey);
  }, 60_000);

  it("told to end, ends within ten seconds and leaves nothing half done", async () => {
    for (let n = 0; n < 60; n++) await bucket.put(`${String(n).padStart(3, "0")}.json`, log(n, 2000));
    const name = await source();
    const running = start(["--source", name, "--interval", "1"]);
    await expect.poll(async () => (await filesOf(name)).length, { timeout: 60_000 }).toBeGreaterThan(10);
    const toldMs = performance.now();
    running.child.kill("SIGTERM");
    const { code } = await running.done;
    expect(code).toBe(0);
    expect(performance.now() - toldMs).toBeLessThan(10_000);
    await letTimePass();
    expect((await ingestor(["--once", "--source", name])).code).toBe(0);
    const files = await filesOf(name);
    expect(files.map(({ status, records }) => `${status} ${records}`)).toEqual(Array(60).fill("completed 2000"));
  }, 240_000);
});

async function tagsOf(key: string): Promise<Record<string, string>> {
  const client = sdkClient(bucket.bucket.connection);
  const Bucket = bucket.bucket.connection.bucket;
  const { TagSet = [] } = await client.send(new GetObjectTaggingCommand({ Bucket, Key: key }));
  client.destroy();
  return Object.fromEntries(TagSet.map(({ Key = "", Value = "" }) => [Key, Value]));
}

function connection() {
  const { endpoint, region } = s3Server();
  return { endpoint, region, bucket: bucket.bucket.connection.bucket, credentials: "environment" };
}
