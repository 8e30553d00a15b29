import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { connect, type Sql } from "#lib/platform/database.ts";
import { joinAsTerminal } from "./join-as-terminal.ts";
import { openSetup } from "./open-setup.ts";
import type { TransactionSql } from "./sql.ts";
import { createUser } from "./store.test-kit.ts";

let sql: Sql;
beforeAll(() => {
  sql = connect({ url: inject("databaseUrl"), maxConnections: 1 });
});
afterAll(() => sql.end());

/** A database without teams, for one test: everything is rolled back, so other tests' teams come back. */
async function onFreshServer(test: (tx: Sql) => Promise<void>): Promise<void> {
  const rolledBack = new Error("rolled back");
  const run = sql.begin(async (tx) => {
    await tx`truncate public.organizations, private.setup_codes cascade`;
    await test(nested(tx));
    throw rolledBack;
  });
  await expect(run).rejects.toBe(rolledBack);
}

/** The transaction in the place of a pool: what begins in it is a savepoint. */
function nested(tx: TransactionSql): Sql {
  return Object.assign(((...args: Parameters<Sql>) => tx(...args)) as Sql, {
    begin: (work: (inner: TransactionSql) => Promise<unknown>) => tx.savepoint(work),
  });
}

async function claim(tx: Sql, userId: string, code: string): Promise<string> {
  const [row] = await tx.begin(async (inner) => {
    await inner`select set_config('request.jwt.claims', ${JSON.stringify({ sub: userId, role: "authenticated" })}, true)`;
    return inner<{ id: string }[]>`select public.claim_setup(${code}, 'Wave team') as id`;
  });
  return row?.id ?? "";
}

describe("openSetup", () => {
  it("makes a code that can be claimed once, however it is written", () =>
    onFreshServer(async (tx) => {
      const owner = await createUser(tx);
      await openSetup(tx, "7K4M-2QXP");
      const id = await claim(tx, owner, "7k4m 2qxp");
      const members = await tx`select user_id, role from public.memberships where organization_id = ${id}`;
      expect(members).toEqual([{ user_id: owner, role: "owner" }]);
      await expect(claim(tx, await createUser(tx), "7K4M-2QXP")).rejects.toThrow(/not valid, or was used/);
    }));

  it("ends the code of the start before", () =>
    onFreshServer(async (tx) => {
      await openSetup(tx, "AAAA-1111");
      await openSetup(tx, "BBBB-2222");
      await expect(claim(tx, await createUser(tx), "AAAA-1111")).rejects.toThrow(/not valid/);
      expect(await claim(tx, await createUser(tx), "BBBB-2222")).not.toBe("");
    }));

  it("does nothing on a server with an owner", () =>
    onFreshServer(async (tx) => {
      await openSetup(tx, "AAAA-1111");
      await claim(tx, await createUser(tx), "AAAA-1111");
      await openSetup(tx, "CCCC-3333");
      await expect(claim(tx, await createUser(tx), "CCCC-3333")).rejects.toThrow(/not valid/);
    }));
});

describe("joinAsTerminal", () => {
  it("makes a team without an owner, which the first owner finds and names", () =>
    onFreshServer(async (tx) => {
      const terminal = await createUser(tx);
      const owner = await createUser(tx);
      await joinAsTerminal(tx, terminal);
      await joinAsTerminal(tx, terminal);
      await openSetup(tx, "AAAA-1111");
      const id = await claim(tx, owner, "AAAA-1111");
      const teams = await tx`select id, name from public.organizations`;
      expect(teams).toEqual([{ id, name: "Wave team" }]);
      const members = await tx`select user_id, role from public.memberships order by role`;
      expect(members).toEqual([
        { user_id: terminal, role: "operator" },
        { user_id: owner, role: "owner" },
      ]);
    }));

  it("joins the team that is there", () =>
    onFreshServer(async (tx) => {
      await openSetup(tx, "AAAA-1111");
      const id = await claim(tx, await createUser(tx), "AAAA-1111");
      const terminal = await createUser(tx);
      await joinAsTerminal(tx, terminal);
      const [member] = await tx`select organization_id, role from public.memberships where user_id = ${terminal}`;
      expect(member).toEqual({ organization_id: id, role: "operator" });
    }));
});
