import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { compareRun } from "#scripts/chaos/compare-run.ts";
import { type ChaosFile, makeFile } from "#scripts/chaos/make-file.ts";
import { sendAsForm } from "#scripts/chaos/send-as-form.ts";
import { type ApiStack, startApiStack, type TestPerson } from "./_testing/api-stack.ts";
import { type AppInstance, type Instances, startBalancer } from "./_testing/two-instances.ts";
import { pinoLines } from "./_testing/whole-stack.ts";

// Two processes of the app, one database, one queue that calls them in turn.
let folder: string;
let stack: ApiStack;
let app: Instances;
let ann: TestPerson;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "sluice-two-"));
  const balancer = await startBalancer();
  const settings = { retryBackoffMs: [20], retryJitterMs: 0 };
  stack = await startApiStack(inject("databaseUrl"), { appUrl: `${balancer.url}/api/inngest`, settings });
  await stack.sql`update public.lane_settings set start_delay_ms = 0, quiet_ms = 0`;
  app = await balancer.startInstances();
  ann = await stack.person("operator");
});
afterAll(async () => {
  await app?.close();
  await stack?.close();
  rmSync(folder, { recursive: true, force: true });
});

const both = <T>(work: (instance: AppInstance) => Promise<T>): Promise<[T, T]> =>
  Promise.all([work(app.all[0]), work(app.all[1])]);

function sendTo(instance: AppInstance, file: ChaosFile): Promise<{ jobId: string }> {
  const target = { appUrl: instance.url, token: async () => ann.token, close: async () => {} };
  return sendAsForm(file, { target, withinMs: 20_000 });
}

async function post(instance: AppInstance, path: string): Promise<number> {
  const headers = { authorization: `Bearer ${ann.token}` };
  const response = await fetch(`${instance.url}${path}`, { method: "POST", headers });
  await response.arrayBuffer();
  return response.status;
}

/** Looks at what runs as long as `work` does; the most of each lane above its slots. */
async function mostAboveSlots<T>(work: Promise<T>): Promise<{ result: T; above: number; looks: number }> {
  let isOver = false;
  let above = Number.NEGATIVE_INFINITY;
  let looks = 0;
  const done = work.finally(() => {
    isOver = true;
  });
  done.catch(() => {});
  // Often enough to see what a moment too many would start, without taking the database from those at work.
  for (; !isOver; await delay(15)) {
    const [row] = await stack.sql<{ above: number }[]>`
      select max(r.running - s.slots)::int as above from public.lane_settings s, lateral (
        select count(*) as running from public.log_files
        where status = 'processing' and coalesce(run_lane, lane) = s.lane) r`;
    above = Math.max(above, row?.above ?? 0);
    looks += 1;
  }
  return { result: await done, above, looks };
}

async function untilAllEnded(): Promise<void> {
  const open = async () =>
    stack.sql`select name, status from public.log_files
      where organization_id = ${ann.organizationId} and status in ('pending', 'processing')`;
  await vi.waitFor(async () => expect(await open()).toEqual([]), { timeout: 150_000, interval: 100 });
  const runs = () => stack.sql`
    select id, status from inngest_local.runs where ended_at is null and function_id like '%ingest-%'`;
  await vi.waitFor(async () => expect(await runs()).toEqual([]), { timeout: 10_000, interval: 100 });
}

const kindsOf = async (fileId: string) =>
  (await stack.sql`select kind from public.processing_events where file_id = ${fileId} order by id`).map(
    ({ kind }) => kind as string,
  );
const count = (kinds: string[], kind: string) => kinds.filter((one) => one === kind).length;

async function expectRowsOnce(fileId: string, rows: number): Promise<void> {
  const [found] = await stack.sql`
    select f.status, f.record_count as records, count(*)::int as rows, count(distinct e.record_no)::int as distinct
    from public.log_files f join logs.log_entries e on e.file_no = f.no where f.id = ${fileId} group by f.id`;
  expect(found).toEqual({ status: "completed", records: rows, rows, distinct: rows });
}

async function uploadPino(rows: number, seed: string): Promise<string> {
  const form = new FormData();
  form.set("file", new File([Uint8Array.from(pinoLines(rows, seed))], "app.log"));
  const headers = { authorization: `Bearer ${ann.token}` };
  const response = await fetch(`${app.all[0].url}/api/upload-logs`, { method: "POST", headers, body: form });
  const { jobId } = await response.json();
  expect(response.status).toBe(202);
  return jobId;
}

const setPaused = (isPaused: boolean) => stack.sql`update public.lane_settings set is_paused = ${isPaused}`;

