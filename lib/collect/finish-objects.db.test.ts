import { afterEach, beforeEach, expect, inject, it } from "vitest";
import { type CollectBench, collectBench } from "./collect.test-kit.ts";
import { finishSource } from "./finish-objects.ts";
import { memoryStore } from "./memory-store.test-kit.ts";

let bench: CollectBench;
beforeEach(async () => {
  bench = await collectBench(inject("databaseUrl"));
});
afterEach(() => bench.close());

/** A source of which so many objects were read to their ends. */
async function sourceRead(count: number, after: string): Promise<string> {
  const id = await bench.createSource({ after });
  await bench.sql`
    with objects as (
      insert into public.source_objects (organization_id, source_id, store, object_key, etag, size_bytes, sort_at, status)
      select ${bench.team.id}, ${id}, 'memory:test', i || '.log', i::text, 1, now(), 'taken' from generate_series(1, ${count}) i
      returning id, object_key
    ), files as (
      insert into public.log_files (organization_id, source, bucket, object_key, name, size_bytes, source_object_id, status)
      select ${bench.team.id}, 'folder', 'memory:test', object_key, object_key, 1, id, 'completed' from objects
      returning id, source_object_id
    )
    select count(*) from files`;
  await bench.sql`
    update public.source_objects o set file_id = f.id from public.log_files f
    where f.source_object_id = o.id and o.source_id = ${id}`;
  return id;
}

it("removes all that was read, however much it is", async () => {
  const id = await sourceRead(450, "delete");
  const removed: string[] = [];
  const store = memoryStore();
  store.remove = async ({ key }) => void removed.push(key);
  await finishSource(id, bench.instance({ openStore: async () => store }).ports);
  expect(new Set(removed).size).toBe(450);
  expect((await bench.rows("objects")).every(({ isFinished, problem }) => isFinished && problem === null)).toBe(true);
});

it("says of objects that can't be tagged that they were not", async () => {
  const id = await sourceRead(1, "tag");
  // A definition that only a kind with tags is saved with.
  await bench.sql`update public.sources set kind = 'custom', definition = definition || '{"connection": {"type": "memory"}}' where id = ${id}`;
  await finishSource(id, bench.instance({ openStore: async () => memoryStore() }).ports);
  expect(await bench.rows("objects")).toEqual([
    expect.objectContaining({ isFinished: true, problem: expect.stringContaining("no tags") }),
  ]);
});
