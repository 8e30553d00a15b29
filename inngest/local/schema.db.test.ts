import { expect, inject, it } from "vitest";
import { activeFunctions } from "./functions.ts";
import { migrateSchema } from "./schema.ts";
import { openSql } from "./sql.ts";
import { createDatabase } from "./testing/test-bench.ts";

it("upgrades an engine of the first version and keeps what it holds", async () => {
  const sql = openSql(await createDatabase(inject("databaseUrl")), 1);
  await migrateSchema(sql, { upTo: 1 });
  const config = { id: "app-f", name: "f", concurrency: [], crons: [], triggers: [] };
  await sql`insert into inngest_local.functions (id, app, config) values ('app-f', 'app', ${JSON.stringify(config)})`;
  await sql`insert into inngest_local.runs (id, function_id, event_internal_id, priority_at) values ('r', 'app-f', 'e', now())`;
  await sql`
    insert into inngest_local.queue (run_id, function_id, step_id, kind, priority_at, due_at)
    values ('r', 'app-f', 'step', 'call', now(), now())`;
  await migrateSchema(sql);
  await migrateSchema(sql);
  expect(await sql`select run_id, throttle_key, wait_event from inngest_local.queue`).toEqual([
    { run_id: "r", throttle_key: null, wait_event: null },
  ]);
  const [known] = await activeFunctions(sql);
  expect(known).toMatchObject({ id: "app-f", throttle: null, batch: null, timeouts: { startMs: null } });
  await sql.end();
});
