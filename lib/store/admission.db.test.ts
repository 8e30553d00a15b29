import { afterAll, afterEach, describe, expect, inject, test } from "vitest";
import { connect } from "#lib/platform/database.ts";
import { admitWaiting, explainWaiting, markDispatched } from "./admission.ts";
import { requeueFile } from "./requeue-file.ts";
import { createFile, createOrganization, createRunningFile, type TestFile } from "./store.test-kit.ts";
import {
  failAbandonedUploads,
  findStalled,
  findUnreported,
  findUnsent,
  SWEEP_LIMITS,
  takeOver,
  takeOverStalled,
} from "./sweep.ts";

const sql = connect({ url: inject("databaseUrl") });
const organization = await createOrganization(sql);
afterAll(() => sql.end());
// The queue belongs to the instance: every test leaves it empty.
afterEach(() => sql`update public.log_files set status = 'completed' where status in ('pending', 'processing')`);

const admitNow = () => sql.begin((tx) => admitWaiting(tx, Date.now()));
const row = async (file: TestFile) => (await sql`select * from public.log_files where id = ${file.id}`)[0] ?? {};
const ids = (files: readonly { fileId: string }[]) => files.map((file) => file.fileId);

describe("admission", () => {
  test("starts a waiting file with a dispatch, an attempt and a line in its trail", async () => {
    const file = await createFile(sql, organization);
    const dispatched = await admitNow();
    expect(dispatched).toEqual([{ fileId: file.id, organizationId: organization.id, lane: "high", dispatch: 1 }]);
    expect(await row(file)).toMatchObject({ status: "processing", dispatch: 1, attempts: 1, dispatched_at: null });
    const events = await sql`select kind, to_status from public.processing_events where file_id = ${file.id}`;
    expect(events).toEqual([{ kind: "started", to_status: "processing" }]);
    await markDispatched(sql, dispatched);
    expect((await row(file)).dispatched_at).not.toBeNull();
  });

  test("by many at once gives each slot and each file once", async () => {
    for (let i = 0; i < 30; i++) await createFile(sql, organization);
    const admitted = (await Promise.all(Array.from({ length: 4 }, admitNow))).flat();
    const [lane] = await sql`select slots from public.lane_settings where lane = 'high'`;
    expect(new Set(ids(admitted)).size).toBe(admitted.length);
    expect(admitted.length).toBeGreaterThanOrEqual(lane?.slots);
    expect(await admitNow()).toEqual([]);
    const fileIds = (await sql<{ id: string }[]>`select id from public.log_files where status = 'pending'`).map(
      ({ id }) => id,
    );
    const held = await explainWaiting(sql, { nowMs: Date.now(), fileIds });
    expect(held).toHaveLength(30 - admitted.length);
    expect(held[0]?.reason).toMatch(/\w/);
  });

  test("rolled back with its transaction starts nothing", async () => {
    const file = await createFile(sql, organization);
    await expect(
      sql.begin(async (tx) => {
        await admitWaiting(tx, Date.now());
        throw new Error("the transaction's own trouble");
      }),
    ).rejects.toThrow();
    expect(await row(file)).toMatchObject({ status: "pending", dispatch: 0 });
  });

  test("starts a requeued file anew, in its new lane, with the next dispatch", async () => {
    const file = await createRunningFile(sql, organization, { lane: "low" });
    const requeue = { fileId: file.id, lane: "high", actor: null, reason: "An installation failed in it." } as const;
    expect(await sql.begin((tx) => requeueFile(tx, requeue))).toBe(true);
    expect(await row(file)).toMatchObject({ status: "pending", lane: "high", lane_reason: requeue.reason });
    expect(await admitNow()).toMatchObject([{ fileId: file.id, lane: "high", dispatch: 2 }]);
  });
});

