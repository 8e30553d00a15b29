import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, describe, expect, inject, test } from "vitest";
import type { Role } from "#lib/model/role.ts";
import { asCaller, connect, type TransactionSql } from "#lib/platform/database.ts";
import {
  acceptInvitation,
  changeMemberRole,
  createInvitation,
  removeMember,
  revokeInvitation,
} from "./change-members.ts";
import { listMembers } from "./list-members.ts";

const sql = connect({ url: inject("databaseUrl"), maxConnections: 6 });
afterAll(() => sql.end());

interface Person {
  id: string;
  email: string;
  as: <T>(work: (tx: TransactionSql) => Promise<T>) => Promise<T>;
}

async function person(): Promise<Person> {
  const id = randomUUID();
  const email = `${id}@example.org`;
  await sql`insert into auth.users (id, email) values (${id}, ${email})`;
  return { id, email, as: (work) => asCaller({ sub: id }, work, { sql }) };
}

async function member(role: Role, organizationId: string): Promise<Person> {
  const who = await person();
  await sql`insert into public.memberships (organization_id, user_id, role) values (${organizationId}, ${who.id}, ${role})`;
  return who;
}

let team: string;
let people: Record<Role, Person>;
let stranger: Person;

beforeEach(async () => {
  const rows = await sql<
    { id: string }[]
  >`insert into public.organizations (name) values ('Team'), ('Other team') returning id`;
  const [own, other] = rows.map(({ id }) => id);
  team = own ?? "";
  const make = (role: Role) => member(role, team);
  people = {
    owner: await make("owner"),
    admin: await make("admin"),
    operator: await make("operator"),
    viewer: await make("viewer"),
  };
  stranger = await member("owner", other ?? "");
});

const everyone = (): [string, Person][] => [...Object.entries(people), ["stranger", stranger]];
/** Which of these people a work is allowed to; the others are refused or find nothing. */
async function allowed(work: (who: Person) => Promise<unknown>): Promise<string[]> {
  const names: string[] = [];
  for (const [name, who] of everyone()) {
    const outcome = await work(who).then(
      () => "done",
      (error: { code?: string }) => error.code,
    );
    if (outcome === "done") names.push(name);
    else expect(outcome).toBeOneOf(["forbidden", "not_found"]);
  }
  return names;
}
const invite = (who: Person, input: { email?: string; role?: "admin" | "operator" | "viewer" } = {}) =>
  who.as((tx) =>
    createInvitation(tx, { organizationId: team, role: input.role ?? "viewer", email: input.email ?? null }),
  );
const setRole = (who: Person, whom: Person, role: Role) =>
  who.as((tx) => changeMemberRole(tx, { organizationId: team, userId: whom.id, role }));
const remove = (who: Person, whom: Person) =>
  who.as((tx) => removeMember(tx, { organizationId: team, userId: whom.id }));
const list = (who: Person) => who.as((tx) => listMembers(tx, team));
const roleOf = async (who: Person) =>
  (await list(people.owner)).members.find(({ userId }) => userId === who.id)?.role ?? null;

describe("the list of members", () => {
  test("shows members their team with addresses, owners first, and only admins the open links", async () => {
    await invite(people.admin);
    for (const role of ["owner", "admin"] as const) expect((await list(people[role])).invitations).toHaveLength(1);
    const { members, invitations } = await list(people.viewer);
    expect(members.map(({ email, role }) => [email, role])).toEqual(
      (["owner", "admin", "operator", "viewer"] as const).map((role) => [people[role].email, role]),
    );
    expect(invitations).toEqual([]);
  });

  test("is empty for people of another team", async () => {
    expect(await list(stranger)).toEqual({ members: [], invitations: [] });
  });
});

