import { afterAll, expect, inject, test } from "vitest";
import { connect } from "#lib/platform/database.ts";
import { admitWaiting, explainWaiting } from "./admission.ts";
import { databaseNowMs } from "./database-clock.ts";
import type { TransactionSql } from "./sql.ts";
import { createOrganization } from "./store.test-kit.ts";

const sql = connect({ url: inject("databaseUrl"), maxConnections: 1 });
const organizations = await Promise.all(Array.from({ length: 5 }, () => createOrganization(sql)));
const ids = organizations.map(({ id }) => id);
afterAll(async () => {
  await withoutTriggers((tx) => tx`delete from public.log_files where organization_id = any(${ids}::uuid[])`);
  await sql.end();
});

/** Nobody hears of these files, so nothing need be told of each. */
async function withoutTriggers(work: (tx: TransactionSql) => Promise<unknown>): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await work(tx);
  });
}

/** Adds waiting Low files, held because Medium is busy, spread over the organisations. */
async function addWaiting(count: number): Promise<void> {
  await withoutTriggers(
    (tx) => tx`
    insert into public.log_files (organization_id, source, object_key, name, size_bytes, lane, stored_at, queued_at)
    select (${ids}::uuid[])[1 + n % 5], 'upload', gen_random_uuid()::text, 'diag.log', 1, 'low', now(),
      now() - interval '1 minute' + n * interval '1 microsecond'
    from generate_series(1, ${count}::int) n`,
  );
  await sql`analyze public.log_files`;
}

/** The median of some admissions that start nothing, ms. */
async function admissionMs(): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 15; i++) {
    const startMs = performance.now();
    await sql.begin(async (tx) => admitWaiting(tx, await databaseNowMs(tx)));
    times.push(performance.now() - startMs);
  }
  return times.sort((a, b) => a - b)[7] ?? 0;
}

test("an admission with 100,000 waiting files takes about as long as with 1,000, and explains just what is asked", async () => {
  await withoutTriggers(
    (tx) => tx`
    insert into public.log_files (organization_id, source, object_key, name, size_bytes, lane, status, queued_at, dispatched_at)
    values (${ids[0] ?? null}, 'upload', gen_random_uuid()::text, 'busy.log', 1, 'medium', 'processing', now(), now())`,
  );
  await addWaiting(1000);
  const shortMs = await admissionMs();
  await addWaiting(99_000);
  const longMs = await admissionMs();
  console.info(`admission: ${shortMs.toFixed(1)} ms with 1,000 waiting, ${longMs.toFixed(1)} ms with 100,000`);
  // Reading the whole queue would cost some hundred times as much.
  expect(longMs / shortMs).toBeLessThan(10);

  const asked = await sql<{ id: string }[]>`
    select id from public.log_files where status = 'pending' order by queued_at desc, id limit 2`;
  const startMs = performance.now();
  const held = await explainWaiting(sql, { nowMs: await databaseNowMs(sql), fileIds: asked.map(({ id }) => id) });
  console.info(`explaining 2 of 100,000: ${(performance.now() - startMs).toFixed(0)} ms`);
  expect(held).toHaveLength(2);
  expect(held[0]?.limits.find(({ kind }) => kind === "quiet")).toMatchObject({
    isBinding: true,
    sentence: "Low runs when High and Medium are quiet. Medium has 1 running and 0 waiting.",
  });
  expect(held[0]?.limits.find(({ kind }) => kind === "order")?.sentence).toMatch(
    /^99\d{3} files are ahead of it\. It is number (99\d{3}|100000) of 100000 in Low\.$/,
  );
}, 120_000);
