import { afterAll, describe, expect, inject, test } from "vitest";
import { connect } from "./database.ts";

const sql = connect({ url: inject("databaseUrl"), maxConnections: 1 });
afterAll(() => sql.end());

/** The driver may tell the error of the lost connection once more, to the first who uses its replacement. */
const one = () => sql`select 1 as one`;
const oneAgain = () => one().catch(one);

async function terminate(pid: number): Promise<void> {
  const other = connect({ url: inject("databaseUrl"), maxConnections: 1 });
  await other`select pg_terminate_backend(${pid})`;
  await other.end();
}

// An exception that nobody can catch would fail the whole run of this file.
describe("a connection that is lost within a transaction", () => {
  test.each([
    ["while a statement runs", "select pg_sleep(10)"],
    ["between two statements", null],
  ])("%s rejects the transaction and is replaced", async (_, running) => {
    for (let time = 0; time < 3; time++) {
      const lost = sql.begin(async (tx) => {
        const [own] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
        const ended = terminate(own?.pid ?? 0);
        if (running === null) await ended;
        await tx.unsafe(running ?? "select 1");
      });
      await expect(lost).rejects.toMatchObject({ code: expect.stringMatching(/CONNECTION_CLOSED|57P01|ECONNRESET/) });
      expect(await oneAgain()).toEqual([{ one: 1 }]);
    }
  });

  test("leaves other errors as they are, rolled back", async () => {
    const failing = sql.begin(async (tx) => {
      await tx`create temporary table half_done (id integer)`;
      await tx`select 1 / 0`;
    });
    await expect(failing).rejects.toMatchObject({ code: "22012" });
    expect(await sql`select to_regclass('half_done') as made`).toEqual([{ made: null }]);
  });
});
