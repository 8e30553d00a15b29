import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { DEFAULT_REDACTION_RULES, type RedactionRules } from "#lib/model/redaction.ts";
import type { Role } from "#lib/model/role.ts";
import { asCaller, connect, type TransactionSql } from "#lib/platform/database.ts";
import { createOrganization, createUser } from "#lib/store/store.test-kit.ts";
import { readRedactionRules, saveRedactionRules } from "./redaction-rules.ts";

const sql = connect({ url: inject("databaseUrl"), maxConnections: 4 });
let team: string;
let people: Record<Role | "stranger", string>;

beforeAll(async () => {
  const organization = await createOrganization(sql);
  team = organization.id;
  const member = async (role: Role) => {
    const id = await createUser(sql);
    await sql`insert into public.memberships (organization_id, user_id, role) values (${team}, ${id}, ${role})`;
    return id;
  };
  people = {
    owner: organization.ownerId,
    admin: await member("admin"),
    operator: await member("operator"),
    viewer: await member("viewer"),
    stranger: (await createOrganization(sql)).ownerId,
  };
});
afterAll(() => sql.end());

const as = <T>(who: keyof typeof people, work: (tx: TransactionSql) => Promise<T>) =>
  asCaller({ sub: people[who] }, work, { sql });
const read = (who: keyof typeof people) => as(who, (tx) => readRedactionRules(tx, team));
const save = (who: keyof typeof people, rules: RedactionRules, version: number) =>
  as(who, (tx) => saveRedactionRules(tx, { organizationId: team, rules, version }));

const others: RedactionRules = {
  builtIn: { ...DEFAULT_REDACTION_RULES.builtIn, email: "hash" },
  own: [{ name: "badge", pattern: String.raw`badge (\d+)`, mode: "mask" }],
};

test("what holds before a team decides is what Sluice ships", async () => {
  expect(await read("viewer")).toEqual({
    rules: DEFAULT_REDACTION_RULES,
    version: 0,
    changedBy: null,
    changedAtMs: null,
  });
});

test("rules are saved by admins and owners of their team, and by nobody else", async () => {
  for (const who of ["operator", "viewer"] as const) {
    await expect(save(who, others, 0)).rejects.toMatchObject({ code: "forbidden" });
  }
  await expect(save("stranger", others, 0)).rejects.toMatchObject({ code: "not_found" });
  await save("admin", others, 0);
  const saved = await read("viewer");
  expect(saved).toMatchObject({ rules: others, version: expect.any(Number) });
  expect(saved.changedAtMs).toBeGreaterThan(0);
});

test("of two who started from the same rules, the second is told to look again", async () => {
  const { version } = await read("owner");
  await save("owner", DEFAULT_REDACTION_RULES, version);
  await expect(save("admin", others, version)).rejects.toMatchObject({ code: "conflict" });
  expect((await read("admin")).rules).toEqual(DEFAULT_REDACTION_RULES);
});

test("another team sees neither the rules nor who changed them", async () => {
  expect(await read("stranger")).toMatchObject({ rules: DEFAULT_REDACTION_RULES, version: 0, changedBy: null });
});

test("the key of the hashes is read by nobody but the service", async () => {
  await sql`select * from private.redaction_of(${team})`;
  await expect(as("owner", (tx) => tx`select * from private.redaction_keys`)).rejects.toThrow("permission denied");
  await expect(as("owner", (tx) => tx`select * from private.redaction_of(${team})`)).rejects.toThrow(
    "permission denied",
  );
});