describe("two instances of the app on one database", () => {
  const FILES = 40;
  const TWINS = 8;
  const MOST_BYTES = 400_000;

  test("read each of many files once, link the same content, tell each alert once and never exceed the slots", async () => {
    const made = await Promise.all(
      Array.from({ length: 2 * FILES }, (_, index) => makeFile({ seed: 4, index, folder })),
    );
    const files = made.filter(({ sizeBytes }) => sizeBytes < MOST_BYTES).slice(0, FILES);
    expect(files).toHaveLength(FILES);
    // What can't be read to its end may be sent again: there is nothing to link to.
    const twins = files.filter(({ content }) => !content.isCut).slice(0, TWINS);
    const sending = Promise.all(
      files.map(async (file, index) => {
        if (twins.includes(file)) return both((instance) => sendTo(instance, file));
        return sendTo(index % 2 === 0 ? app.all[0] : app.all[1], file);
      }),
    );
    const admitting = async () => {
      for (let i = 0; i < 20; i++) await both((instance) => instance.order("admit"));
    };
    const work = Promise.all([sending.then(untilAllEnded), admitting()]);
    const { above, looks } = await mostAboveSlots(work);
    expect(looks).toBeGreaterThan(100);
    expect(above).toBe(0);

    const difference = await compareRun(stack.sql, { organizationId: ann.organizationId, files });
    expect(difference).toMatchObject({ lost: 0, duplicated: 0, wrong: 0, problems: [] });
    expect(difference.rowsFound).toBe(difference.rowsExpected);
    expect(difference.alertsFound).toBe(difference.alertsExpected);
    expect(difference.alertsExpected).toBeGreaterThan(0);
    for (const { sha256 } of twins) {
      const rows = await stack.sql`
        select duplicate_of is null as "isRead" from public.log_files
        where organization_id = ${ann.organizationId} and sha256 = ${sha256} order by duplicate_of nulls first`;
      expect(rows.map(({ isRead }) => isRead)).toEqual([true, false]);
    }
    // Both were called by the queue, so both have read.
    expect(Math.min(...app.served)).toBeGreaterThan(5);
  }, 240_000);

  test("asked for a retry of the same dead letter at once, retry it once", async () => {
    await setPaused(true);
    const id = await uploadPino(50, "dead letter");
    await stack.sql`
      update public.log_files set status = 'failed', finished_at = now(), attempts = 3,
        error = '{"code": "internal", "message": "Stopped.", "details": {}}' where id = ${id}`;
    const statuses = await both((instance) => post(instance, `/api/v1/jobs/${id}/retry`));
    expect(statuses.toSorted()).toEqual([200, 409]);
    await setPaused(false);
    await both((instance) => instance.order("admit"));
    await untilAllEnded();
    expect(await kindsOf(id)).toEqual(["received", "queued", "retried", "started", "completed"]);
    await expectRowsOnce(id, 50);
  });

  test("sweeping at once take over, send and complete each file once", async () => {
    await setPaused(true);
    const ids = await Promise.all(["silent", "unsent", "unreported"].map((seed) => uploadPino(3000, seed)));
    const [silent = "", unsent = "", unreported = ""] = ids;
    await stack.sql.begin(async (tx) => {
      // Else the trigger would set the time of the change to now.
      await tx`set local session_replication_role = replica`;
      await tx`
        update public.log_files set status = 'processing', run_lane = lane, dispatch = 1, attempts = 1,
          started_at = now(), updated_at = now() - interval '1 hour',
          dispatched_at = case when id = ${silent} then now() - interval '1 hour' end
        where id in ${tx([silent, unsent])}`;
      await tx`
        update public.log_files set queued_at = null, stored_at = now() - interval '1 hour' where id = ${unreported}`;
    });
    await setPaused(false);
    for (let i = 0; i < 3; i++) await both((instance) => instance.order("sweep"));
    await untilAllEnded();
    for (const id of ids) await expectRowsOnce(id, 3000);
    const kinds = await kindsOf(silent);
    expect([count(kinds, "taken-over"), count(kinds, "completed")]).toEqual([1, 1]);
    expect(await stack.sql`select dispatch, attempts from public.log_files where id = ${silent}`).toEqual([
      { dispatch: 2, attempts: 2 },
    ]);
    expect(count(await kindsOf(unsent), "completed")).toBe(1);
    const swept = await kindsOf(unreported);
    // Once by the upload, once by one of the two sweeps.
    expect([count(swept, "queued"), count(swept, "started"), count(swept, "completed")]).toEqual([2, 1, 1]);
  });
});
