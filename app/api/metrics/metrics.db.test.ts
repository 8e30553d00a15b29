import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { connect, database, type Sql } from "#lib/platform/database.ts";
import { GET } from "./route.ts";

const TOKEN = "a-token-for-the-collector";
let sql: Sql;
let organizationId: string;
beforeAll(async () => {
  Object.assign(process.env, {
    DATABASE_URL: inject("databaseUrl"),
    SUPABASE_URL: "http://127.0.0.1:9",
    SUPABASE_PUBLISHABLE_KEY: "sb_publishable_test",
    SUPABASE_SECRET_KEY: "sb_secret_test",
    METRICS_TOKEN: TOKEN,
    INNGEST_DEV: "1",
  });
  sql = connect({ url: inject("databaseUrl"), maxConnections: 2 });
  const [row] = await sql<{ id: string }[]>`insert into public.organizations (name) values ('Metrics') returning id`;
  organizationId = row?.id ?? "";
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(async () => {
  await sql`delete from public.organizations where id = ${organizationId}`;
  await database().end({ timeout: 2 });
  await sql.end({ timeout: 2 });
});

const ask = (authorization: string | null) =>
  GET(new Request("http://127.0.0.1/api/metrics", { headers: authorization === null ? {} : { authorization } }));

let nowMs = Date.now();
/** What a collector reads, past what is remembered of the last answer: value by name and labels. */
async function collect(): Promise<Map<string, number>> {
  nowMs += 60_000;
  vi.useFakeTimers({ toFake: ["Date"], now: nowMs });
  const response = await ask(`Bearer ${TOKEN}`);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  const lines = (await response.text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ")))]),
  );
}

/** What `change` adds to each figure, without those that it leaves as they are and those of sources, which time alone changes. */
async function differenceBy(change: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await collect();
  await change();
  const after = await collect();
  const changed = [...after].filter(
    ([key, value]) => /^sluice_(?!source_)/.test(key) && value !== (before.get(key) ?? 0),
  );
  return Object.fromEntries(changed.map(([key, value]) => [key, value - (before.get(key) ?? 0)]));
}

async function addFile(row: Record<string, unknown>): Promise<string> {
  const id = randomUUID();
  await sql`insert into public.log_files ${sql({
    ...{ id, organization_id: organizationId, source: "api", name: "app.log", size_bytes: 100, lane: "low" },
    object_key: `${organizationId}/${id}/app.log`,
    ...row,
  })}`;
  return id;
}

const atS = (seconds: number) => new Date(Date.UTC(2026, 10, 1) + seconds * 1000);
const ended = (seconds: number) => ({
  queued_at: atS(0),
  stored_at: atS(0),
  started_at: atS(0),
  finished_at: atS(seconds),
});

describe("GET /api/metrics", () => {
  it.each([
    ["no token", null],
    ["another token", "Bearer a-token-for-the-collectoR"],
    ["the token alone", TOKEN],
  ])("refuses %s", async (_title, authorization) => {
    const response = await ask(authorization);
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toContain("Bearer");
    expect(await response.text()).not.toContain("sluice_");
  });

  it("counts completed files with what was read from them, and how long it took", async () => {
    const added = await differenceBy(async () => {
      const read = { status: "completed", record_count: 40, reject_count: 2, content_bytes: 900, attempts: 1 };
      await addFile({ ...ended(2.5), ...read });
      await addFile({ ...ended(7), ...read, attempts: 3 });
    });
    const bucket = (le: string) => `sluice_file_duration_seconds_bucket{le="${le}",lane="low"}`;
    expect(added).toEqual({
      'sluice_files{lane="low",status="completed"}': 2,
      'sluice_file_retries{lane="low"}': 2,
      'sluice_stored_records{lane="low"}': 80,
      'sluice_stored_rejects{lane="low"}': 4,
      'sluice_stored_bytes{lane="low"}': 200,
      'sluice_content_bytes{lane="low"}': 1800,
      // A bound belongs to its bucket.
      [bucket("2.5")]: 1,
      [bucket("5")]: 1,
      ...Object.fromEntries(["10", "30", "60", "300", "900", "3600", "+Inf"].map((le) => [bucket(le), 2])),
      'sluice_file_duration_seconds_sum{lane="low"}': expect.closeTo(9.5, 6),
      'sluice_file_duration_seconds_count{lane="low"}': 2,
    });
  });

  it("counts failures by their code, and what was read until then", async () => {
    const added = await differenceBy(() =>
      addFile({ ...ended(5000), status: "failed", error: { code: "unprocessable" }, record_count: 7, lane: "high" }),
    );
    expect(added).toMatchObject({
      'sluice_files{lane="high",status="failed"}': 1,
      'sluice_failed_files{code="unprocessable"}': 1,
      'sluice_stored_records{lane="high"}': 7,
      'sluice_file_duration_seconds_bucket{le="+Inf",lane="high"}': 1,
      'sluice_file_duration_seconds_count{lane="high"}': 1,
    });
    expect(added).not.toHaveProperty(['sluice_file_duration_seconds_bucket{le="3600",lane="high"}']);
  });

  it("shows what waits, since when, and what runs with what was read so far", async () => {
    const added = await differenceBy(async () => {
      const waiting = await addFile({ status: "pending", queued_at: atS(0), lane: "medium" });
      await sql`update public.log_files set queued_at = now() - interval '90 seconds' where id = ${waiting}`;
      const id = await addFile({ status: "processing", queued_at: atS(0), started_at: atS(1), lane: "medium" });
      await sql`
        insert into public.file_progress (file_id, organization_id, record_count) values (${id}, ${organizationId}, 12)
        on conflict (file_id) do update set record_count = 12`;
      await addFile({ status: "completed", duplicate_of: id, stored_at: atS(0), lane: "medium" });
    });
    expect(added).toMatchObject({
      'sluice_queue_files{lane="medium",status="waiting"}': 1,
      'sluice_queue_files{lane="medium",status="running"}': 1,
      'sluice_files{lane="medium",status="waiting"}': 1,
      'sluice_files{lane="medium",status="running"}': 1,
      'sluice_files{lane="medium",status="duplicate"}': 1,
      'sluice_stored_records{lane="medium"}': 12,
    });
    const ageS = added['sluice_queue_oldest_age_seconds{lane="medium"}'];
    expect(ageS).toBeGreaterThanOrEqual(90);
    expect(ageS).toBeLessThan(150);
    expect(added).not.toHaveProperty(['sluice_stored_bytes{lane="medium"}']);
  });

  it("shows slots and pauses of the lanes", async () => {
    const set = (slots: number, isPaused: boolean) =>
      sql`update public.lane_settings set slots = slots + ${slots}, is_paused = ${isPaused} where lane = 'low'`;
    const added = await differenceBy(() => set(2, true));
    await set(-2, false);
    expect(added).toMatchObject({ 'sluice_lane_slots{lane="low"}': 2, 'sluice_lane_paused{lane="low"}': 1 });
  });

  it("shows the process itself, collected twice as well as once", async () => {
    await collect();
    const figures = await collect();
    for (const name of ["process_cpu_seconds_total", "process_resident_memory_bytes", "nodejs_eventloop_lag_seconds"]) {
      expect(figures.get(name), name).toBeGreaterThanOrEqual(0);
    }
  });

  it("asks the database once for many collectors", async () => {
    const before = await collect();
    await addFile({ ...ended(1), status: "completed" });
    const key = 'sluice_files{lane="low",status="completed"}';
    const again = await (await ask(`Bearer ${TOKEN}`)).text();
    expect(again).toContain(`${key} ${before.get(key)}`);
  });

  it("gives up on a database that is held, and says so", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const locked = Promise.withResolvers<void>();
    const holding = sql.begin(async (tx) => {
      await tx`lock table public.lane_settings in access exclusive mode`;
      locked.resolve();
      await promise;
    });
    await locked.promise;
    nowMs += 60_000;
    vi.useFakeTimers({ toFake: ["Date"], now: nowMs });
    const startMs = performance.now();
    const response = await ask(`Bearer ${TOKEN}`);
    resolve();
    await holding;
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ error: { code: "unavailable" } });
    expect(performance.now() - startMs).toBeLessThan(10_000);
    expect((await collect()).has('sluice_lane_slots{lane="low"}')).toBe(true);
  });
});

describe("metrics of a server without a token", () => {
  it("answers 404 and says what to set", async () => {
    vi.resetModules();
    vi.stubEnv("METRICS_TOKEN", "");
    const { GET: getWithout } = await import("./route.ts");
    const response = await getWithout(new Request("http://127.0.0.1/api/metrics"));
    vi.unstubAllEnvs();
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining("METRICS_TOKEN") } });
  });
});