describe("an invitation", () => {
  test("is made by admins and owners only", async () => {
    expect(await allowed((who) => invite(who))).toEqual(["owner", "admin"]);
  });

  test("lets one person in with its role, once", async () => {
    const { token } = await invite(people.admin, { role: "operator" });
    const [ann, ben] = [await person(), await person()];
    const answers = await Promise.allSettled([ann, ben].map((who) => who.as((tx) => acceptInvitation(tx, token))));
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(answers.find((answer) => answer.status === "rejected")?.reason).toMatchObject({ code: "conflict" });
    const joined = answers[0]?.status === "fulfilled" ? ann : ben;
    expect(await roleOf(joined)).toBe("operator");
    expect((await list(people.owner)).invitations).toEqual([]);
    // Asking again is asking once.
    expect(await joined.as((tx) => acceptInvitation(tx, token))).toEqual({ organizationId: team });
  });

  test("is not used up by somebody who is in the team already, and changes no role", async () => {
    const { token } = await invite(people.owner, { role: "admin" });
    await people.viewer.as((tx) => acceptInvitation(tx, token));
    expect(await roleOf(people.viewer)).toBe("viewer");
    const ann = await person();
    await ann.as((tx) => acceptInvitation(tx, token));
    expect(await roleOf(ann)).toBe("admin");
  });

  test("for an address lets only that address in", async () => {
    const [ann, ben] = [await person(), await person()];
    const { token } = await invite(people.owner, { email: ann.email.toUpperCase() });
    await expect(ben.as((tx) => acceptInvitation(tx, token))).rejects.toMatchObject({ code: "forbidden" });
    await ann.as((tx) => acceptInvitation(tx, token));
    expect(await roleOf(ann)).toBe("viewer");
  });

  test("for an address replaces the older one, and is refused for a member", async () => {
    const ann = await person();
    const { token } = await invite(people.owner, { email: ann.email });
    await invite(people.owner, { email: ann.email });
    expect((await list(people.owner)).invitations).toHaveLength(1);
    await expect(ann.as((tx) => acceptInvitation(tx, token))).rejects.toMatchObject({ code: "conflict" });
    await expect(invite(people.owner, { email: people.viewer.email })).rejects.toMatchObject({ code: "conflict" });
  });

  test("ends when it is revoked, by admins and owners of its team only", async () => {
    const { id, token } = await invite(people.owner);
    expect(await allowed((who) => who.as((tx) => revokeInvitation(tx, id)))).toEqual(["owner", "admin"]);
    const ann = await person();
    await expect(ann.as((tx) => acceptInvitation(tx, token))).rejects.toMatchObject({ code: "conflict" });
  });

  test("ends after 7 days", async () => {
    const { id, token, expiresAtMs } = await invite(people.owner);
    expect(expiresAtMs / 86_400_000).toBeCloseTo(Date.now() / 86_400_000 + 7, 2);
    await sql`update public.invitations set expires_at = now() where id = ${id}`;
    const ann = await person();
    await expect(ann.as((tx) => acceptInvitation(tx, token))).rejects.toMatchObject({ code: "conflict" });
  });

  test("ends with the right of whoever made it", async () => {
    const { token } = await invite(people.admin);
    await setRole(people.owner, people.admin, "operator");
    const ann = await person();
    await expect(ann.as((tx) => acceptInvitation(tx, token))).rejects.toMatchObject({ code: "conflict" });
  });

  test.each(["", "nonsense"])("is not found by the token %j", async (token) => {
    const ann = await person();
    await expect(ann.as((tx) => acceptInvitation(tx, token))).rejects.toMatchObject({ code: "not_found" });
  });

  test("is described to anybody who has the link, and can be accepted by nobody without a session", async () => {
    const { token } = await invite(people.owner);
    const asAnon = (query: (tx: TransactionSql) => Promise<unknown>) =>
      sql.begin(async (tx) => {
        await tx`select set_config('role', 'anon', true)`;
        return { value: await query(tx) };
      });
    const { value } = await asAnon(
      (tx) => tx`select organization_name, role, state from public.describe_invitation(${token})`,
    );
    expect(value).toEqual([{ organization_name: "Team", role: "viewer", state: "open" }]);
    for (const call of [
      (tx: TransactionSql) => tx`select public.accept_invitation(${token})`,
      (tx: TransactionSql) => tx`select * from public.list_members(${team})`,
      (tx: TransactionSql) => tx`select public.remove_member(${team}, ${people.viewer.id})`,
    ])
      await expect(asAnon(call)).rejects.toMatchObject({ code: "42501" });
  });
});

describe("a role", () => {
  test("is changed by admins and owners only", async () => {
    expect(await allowed((who) => setRole(who, people.viewer, "operator"))).toEqual(["owner", "admin"]);
  });

  test("of an owner is given and taken by owners only", async () => {
    expect(await allowed(async (who) => setRole(who, await member("operator", team), "owner"))).toEqual(["owner"]);
    await setRole(people.owner, people.operator, "owner");
    await expect(setRole(people.admin, people.operator, "viewer")).rejects.toMatchObject({ code: "forbidden" });
    await setRole(people.owner, people.operator, "viewer");
    expect(await roleOf(people.operator)).toBe("viewer");
  });

  test("can't be raised by oneself past the functions", async () => {
    const raise = people.viewer.as(
      (tx) => tx`update public.memberships set role = 'owner' where user_id = ${people.viewer.id}`,
    );
    await expect(raise).rejects.toMatchObject({ code: "42501" });
  });
});

describe("the last owner", () => {
  test("can neither leave nor step down", async () => {
    await expect(remove(people.owner, people.owner)).rejects.toMatchObject({ code: "conflict" });
    await expect(setRole(people.owner, people.owner, "admin")).rejects.toMatchObject({ code: "conflict" });
  });

  test("stays when two owners leave at once", async () => {
    await setRole(people.owner, people.admin, "owner");
    const answers = await Promise.allSettled([remove(people.owner, people.owner), remove(people.admin, people.admin)]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

describe("a member", () => {
  test("is removed by admins and owners only, owners by owners only", async () => {
    expect(await allowed(async (who) => remove(who, await member("operator", team)))).toEqual(["owner", "admin"]);
    await expect(remove(people.admin, people.owner)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("may leave, and sees nothing of the team from then on", async () => {
    await remove(people.viewer, people.viewer);
    expect(await list(people.viewer)).toEqual({ members: [], invitations: [] });
    expect(await roleOf(people.viewer)).toBeNull();
  });
});
