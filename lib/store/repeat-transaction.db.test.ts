import { afterAll, expect, inject, test } from "vitest";
import { connect } from "#lib/platform/database.ts";
import { repeatTransaction } from "./repeat-transaction.ts";
import { createFile, createOrganization } from "./store.test-kit.ts";

const sql = connect({ url: inject("databaseUrl") });
const team = await createOrganization(sql);
afterAll(async () => {
  await sql`delete from public.log_files where organization_id = ${team.id}`;
  await sql.end();
});

test("two that lock the same rows in opposite orders both come through", async () => {
  const ids = [(await createFile(sql, team)).id, (await createFile(sql, team)).id];
  let tries = 0;
  const both = Promise.withResolvers<void>();
  const change = (order: string[]) =>
    repeatTransaction(sql, async (tx) => {
      tries += 1;
      for (const [index, id] of order.entries()) {
        await tx`update public.log_files set name = name || '.' where id = ${id}`;
        if (index > 0) continue;
        if (tries === 2) both.resolve();
        await both.promise;
      }
    });
  await Promise.all([change(ids), change(ids.toReversed())]);
  expect(tries).toBe(3);
  const files = await sql`select name from public.log_files where organization_id = ${team.id}`;
  expect(files.map(({ name }) => name)).toEqual(["app.log..", "app.log.."]);
});

test("what the database refuses for good is not asked again", async () => {
  let tries = 0;
  const refused = repeatTransaction(sql, async (tx) => {
    tries += 1;
    await tx`select 1 / 0`;
  });
  await expect(refused).rejects.toThrow(/division by zero/);
  expect(tries).toBe(1);
});
