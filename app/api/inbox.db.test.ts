// Before whatever loads the Inngest client.
import "./_testing/inngest-address.ts";
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { collectPorts } from "#inngest/ports.ts";
import type { AskedRun } from "#lib/collect/ask-for-run.ts";
import { collectOnce, collectRound } from "#lib/collect/collect.ts";
import { openCollector } from "#lib/collect/open-collector.ts";
import { watchInboxes } from "#lib/collect/watch-inboxes.ts";
import { sweep } from "#lib/intake/sweep.ts";
import { type ApiStack, startApiStack, type TestPerson } from "./_testing/api-stack.ts";
import { store } from "./_testing/intake-kit.ts";

let stack: ApiStack;
let ann: TestPerson;
let inboxId: string;

beforeAll(async () => {
  stack = await startApiStack(inject("databaseUrl"));
});
afterAll(() => stack.close());
beforeEach(async () => {
  ann = await stack.person("operator");
  const [inbox] = await stack.sql<{ id: string }[]>`
    update public.sources set definition = definition || '{"lane": "high"}'
    where organization_id = ${ann.organizationId} and kind = 'bucket' returning id`;
  inboxId = inbox?.id ?? "";
});

const keyOf = (name: string, person = ann) => `${person.organizationId}/inbox/${name}`;
const put = (name: string, content: string, person = ann) =>
  store(stack, person, { objectKey: keyOf(name, person), content });
const line = (text: string) => `2026-11-30 08:00:00 ERROR ${text}\n`;

async function files() {
  return await stack.sql`
    select f.name, f.status, f.record_count::int as records, o.version from public.log_files f
    join public.source_objects o on o.id = f.source_object_id
    where f.organization_id = ${ann.organizationId} order by o.id`;
}

async function collect() {
  const collector = await openCollector({ log: () => undefined, isEnding: () => false });
  try {
    return await collectOnce({ only: [inboxId], trigger: "interval" }, collector.ports, collector.files);
  } finally {
    await collector.files.close();
    await collector.ports.sql.end();
  }
}

describe("the inbox of a team", () => {
  it("notes an object in the commit that stores it, and a round takes it", async () => {
    expect(await put("app.log", line("one"))).toBe(200);
    const [noted] = await stack.sql`
      select o.status, o.size_bytes::int as size, s.next_run_at <= now() as "isDue" from public.source_objects o
      join public.sources s on s.id = o.source_id where o.organization_id = ${ann.organizationId}`;
    expect(noted).toEqual({ status: "pending", size: line("one").length, isDue: true });
    while ((await collectRound({ only: null, trigger: "interval" }, collectPorts())).isMoreLeft);
    expect(await files()).toEqual([expect.objectContaining({ name: "app.log" })]);
    expect(stack.events).toContainEqual(
      expect.objectContaining({
        name: "file/ingest.requested",
        data: expect.objectContaining({ organizationId: ann.organizationId }),
      }),
    );
  });

  it("is read to the end, once, and an object that is put again is its next version", async () => {
    await put("app.log", line("one"));
    await collect();
    await collect();
    expect(await put("app.log", `${line("one")}${line("two")}`)).toBe(400);
    const upsert = await fetch(`${stack.supabaseUrl}/storage/v1/object/deployment-logs/${keyOf("app.log")}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${process.env.SUPABASE_SECRET_KEY}`,
        apikey: process.env.SUPABASE_SECRET_KEY ?? "",
        "x-upsert": "true",
      },
      body: `${line("one")}${line("two")}`,
    });
    expect(upsert.status).toBe(200);
    await collect();
    expect(await files()).toEqual([
      { name: "app.log", status: "completed", records: 1, version: 1 },
      { name: "app.log", status: "completed", records: 2, version: 2 },
    ]);
  });

  it("finds what the trigger did not note", async () => {
    await stack.sql`alter table storage.objects disable trigger sluice_inbox_stored`;
    try {
      await put("late/app.log", line("one"));
    } finally {
      await stack.sql`alter table storage.objects enable trigger sluice_inbox_stored`;
    }
    expect(await collect()).toMatchObject({ taken: 1 });
    expect(await files()).toEqual([expect.objectContaining({ status: "completed", records: 1 })]);
  });

  it("leaves what is there to its own rules: the sweep takes nothing of it in", async () => {
    await put("app.log", line("one"));
    await stack.sql`update public.sources set paused_at = now() where id = ${inboxId}`;
    const collector = await openCollector({ log: () => undefined, isEnding: () => false });
    expect(await sweep(collector.ports)).toMatchObject({ takenIn: 0 });
    await collector.close();
    expect(await files()).toEqual([]);
  });

  it("takes objects of operators of the team only", async () => {
    const viewer = await stack.person("viewer", ann.organizationId);
    const stranger = await stack.person("owner");
    for (const person of [viewer, stranger]) {
      const status = await store(stack, person, { objectKey: keyOf(`${randomUUID()}.log`), content: line("one") });
      expect(status).toBe(400);
    }
    const outside = await store(stack, ann, { objectKey: `${ann.organizationId}/outbox/a.log`, content: line("one") });
    expect(outside).toBe(400);
  });
});

describe("whoever listens", () => {
  let asked: AskedRun[];
  let watch: Awaited<ReturnType<typeof watchInboxes>>;

  beforeEach(async () => {
    asked = [];
    const queue = { collect: async (run: AskedRun) => void asked.push(run) };
    watch = await watchInboxes({ sql: stack.sql, queue });
  });
  afterEach(() => watch.close());

  const askedHere = () => asked.filter(({ sourceId }) => sourceId === inboxId);
  const untilAsked = () => vi.waitFor(() => expect(askedHere()).not.toEqual([]), { timeout: 15_000, interval: 50 });

  it("hears of objects with their commit, of several together once", async () => {
    await Promise.all([put("a.log", line("one")), put("b.log", line("two"))]);
    await untilAsked();
    expect(askedHere()).toEqual([{ sourceId: inboxId, trigger: "event" }]);
  });

  it("hears nothing of an inbox that is paused", async () => {
    await stack.sql`update public.sources set paused_at = now() where id = ${inboxId}`;
    const other = await stack.person("operator");
    await put("a.log", line("one"));
    await put("b.log", line("two"), other);
    await vi.waitFor(() => expect(asked).not.toEqual([]), { timeout: 15_000, interval: 50 });
    expect(askedHere()).toEqual([]);
  });

  it("is told of what came while its connection was lost", async () => {
    await put("a.log", line("one"));
    await untilAsked();
    asked.length = 0;
    await stack.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query ilike 'listen %sluice_inbox%'`;
    await untilAsked();
  });
});
