import { afterAll, expect, inject, test } from "vitest";
import { laneLoads } from "#lib/lanes/lane-load.ts";
import { startOrder } from "#lib/lanes/start-order.ts";
import { connect } from "#lib/platform/database.ts";
import { databaseNowMs } from "./database-clock.ts";
import { loadLaneSettings, loadQueue } from "./load-queue.ts";
import { createFile, createOrganization, createRunningFile } from "./store.test-kit.ts";

const sql = connect({ url: inject("databaseUrl"), maxConnections: 1 });
afterAll(async () => {
  await sql`update public.lane_settings set slots = 1 where lane = 'low'`;
  await sql.end();
});

/** Waiting and running files of each organisation; the queue is emptied before every test file. */
const QUEUES = [
  { name: "many waiting, two running", waiting: 6, running: 2 },
  { name: "some waiting, none running, never served", waiting: 4, running: 0 },
  { name: "one waiting, one running", waiting: 1, running: 1 },
  { name: "as many as the first, one running", waiting: 6, running: 1 },
];

test("the places that are counted for the asked files are those of the start order that is laid out", async () => {
  await sql`update public.lane_settings set slots = 8 where lane = 'low'`;
  const baseMs = Date.now() - 60_000;
  const fileIds: string[] = [];
  for (const [team, { waiting, running }] of QUEUES.entries()) {
    const organization = await createOrganization(sql);
    for (let n = 0; n < running; n++) {
      const { id } = await createRunningFile(sql, organization, { lane: "low", queuedAtMs: baseMs });
      await sql`update public.log_files set started_at = now() - ${team + n} * interval '1 second' where id = ${id}`;
    }
    for (let n = 0; n < waiting; n++) {
      // Several are queued in the same instant: then the id decides.
      const queuedAtMs = baseMs + ((n * 7 + team * 3) % 5) * 1000;
      fileIds.push((await createFile(sql, organization, { lane: "low", queuedAtMs })).id);
    }
  }
  const settings = await loadLaneSettings(sql, { isLocked: false });
  const input = await loadQueue(sql, { settings, nowMs: await databaseNowMs(sql), fileIds });
  const laidOut = startOrder(laneLoads(input)).map(({ fileId, ahead }) => [fileId, ahead]);
  expect(laidOut).toHaveLength(fileIds.length);
  expect(Object.fromEntries((input.asked ?? []).map(({ fileId, ahead }) => [fileId, ahead]))).toEqual(
    Object.fromEntries(laidOut),
  );
});
