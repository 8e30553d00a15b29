import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { JOB_SORTS, JOB_TABS, type JobFilter, type JobSort, jobFilterSchema } from "#lib/model/job.ts";
import { connect, type TransactionSql } from "#lib/platform/database.ts";
import { readLaneSlices } from "./lane-slices.ts";
import { listJobs } from "./list-jobs.ts";
import { createTeam, type TestTeam } from "./stored-file.test-kit.ts";

const sql = connect({ url: inject("databaseUrl") });
const JOBS = Number(process.env.JOBS_IN_PLAN_TEST ?? 20_000);
let team: TestTeam;

beforeAll(async () => {
  team = await createTeam(sql, "Many jobs");
  const started = new Date();
  await sql.begin(async (tx) => {
    // The triggers tell browsers of each row; nobody listens here.
    await tx`set local session_replication_role = replica`;
    await tx`
      insert into public.log_files (organization_id, source, object_key, name, size_bytes, lane, format, status,
        queued_at, started_at, finished_at, error)
      select ${team.organizationId}, 'cli', gen_random_uuid()::text, 'device-' || (i * 7919 % 100000) || '.log', i * 13 % 99991,
        (array['high', 'medium', 'low'])[i % 3 + 1], (array['msi', 'cmtrace', 'plain', 'pino'])[i % 4 + 1],
        case when i % 20 < 8 then 'pending' when i % 20 = 8 then 'failed' else 'completed' end,
        ${started}::timestamptz - i * interval '1 second',
        case when i % 20 < 8 then null else ${started}::timestamptz - (i - 30) * interval '1 second' end,
        case when i % 20 < 8 then null else ${started}::timestamptz - (i - 90) * interval '1 second' end,
        case when i % 20 = 8 then '{"code": "unprocessable", "message": "x"}'::jsonb end
      from generate_series(1, ${JOBS}::int) i`;
  });
  await sql`vacuum analyze public.log_files`;
}, 120_000);
afterAll(async () => {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`delete from public.log_files where organization_id = ${team.organizationId}`;
  });
  await sql.end();
});

const page = (tx: TransactionSql, filter: Partial<JobFilter>, sort: JobSort, cursor: string | null = null) =>
  listJobs(tx, {
    organizationId: team.organizationId,
    filter: jobFilterSchema.parse({ tab: "in-progress", ...filter }),
    sort,
    cursor,
    limit: 50,
  });

/** Rows of log_files that the reads of this transaction fetched. */
async function rowsFetched(tx: TransactionSql): Promise<number> {
  const [row] = await tx<{ fetched: number }[]>`
    select (seq_tup_read + idx_tup_fetch)::int as fetched from pg_stat_xact_user_tables
    where schemaname = 'public' and relname = 'log_files'`;
  return row?.fetched ?? -1;
}

describe(`a page of ${JOBS.toLocaleString("en")} jobs`, () => {
  test.each(JOB_TABS)("of %s in its usual order fetches little more than the page", async (tab) => {
    const fetched = await team.asMember(async (tx) => {
      const first = await page(tx, { tab }, "start-order");
      expect(first.jobs).toHaveLength(50);
      await page(tx, { tab }, "start-order", first.nextCursor);
      return rowsFetched(tx);
    });
    expect(fetched).toBeGreaterThanOrEqual(100);
    expect(fetched).toBeLessThan(JOBS / 10);
  });

  test("goes through all of a tab without one lost or doubled", async () => {
    const seen = new Set<string>();
    let count = 0;
    for (let cursor: string | null = null; ; ) {
      const next: Awaited<ReturnType<typeof listJobs>> = await team.asMember((tx) =>
        page(tx, { tab: "dead-letters" }, "name", cursor),
      );
      for (const { id } of next.jobs) seen.add(id);
      count += next.jobs.length;
      cursor = next.nextCursor;
      if (cursor === null) break;
    }
    expect([count, seen.size]).toEqual([JOBS / 20, JOBS / 20]);
  });

  test("comes in every order and with every filter", async () => {
    const laps: [string, number][] = [];
    const lap = async (name: string, work: (tx: TransactionSql) => Promise<unknown>) => {
      const startedMs = performance.now();
      await team.asMember(work);
      laps.push([name, Math.round(performance.now() - startedMs)]);
    };
    for (const sort of JOB_SORTS) await lap(sort, (tx) => page(tx, {}, sort));
    await lap("completed", (tx) => page(tx, { tab: "completed" }, "newest"));
    await lap("text", (tx) => page(tx, { text: "device-7" }, "start-order"));
    await lap("no such text", (tx) => page(tx, { text: "nowhere" }, "start-order"));
    await lap("format", (tx) => page(tx, { formats: ["msi"], lanes: ["low"] }, "size"));
    const { organizationId } = team;
    const slices = { organizationId, lanes: [], range: "7d" as const, nowMs: Date.now() };
    await lap("slices", (tx) => readLaneSlices(tx, slices));
    // Generous for a busy machine; JOBS_IN_PLAN_TEST=100000 shows what a large team has.
    expect(laps.filter(([, ms]) => ms > 3000)).toEqual([]);
    if (process.env.JOBS_IN_PLAN_TEST) console.info(Object.fromEntries(laps));
  });
});
