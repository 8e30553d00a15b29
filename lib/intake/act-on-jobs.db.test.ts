import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { type JobFilter, jobFilterSchema } from "#lib/model/job.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { actOnJobs } from "./act-on-jobs.ts";
import { type ActionBench, actionBench, pauseLanes } from "./job-actions.test-kit.ts";
import { retry } from "./retry.ts";

let bench: ActionBench;
beforeAll(async () => {
  bench = await actionBench(inject("databaseUrl"));
  await pauseLanes(bench.sql, true);
});
afterEach(() => bench.sql`delete from public.log_files where organization_id = ${bench.team.id}`);
afterAll(async () => {
  await pauseLanes(bench.sql, false);
  await bench.sql.end();
});

type Action = "retry" | "reingest" | "discard" | "cancel";
const act = (action: Action, filter: Partial<JobFilter>, more: { expected?: number; note?: string } = {}) =>
  actOnJobs(
    {
      batch: { action, filter: jobFilterSchema.parse({ tab: "dead-letters", ...filter }), ...more },
      sender: bench.ann,
    },
    bench.ports,
  );

async function statesOf(): Promise<Record<string, number>> {
  const rows = await bench.sql<{ state: string; count: number }[]>`
    select job_state as state, count(*)::int as count from public.log_files
    where organization_id = ${bench.team.id} group by 1`;
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

const eventCount = async () =>
  (await bench.sql`select 1 from public.processing_events where organization_id = ${bench.team.id}`).length;

describe("an action over a filter", () => {
  test("retries exactly the jobs that match, with an event each", async () => {
    const wanted = await bench.job("failed", { format: "cmtrace" });
    const alike = await bench.job("failed", { format: "cmtrace", name: "=cmd|' /C calc'!A0.log" });
    const other = await bench.job("failed", { format: "msi" });
    const outcome = await act("retry", { formats: ["cmtrace"] }, { expected: 2, note: "Fixed" });
    expect(outcome).toEqual({ action: "retry", matched: 2, changed: 2, skipped: null });
    expect(await bench.rowOf(other.id)).toMatchObject({ job_state: "failed" });
    for (const { id } of [wanted, alike]) {
      expect(await bench.rowOf(id)).toMatchObject({ job_state: "waiting" });
      expect(await bench.eventsOf(id)).toMatchObject([
        {
          kind: "retried",
          actor: bench.ann.userId,
          reason: "Retried; it goes on where it stopped: Fixed.",
          details: { batchSize: 2 },
        },
      ]);
    }
    expect(await bench.eventsOf(other.id)).toEqual([]);
  });

  test("changes nothing when more or fewer match than were shown, and tells the new total", async () => {
    await bench.job("failed");
    await bench.job("failed");
    await expect(act("discard", {}, { expected: 1 })).rejects.toMatchObject({
      code: "conflict",
      message: "2 jobs match by now, not 1. Nothing was changed; look at them and ask again.",
      details: { expected: 1, total: 2 },
    });
    expect(await statesOf()).toEqual({ failed: 2 });
    expect(await eventCount()).toBe(0);
  });

  test("leaves alone what stops to match while it waits for it", async () => {
    const taken = await bench.job("failed");
    const { id } = await bench.job("failed");
    let batch: ReturnType<typeof act> | null = null;
    await bench.sql.begin(async (tx) => {
      await tx`update public.log_files set status = 'pending', error = null where id = ${taken.id}`;
      batch = act("discard", {});
      await isWaiting();
    });
    expect(await batch).toMatchObject({ matched: 1, changed: 1 });
    expect(await bench.rowOf(taken.id)).toMatchObject({ job_state: "waiting" });
    expect(await bench.rowOf(id)).toMatchObject({ job_state: "discarded" });
  });

  test("does not touch a job that arrives meanwhile", async () => {
    const slow = await bench.job("failed");
    let batch: ReturnType<typeof act> | null = null;
    await bench.sql.begin(async (tx) => {
      await tx`select 1 from public.log_files where id = ${slow.id} for update`;
      batch = act("retry", {}, { expected: 1 });
      await isWaiting();
      await bench.job("failed");
    });
    expect(await batch).toMatchObject({ matched: 1, changed: 1 });
    expect(await statesOf()).toEqual({ waiting: 1, failed: 1 });
  });

  test("and a single one at once: each job is retried once", async () => {
    const jobs = await Promise.all(Array.from({ length: 5 }, () => bench.job("failed")));
    await Promise.allSettled([
      act("retry", {}),
      ...jobs.map(({ id }) => retry({ fileId: id, sender: bench.ann }, bench.ports)),
    ]);
    expect(await statesOf()).toEqual({ waiting: 5 });
    expect(await eventCount()).toBe(5);
  });

  test("two batches at once do it once together", async () => {
    for (let i = 0; i < 4; i++) await bench.job("failed");
    const outcomes = await Promise.all([act("discard", {}), act("retry", {})]);
    expect(outcomes.reduce((sum, { changed }) => sum + changed, 0)).toBe(4);
    expect(await eventCount()).toBe(4);
  });

  test("cancels what waits and runs, and tells the queue of the runs", async () => {
    await bench.job("waiting");
    const running = await bench.job("running");
    bench.stopped.length = 0;
    expect(await act("cancel", { tab: "in-progress" })).toMatchObject({ matched: 2, changed: 2 });
    expect(bench.stopped).toEqual([running.id]);
    expect(await bench.rowOf(running.id)).toMatchObject({
      job_state: "cancelled",
      dispatch: 2,
      error: { code: "cancelled" },
    });
    expect(await bench.eventsOf(running.id)).toMatchObject([{ kind: "cancelled", from_status: "processing" }]);
  });

  test("says of those in a state it is not for that they stayed as they are", async () => {
    await bench.job("completed");
    await bench.job("cancelled");
    expect(await act("retry", { tab: "completed" })).toEqual({
      action: "retry",
      matched: 2,
      changed: 1,
      skipped: { count: 1, reason: "Only a dead letter or a cancelled job can be retried." },
    });
    expect(await statesOf()).toEqual({ completed: 1, waiting: 1 });
  });

  test("reads only those again whose original is in storage", async () => {
    const kept = await bench.job("failed");
    await bench.job("failed");
    await bench.sql`insert into storage.objects (bucket_id, name)
      select bucket, object_key from public.log_files where id = ${kept.id}`;
    expect(await act("reingest", {})).toMatchObject({ matched: 2, changed: 1, skipped: { count: 1 } });
    expect(await bench.rowOf(kept.id)).toMatchObject({ job_state: "waiting" });
  });

  test("is for operators, and about their own team", async () => {
    await bench.job("failed");
    const batch = { action: "retry" as const, filter: jobFilterSchema.parse({ tab: "dead-letters" }) };
    await expect(actOnJobs({ batch, sender: bench.viewer }, bench.ports)).rejects.toMatchObject({ code: "forbidden" });
    expect(await actOnJobs({ batch, sender: bench.stranger }, bench.ports)).toMatchObject({ matched: 0, changed: 0 });
    expect(await statesOf()).toEqual({ failed: 1 });
  });

  test("acts on 10,000 jobs as on one, in the order in which they had come", async () => {
    await untold(
      (tx) => tx`
      insert into public.log_files (organization_id, source, object_key, name, size_bytes, status, lane, queued_at, error)
      select ${bench.team.id}, 'cli', gen_random_uuid()::text, 'f' || i, 1, 'failed', 'low',
        now() - i * interval '1 second', '{"code":"unprocessable","message":"x"}'
      from generate_series(1, 10000) i`,
    );
    expect(await act("retry", {}, { expected: 10_000 })).toMatchObject({ matched: 10_000, changed: 10_000 });
    expect(await statesOf()).toEqual({ waiting: 10_000 });
    const [counted] = await bench.sql`
      select count(*)::int as events, count(distinct file_id)::int as files from public.processing_events
      where organization_id = ${bench.team.id} and kind = 'retried'`;
    expect(counted).toEqual({ events: 10_000, files: 10_000 });
    const first = await bench.sql`
      select name from public.log_files where organization_id = ${bench.team.id} order by queued_at limit 3`;
    expect(first.map(({ name }) => name)).toEqual(["f10000", "f9999", "f9998"]);
    await untold((tx) => tx`delete from public.processing_events where organization_id = ${bench.team.id}`);
    await untold((tx) => tx`delete from public.log_files where organization_id = ${bench.team.id}`);
  }, 180_000);
});

/** Without the triggers, which tell browsers of each row. */
async function untold(work: (tx: TransactionSql) => Promise<unknown>): Promise<void> {
  await bench.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await work(tx);
  });
}

/** Until another connection waits for a lock. */
async function isWaiting(): Promise<void> {
  await expect
    .poll(async () => {
      const [row] = await bench.sql`
        select count(*)::int as count from pg_stat_activity where wait_event_type = 'Lock' and query like '%log_files%'`;
      return row?.count;
    })
    .toBeGreaterThan(0);
}
