import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { UnavailableError } from "#lib/errors.ts";
import { folderStore } from "#lib/sources/folder-store.ts";
import { type CollectBench, collectBench } from "./collect.test-kit.ts";
import { collectOnce } from "./collect.ts";

let bench: CollectBench;
beforeEach(async () => {
  bench = await collectBench(inject("databaseUrl"));
});
afterEach(() => bench.close());

function put(key: string, content: string | Uint8Array): void {
  const path = join(bench.folder, key);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
const lines = (count: number, from = 1) =>
  Array.from({ length: count }, (_, i) => `2026-11-30 08:00:00 INFO line ${from + i}\n`).join("");
const collect = (sourceId: string, instance = bench.instance()) =>
  collectOnce({ only: [sourceId], trigger: "command" }, instance.ports, instance.files);

describe("collecting", () => {
  it("makes files of what is there, oldest first, with names from the keys, and reads them to their ends", async () => {
    put("2026/11/02/rollout-7/LT-2.log", lines(2));
    put("2026/11/01/rollout-7/LT-1.log.gz", gzipSync(lines(3)));
    put("2026/11/01/rollout-7/notes.txt", lines(1));
    const id = await bench.createSource({
      include: ["*.log", "*.log.gz"],
      fromKey: "*/*/*/<deployment>",
      device: "dev-1",
    });
    const done = await collect(id);
    expect(done).toMatchObject({ taken: 2, skipped: 0, failed: 0, left: 0 });
    expect(await bench.rows("files")).toEqual([
      expect.objectContaining({
        name: "2026/11/01/rollout-7/LT-1.log.gz",
        status: "completed",
        records: 3,
        source: "folder",
      }),
      expect.objectContaining({
        name: "2026/11/02/rollout-7/LT-2.log",
        deployment: "rollout-7",
        device: "dev-1",
        lane: "high",
      }),
    ]);
    expect(await bench.rows("runs")).toEqual([
      expect.objectContaining({ status: "completed", trigger: "command", listed: 3, new: 2, taken: 2 }),
    ]);
  });

  it("takes nothing twice, reads on in a file that grew, and reads a rewritten one as its next version", async () => {
    put("app.log", lines(2));
    const id = await bench.createSource();
    await collect(id);
    expect(await collect(id)).toMatchObject({ taken: 0 });
    appendFileSync(join(bench.folder, "app.log"), lines(3, 3));
    await collect(id);
    truncateSync(join(bench.folder, "app.log"), 0);
    appendFileSync(join(bench.folder, "app.log"), lines(7, 100));
    await collect(id);
    renameSync(join(bench.folder, "app.log"), join(bench.folder, "app.log.1"));
    await collect(id);
    expect((await bench.rows("files")).map(({ records }) => records)).toEqual([2, 3, 7]);
    expect(
      (await bench.rows("objects")).map(({ key, status, version, start }) => [key, status, version, start]),
    ).toEqual([
      ["app.log", "taken", 1, 0],
      ["app.log", "taken", 2, lines(2).length],
      ["app.log", "taken", 3, 0],
      ["app.log.1", "skipped", 1, 0],
    ]);
  });

  it("gives every bad object a state in words and goes on with the next", async () => {
    put("a-empty.log", "");
    put("b-broken.log.gz", gzipSync(lines(500)).subarray(0, 60));
    put("c-picture.log", Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 7919) % 251)));
    put("d-line\nfeed.log", lines(1));
    put("e-good.log", lines(1));
    const id = await bench.createSource();
    expect(await collect(id)).toMatchObject({ taken: 4, failed: 0, left: 0 });
    expect(await bench.rows("objects")).toEqual([
      expect.objectContaining({ key: "a-empty.log", status: "skipped", reason: expect.stringContaining("0 bytes") }),
      ...Array.from({ length: 4 }, () => expect.objectContaining({ status: "taken", reason: null })),
    ]);
    expect((await bench.rows("files")).map(({ name, status, error }) => [name, status, error])).toEqual([
      ["b-broken.log.gz", "failed", expect.stringContaining("breaks off")],
      ["c-picture.log", "failed", expect.stringContaining("not a log")],
      ["d-line feed.log", "completed", null],
      ["e-good.log", "completed", null],
    ]);
  });

  it("removes what was read when that is wanted, and leaves what changed meanwhile", async () => {
    put("a.log", lines(1));
    put("b.log", lines(1));
    const id = await bench.createSource({ after: "delete" });
    const instance = bench.instance();
    instance.ports.openStore = async () => {
      const store = await folderStore(bench.folder, [bench.folder], () => bench.clock.nowMs);
      const remove: typeof store.remove = async (content) => {
        if (content.key === "b.log") appendFileSync(join(bench.folder, "b.log"), lines(1));
        await store.remove(content);
      };
      return { ...store, remove };
    };
    await collect(id, instance);
    expect(existsSync(join(bench.folder, "a.log"))).toBe(false);
    expect(existsSync(join(bench.folder, "b.log"))).toBe(true);
    expect((await bench.rows("objects")).map(({ isFinished, problem }) => [isFinished, problem])).toEqual([
      [true, null],
      [true, expect.stringContaining("no longer")],
    ]);
  });

  it("says why a source can't be read, tries again later, and is due when it was mended", async () => {
    put("a.log", lines(1));
    const id = await bench.createSource();
    const broken = bench.instance({
      openStore: async () => {
        throw new UnavailableError("The bucket does not answer.");
      },
    });
    const failed = await collect(id, broken);
    expect(failed.runs).toEqual([
      expect.objectContaining({ status: "failed", message: "The bucket does not answer." }),
    ]);
    const [source] =
      await bench.sql`select last_error, failures, next_run_at > now() as "isLater" from public.sources where id = ${id}`;
    expect(source).toEqual({
      last_error: { code: "unavailable", message: "The bucket does not answer." },
      failures: 1,
      isLater: true,
    });
    await collect(id);
    const [mended] = await bench.sql`select last_error, failures from public.sources where id = ${id}`;
    expect(mended).toEqual({ last_error: null, failures: 0 });
  });

  it("does not come back by itself when it is run on request only, whatever hinders it", async () => {
    const id = await bench.createSource({ intervalS: null });
    const dueAt = async () =>
      (await bench.sql`select next_run_at = 'infinity' as never from public.sources where id = ${id}`)[0]?.never;
    await collect(id);
    expect(await dueAt()).toBe(true);
    await collect(
      id,
      bench.instance({
        openStore: async () => {
          throw new UnavailableError("The bucket does not answer.");
        },
      }),
    );
    expect(await dueAt()).toBe(true);
  });

  it("passes over what was there before the start, by the time in the key or of the file", async () => {
    put("2026-11-01.log", lines(1));
    put("2026-11-20.log", lines(1));
    rmSync(join(bench.folder, "2026-11-01.log"));
    put("2026-11-01.log", lines(1));
    const id = await bench.createSource({ startAt: new Date(Date.now() + 3_600_000).toISOString() });
    expect(await collect(id)).toMatchObject({ taken: 0 });
    const other = await bench.createSource({ startAt: "2026-11-10T00:00:00Z", exclude: ["*-20.log"] });
    expect(await collect(other)).toMatchObject({ taken: 1 });
  });

  it("keeps to its limits on objects a second", async () => {
    for (let i = 0; i < 6; i++) put(`${i}.log`, lines(1));
    const id = await bench.createSource({ maxObjectsPerS: 4 });
    const startedMs = Date.now();
    expect(await collect(id)).toMatchObject({ taken: 6 });
    expect(Date.now() - startedMs).toBeGreaterThan(1200);
  });

  it("adds nothing while the team's queue is long, and says so", async () => {
    await bench.sql`
      insert into public.log_files (organization_id, source, object_key, name, size_bytes, queued_at, stored_at, lane, created_at)
      select ${bench.team.id}, 'upload', 'waiting/' || i, 'w.log', 1, now() + interval '1 day', now(), 'low', now()
      from generate_series(1, 1000) i`;
    put("a.log", lines(1));
    const id = await bench.createSource();
    const { runs } = await collect(id);
    expect(runs).toEqual([
      expect.objectContaining({ status: "held", message: expect.stringContaining("1000 files of this team wait") }),
    ]);
    expect(await bench.rows("objects")).toEqual([]);
  });
});

