import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { ForbiddenError, UnavailableError } from "#lib/errors.ts";
import type { Announced } from "#lib/sources/object-store.ts";
import { type CollectBench, collectBench, type Instance } from "./collect.test-kit.ts";
import { collectDue, collectOnce } from "./collect.ts";
import { type MemoryStore, memoryStore } from "./memory-store.test-kit.ts";

const HOUR_MS = 3_600_000;
const NOW_MS = Date.now();

let bench: CollectBench;
let store: MemoryStore;
let id: string;
beforeEach(async () => {
  bench = await collectBench(inject("databaseUrl"));
  store = memoryStore();
  id = await bench.createSource();
});
afterEach(() => bench.close());

const LINE = "2026-11-30 08:00:00 INFO line\n";
const instance = (change: Parameters<CollectBench["instance"]>[0] = {}): Instance =>
  bench.instance({ openStore: async () => store, ...change });
/** Lists and takes; what was taken waits in a queue that starts nothing. */
async function collect(change: Parameters<CollectBench["instance"]>[0] = {}) {
  const { ports } = instance(change);
  const queue = { start: async () => {}, stop: async () => {}, wakeAt: async () => {} };
  return await collectDue({ only: [id], trigger: "command" }, { ...ports, queue });
}
const hoursAgo = (hours: number) => ({ modifiedAtMs: NOW_MS - hours * HOUR_MS });

describe("listing", () => {
  it("begins behind what is old where keys are in the order of time, and finds late keys with the next full one", async () => {
    for (let hour = 0; hour < 40; hour++)
      store.put(`2026/${String(hour).padStart(3, "0")}.log`, LINE, hoursAgo(40 - hour));
    expect(await collect()).toMatchObject({ taken: 40 });
    store.put("2026/040.log", LINE, hoursAgo(0));
    expect(await collect()).toMatchObject({ taken: 1 });
    expect(store.listings).toEqual([null, "2026/029.log"]);
    // So late that no overlap covers it.
    store.put("2026/001-late.log", LINE, hoursAgo(0));
    expect(await collect()).toMatchObject({ taken: 0 });
    expect(await collect({ now: () => Date.now() + 7 * HOUR_MS })).toMatchObject({ taken: 1 });
    expect(store.listings.at(-1)).toBeNull();
  });

  it("always begins at the start where keys are in no order", async () => {
    for (let hour = 0; hour < 40; hour++) store.put(`${(hour * 7) % 40}.log`, LINE, hoursAgo(40 - hour));
    expect(await collect()).toMatchObject({ taken: 40 });
    store.put("0-first.log", LINE, hoursAgo(0));
    expect(await collect()).toMatchObject({ taken: 1 });
    expect(store.listings).toEqual([null, null]);
  });

  it("takes what is announced instead, confirms it when it is stored, and lists again after hours", async () => {
    let confirmed = 0;
    const waiting: Announced[] = [];
    store = memoryStore(async () => waiting.shift() ?? { objects: [], unreadable: 0, confirm: async () => {} });
    store.put("a.log", LINE);
    expect(await collect()).toMatchObject({ taken: 1 });
    const confirm = async () => {
      confirmed += 1;
    };
    const announce = (key: string) => waiting.push({ objects: [store.put(key, LINE)], unreadable: 0, confirm });
    announce("b.log");
    announce("b.log");
    expect(await collect()).toMatchObject({ taken: 2 });
    expect([store.listings.length, confirmed]).toEqual([1, 2]);
    store.put("never-announced.log", LINE);
    expect(await collect({ now: () => Date.now() + 7 * HOUR_MS })).toMatchObject({ taken: 1 });
  });

  it("passes over what is declared larger than is read, and what a console made of a folder", async () => {
    store.put("huge.log", LINE, { sizeBytes: 20 * 1024 ** 3 });
    store.put("folder/", "");
    store.put("good.log", LINE);
    expect(await collect()).toMatchObject({ taken: 1 });
    expect(await bench.rows("objects")).toEqual([
      expect.objectContaining({ key: "good.log", status: "taken" }),
      expect.objectContaining({ key: "huge.log", status: "skipped", reason: expect.stringContaining("at most") }),
    ]);
  });
});

describe("taking", () => {
  it("goes on with the next when one object may not be read, tries it again later, and gives up in words", async () => {
    for (const key of ["a.log", "b.log", "c.log"]) store.put(key, LINE);
    store.refuse = (key) => (key === "b.log" ? new ForbiddenError("This key may not read b.log.") : null);
    expect(await collect()).toMatchObject({ taken: 2, failed: 0 });
    for (let tries = 0; tries < 4; tries++) {
      await bench.sql`update public.source_objects set retry_at = now() where source_id = ${id}`;
      await collect();
    }
    const b = (await bench.rows("objects")).find(({ key }) => key === "b.log");
    expect(b).toMatchObject({ status: "failed", reason: "This key may not read b.log." });
    expect(await bench.rows("runs")).toContainEqual(expect.objectContaining({ failed: 1 }));
  });

  it("reads an object once it can be reached again", async () => {
    store.put("a.log", LINE);
    let failures = 2;
    store.refuse = () => (failures-- > 0 ? new UnavailableError("The bucket is slow.") : null);
    const due = () => bench.sql`update public.source_objects set retry_at = now() where source_id = ${id}`;
    for (let tries = 0; tries < 3; tries++) {
      await collect();
      await due();
    }
    expect(await bench.rows("objects")).toEqual([expect.objectContaining({ status: "taken", reason: null })]);
  });

  it("makes nothing of an object that went, and keeps why", async () => {
    store.put("a.log", LINE);
    const { list } = store;
    store.list = async function* (from) {
      yield* list(from);
      await store.remove({ key: "a.log", etag: "", sizeBytes: 0, startByte: 0 });
    };
    expect(await collect()).toMatchObject({ taken: 0, skipped: 1 });
    expect(await bench.rows("objects")).toEqual([
      expect.objectContaining({ status: "skipped", reason: expect.stringContaining("went before") }),
    ]);
  });

  it("does not wait for what another instance has begun to read, alive or not", async () => {
    store.put("a.log", LINE);
    const { ports, files } = instance();
    const elsewhere = { start: async () => {}, stop: async () => {}, wakeAt: async () => {} };
    const done = await collectOnce({ only: [id], trigger: "command" }, { ...ports, queue: elsewhere }, files);
    expect(done).toMatchObject({ taken: 1, left: 0 });
    expect(await bench.rows("files")).toEqual([expect.objectContaining({ status: "processing" })]);
  });

  it("leaves a paused source alone, also in the middle of its objects", async () => {
    for (let i = 0; i < 60; i++) store.put(`${String(i).padStart(2, "0")}.log`, LINE);
    let looks = 0;
    store.refuse = () => {
      looks += 1;
      return null;
    };
    const { ports } = instance();
    const pausing = {
      ...ports,
      queue: {
        start: async () => void (await bench.sql`update public.sources set paused_at = now() where id = ${id}`),
        stop: async () => {},
        wakeAt: async () => {},
      },
    };
    await collectDue({ only: [id], trigger: "command" }, pausing);
    expect(looks).toBeLessThan(60);
    const once = instance();
    expect(await collectOnce({ only: [id], trigger: "command" }, once.ports, once.files)).toMatchObject({
      taken: 0,
      runs: [],
    });
  });
});
