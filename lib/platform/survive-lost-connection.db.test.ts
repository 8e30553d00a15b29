import { afterAll, describe, expect, inject, test } from "vitest";
import { connect } from "./database.ts";

const sql = connect({ url: inject("databaseUrl"), maxConnections: 1 });
afterAll(() => sql.end());

// An exception that nobody can catch would fail the whole run of this file.
describe("a connection that is lost within a transaction", () => {
  test("rejects the transaction and is replaced", async () => {
    for (let time = 0; time < 3; time++) {
      const lost = sql.begin((tx) => tx`select pg_terminate_backend(pg_backend_pid())`);
      await expect(lost).rejects.toMatchObject({ code: expect.stringMatching(/CONNECTION_CLOSED|57P01/) });
      expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
    }
  });

  test("between two of its statements does so as well", async () => {
    const lost = sql.begin(async (tx) => {
      const [own] = await tx`select pg_backend_pid() as pid`;
      const other = connect({ url: inject("databaseUrl"), maxConnections: 1 });
      await other`select pg_terminate_backend(${own?.pid})`;
      await other.end();
      await tx`select 1`;
    });
    await expect(lost).rejects.toMatchObject({ code: expect.stringMatching(/CONNECTION_CLOSED|57P01|ECONNRESET/) });
    expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
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