describe("several instances", () => {
  it("make one file of each of many objects, though one of them is killed midway", async () => {
    const count = 120;
    for (let i = 0; i < count; i++) put(`${String(i).padStart(4, "0")}.log`, lines(2, i * 10));
    const id = await bench.createSource();
    // It stops dead in the middle of its objects: what it claimed stays claimed.
    let looks = 0;
    const killed = bench.instance();
    killed.ports.openStore = async () => {
      const store = await folderStore(bench.folder, [bench.folder], () => bench.clock.nowMs);
      return {
        ...store,
        open: (content) => (++looks > 15 ? { sizeBytes: 1, open: () => never() } : store.open(content)),
      };
    };
    void collect(id, killed).catch(() => undefined);
    await expect.poll(() => looks, { timeout: 20_000 }).toBeGreaterThan(15);
    await bench.sql`update public.sources set leased_until = now() where id = ${id}`;
    const others = [bench.instance(), bench.instance()];
    await Promise.all(others.map((instance) => collect(id, instance)));
    // Its claims run out.
    await bench.sql`update public.source_objects set claimed_until = now() where source_id = ${id} and status = 'pending'`;
    await collect(id);
    const objects = await bench.rows("objects");
    expect(objects).toHaveLength(count);
    expect(objects.every(({ status }) => status === "taken")).toBe(true);
    const [facts] = await bench.sql`
      select count(*)::int as files, count(distinct source_object_id)::int as objects from public.log_files
      where organization_id = ${bench.team.id}`;
    expect(facts).toEqual({ files: count, objects: count });
  });

  it("ends within the current step when it is told to, and what it had begun is finished by the next", async () => {
    for (let i = 0; i < 30; i++) put(`${i}.log`, lines(200));
    const id = await bench.createSource();
    let isEnding = false;
    const ended = bench.instance({ isEnding: () => isEnding });
    const run = collect(id, ended);
    await expect.poll(async () => (await bench.rows("files")).length, { timeout: 20_000 }).toBeGreaterThan(3);
    isEnding = true;
    await run;
    await ended.files.close();
    await delay(10);
    // What was handed back is sent again by the next one's sweep.
    await bench.sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update public.log_files set updated_at = now() - interval '1 minute' where organization_id = ${bench.team.id}`;
    });
    await collect(id);
    const files = await bench.rows("files");
    expect(files.map(({ status, records }) => `${status} ${records}`)).toEqual(Array(30).fill("completed 200"));
  });
});

async function* never(): AsyncGenerator<Uint8Array, void> {
  await new Promise(() => undefined);
}