describe("the sweep", () => {
  const backdate = (file: TestFile, column: string) =>
    sql`update public.log_files set ${sql(column)} = now() - interval '2 days' where id = ${file.id}`;

  test("finds a file whose event was not sent, once it is old enough", async () => {
    const file = await createRunningFile(sql, organization);
    await sql`update public.log_files set dispatched_at = null where id = ${file.id}`;
    expect(ids(await findUnsent(sql))).not.toContain(file.id);
    expect(ids(await findUnsent(sql, { ...SWEEP_LIMITS, unsentMs: -1000 }))).toContain(file.id);
  });

  test("finds a stored object that nobody reported", async () => {
    const file = await createFile(sql, organization);
    await sql`update public.log_files set queued_at = null where id = ${file.id}`;
    expect(ids(await findUnreported(sql))).not.toContain(file.id);
    await backdate(file, "stored_at");
    expect(ids(await findUnreported(sql))).toContain(file.id);
  });

  test("takes over a file without a sign of life, and lets the living be", async () => {
    const [dead, living] = [await createRunningFile(sql, organization), await createRunningFile(sql, organization)];
    await backdate(dead, "dispatched_at");
    await backdate(living, "dispatched_at");
    await sql`
      insert into public.file_progress (file_id, organization_id, heartbeat_at) values (${living.id}, ${organization.id}, now())`;
    const taken = await sql.begin((tx) => takeOverStalled(tx));
    expect(taken).toEqual([{ fileId: dead.id, organizationId: organization.id, lane: "high", dispatch: 2 }]);
    expect(await row(dead)).toMatchObject({ status: "processing", attempts: 2, dispatched_at: null });
  });

  test("by two recoverers at once takes a silent file over once, and says so", async () => {
    const file = await createRunningFile(sql, organization);
    await backdate(file, "dispatched_at");
    const other = connect({ url: inject("databaseUrl"), maxConnections: 1 });
    try {
      const [found, alsoFound] = await Promise.all([findStalled(sql), findStalled(other)]);
      expect([ids(found), ids(alsoFound)]).toEqual([[file.id], [file.id]]);
      const recover = (db: typeof sql, stalled: typeof found) =>
        db.begin(async (tx) => (stalled[0] ? [await takeOver(tx, stalled[0], SWEEP_LIMITS.maxAttempts)] : []));
      const won = (await Promise.all([recover(sql, found), recover(other, alsoFound)])).flat().filter(Boolean);
      expect(won).toMatchObject([{ fileId: file.id, dispatch: 2 }]);
      // Late by more than a moment: the version has moved on.
      expect(await recover(other, alsoFound)).toEqual([null]);
    } finally {
      await other.end();
    }
    expect(await row(file)).toMatchObject({ dispatch: 2, attempts: 2 });
    const events =
      await sql`select reason from public.processing_events where file_id = ${file.id} and kind = 'taken-over'`;
    expect(events).toHaveLength(1);
    expect(events[0]?.reason).toMatch(
      /^Its run gave no sign of life for \d+ s; another one goes on at the checkpoint\.$/,
    );
  });

  test("fails a file that stalled too often, with words", async () => {
    const file = await createRunningFile(sql, organization);
    await backdate(file, "dispatched_at");
    await sql`update public.log_files set attempts = ${SWEEP_LIMITS.maxAttempts} where id = ${file.id}`;
    expect(await sql.begin((tx) => takeOverStalled(tx))).toEqual([]);
    const failed = await row(file);
    expect(failed.status).toBe("failed");
    expect(failed.error.message).toContain("stopped 5 times");
  });

  test("fails an upload that never arrived", async () => {
    const file = await createFile(sql, organization);
    await sql`update public.log_files set queued_at = null, stored_at = null where id = ${file.id}`;
    expect(await failAbandonedUploads(sql)).toBe(0);
    await backdate(file, "created_at");
    expect(await failAbandonedUploads(sql)).toBe(1);
    expect(await row(file)).toMatchObject({ status: "failed", error: { code: "conflict" } });
  });
});
