import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { type CollectBench, collectBench, type Instance } from "#lib/collect/collect.test-kit.ts";
import { collectOnce } from "#lib/collect/collect.ts";
import { joinQueue } from "#lib/collect/join-queue.ts";
import type { OpenQueue, QueueInput } from "#lib/extensions/extension.ts";
import { EXTENSION_TOOLS } from "#lib/extensions/extension-tools.ts";
import type { Dispatched } from "#lib/model/queue.ts";
import { connect } from "#lib/platform/database.ts";
import { createFile } from "#lib/store/store.test-kit.ts";
import { extension } from "./postgres-queue.ts";

const databaseUrl = inject("databaseUrl");
const sql = connect({ url: databaseUrl });
const [backend] = extension.queues ?? [];
if (backend === undefined) throw new Error("The example has no queue.");

let open: OpenQueue[] = [];
afterEach(async () => {
  for (const queue of open) {
    await queue.leave();
    await queue.close();
  }
  open = [];
  await sql`delete from sluice_queue.files`;
  await sql`delete from sluice_queue.alarms`;
});
afterAll(async () => {
  await sql`drop schema if exists sluice_queue cascade`;
  await sql.end();
});

/** A process on the queue: a connection of its own, and what it was given. */
async function member(change: Partial<QueueInput> = {}): Promise<OpenQueue> {
  const nothing = async () => undefined;
  const input = { run: nothing, wake: nothing, sideBySide: 2, databaseUrl, tools: EXTENSION_TOOLS, ...change };
  const queue = await backend?.open(input);
  if (queue === undefined) throw new Error("The queue was not opened.");
  open.push(queue);
  return queue;
}

const file = (dispatch = 1): Dispatched => ({
  fileId: randomUUID(),
  organizationId: randomUUID(),
  lane: "medium",
  dispatch,
});
const left = async () => (await sql`select 1 from sluice_queue.files`).length;

describe("the queue of the example", () => {
  it("gives each file to one of several processes, and no more than they read at once", async () => {
    const files = Array.from({ length: 40 }, () => file());
    const given: string[] = [];
    let running = 0;
    let most = 0;
    const run = async ({ fileId }: Dispatched) => {
      most = Math.max(most, ++running);
      given.push(fileId);
      await delay(5);
      running--;
    };
    const [sender] = await Promise.all([member({ sideBySide: 0 }), member({ run }), member({ run }), member({ run })]);
    await sender?.start(files);
    await vi.waitFor(async () => expect(await left()).toBe(0), 20_000);
    expect(given.toSorted()).toEqual(files.map(({ fileId }) => fileId).toSorted());
    expect(most).toBeLessThanOrEqual(6);
  });

  it("starts a dispatch once that is sent twice, and the next dispatch of the file as well", async () => {
    const given: number[] = [];
    const queue = await member({ sideBySide: 0 });
    const first = file();
    await queue.start([first]);
    await queue.start([first, { ...first, dispatch: 2 }]);
    await member({ run: async ({ dispatch }) => void given.push(dispatch) });
    await vi.waitFor(async () => expect(await left()).toBe(0), 10_000);
    expect(given.toSorted()).toEqual([1, 2]);
  });

  it("gives a file to another process when the one that took it died", async () => {
    const queue = await member({ sideBySide: 0 });
    const lost = file();
    await queue.start([lost]);
    // As a process leaves it that took it and was killed.
    await sql`update sluice_queue.files set taken_until = now() - interval '1 second'`;
    const run = vi.fn(async () => undefined);
    await member({ run });
    await vi.waitFor(() => expect(run).toHaveBeenCalledExactlyOnceWith(lost), 10_000);
  });

  it("keeps a file until it was read, takes back one that is stopped, and gives nothing to who left", async () => {
    const queue = await member({ sideBySide: 0 });
    let finish = () => {};
    const run = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
    const reader = await member({ run, sideBySide: 1 });
    await queue.start([file()]);
    await vi.waitFor(() => expect(run).toHaveBeenCalledOnce(), 10_000);
    expect(await left()).toBe(1);
    const stopped = file();
    await queue.start([stopped]);
    await queue.stop(stopped.fileId);
    await reader.leave();
    finish();
    await vi.waitFor(async () => expect(await left()).toBe(0), 10_000);
    await queue.start([file()]);
    await delay(1500);
    expect(run).toHaveBeenCalledOnce();
  });

  it("wakes one process at the time that another asked for", async () => {
    const woken: number[] = [];
    const wake = async () => void woken.push(Date.now());
    const [queue] = await Promise.all([member({ wake }), member({ wake })]);
    const dueMs = Date.now() + 1500;
    await queue?.wakeAt(dueMs);
    await queue?.wakeAt(dueMs);
    await vi.waitFor(() => expect(woken).toHaveLength(1), 10_000);
    expect(woken[0]).toBeGreaterThanOrEqual(dueMs);
    await delay(1500);
    expect(woken).toHaveLength(1);
  });
});

describe("two ingestors on the queue of the example", () => {
  let bench: CollectBench;
  beforeEach(async () => {
    bench = await collectBench(databaseUrl);
  });
  afterEach(() => bench.close());

  async function ingestor(): Promise<Instance & { queue: OpenQueue }> {
    const { ports, files } = bench.instance();
    if (backend === undefined) throw new Error("The example has no queue.");
    const queue = await joinQueue(backend, { files, sideBySide: 2, databaseUrl });
    open.push(queue);
    return { ports: { ...ports, queue }, files, queue };
  }

  it("read what one of them found, each file once", async () => {
    for (let i = 0; i < 12; i++)
      writeFileSync(join(bench.folder, `${i}.log`), "2026-11-30 08:00:00 INFO a line\n".repeat(50 + i));
    const finder = await ingestor();
    const reader = await ingestor();
    // The finder reads nothing itself: what it finds must reach the other one.
    await finder.queue.leave();
    const readHere = vi.spyOn(reader.files, "read");
    const sourceId = await bench.createSource();
    const done = await collectOnce({ only: [sourceId], trigger: "command" }, finder.ports, finder.files);
    expect(done).toMatchObject({ taken: 12, failed: 0, left: 0 });
    const files = await bench.rows("files");
    expect(files.map(({ status }) => status)).toEqual(Array(12).fill("completed"));
    expect(files.map(({ records }) => records).toSorted()).toEqual(
      Array.from({ length: 12 }, (_, i) => 50 + i).toSorted(),
    );
    expect(new Set(readHere.mock.calls.map(([{ fileId }]) => fileId)).size).toBe(12);
  });

  it("put what is admitted later into the queue as well", async () => {
    const { queue, files } = await ingestor();
    await queue.leave();
    const waiting = await createFile(sql, bench.team);
    await files.wake();
    expect(await sql`select file_id from sluice_queue.files`).toEqual([{ file_id: waiting.id }]);
    expect(files.count).toBe(0);
  });
});
