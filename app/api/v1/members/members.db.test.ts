import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { type ApiStack, startApiStack, type TestPerson } from "../../_testing/api-stack.ts";
import { request, withId } from "../../_testing/intake-kit.ts";
import { DELETE as revoke } from "../invitations/[id]/route.ts";
import { POST as accept } from "../invitations/accept/route.ts";
import { POST as invite } from "../invitations/route.ts";
import { DELETE as remove, PATCH as setRole } from "./[userId]/route.ts";
import { GET as list } from "./route.ts";

let stack: ApiStack;
let owner: TestPerson;
let viewer: TestPerson;
let operator: TestPerson;
let stranger: TestPerson;
let nobody: TestPerson;
beforeAll(async () => {
  stack = await startApiStack(inject("databaseUrl"));
});
afterAll(() => stack.close());
beforeEach(async () => {
  owner = await stack.person("owner");
  viewer = await stack.person("viewer", owner.organizationId);
  operator = await stack.person("operator", owner.organizationId);
  stranger = await stack.person("owner");
  nobody = await stack.person(null);
});

const body = (method: string, json: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method,
  body: JSON.stringify(json),
  headers: { "content-type": "application/json", ...headers },
});
const invited = (who: TestPerson | null, json: unknown = { role: "viewer" }) =>
  invite(request("/api/v1/invitations", who, body("POST", json)));
const roleOf = (who: TestPerson | null, whom: TestPerson, role: string) =>
  setRole(request(`/api/v1/members/${whom.userId}`, who, body("PATCH", { role })), withId("userId", whom.userId));
const removed = (who: TestPerson | null, whom: TestPerson) =>
  remove(request(`/api/v1/members/${whom.userId}`, who, { method: "DELETE" }), withId("userId", whom.userId));
const accepted = (who: TestPerson | null, token: string) =>
  accept(request("/api/v1/invitations/accept", who, body("POST", { token })));

describe("members", () => {
  it("are told to members of the team, its own to everybody else, and to nobody without a token", async () => {
    const users = async (who: TestPerson) =>
      (await (await list(request("/api/v1/members", who))).json()).members.map(
        (member: { userId: string }) => member.userId,
      );
    expect(await users(viewer)).toEqual([owner.userId, operator.userId, viewer.userId]);
    expect(await users(stranger)).toEqual([stranger.userId]);
    expect((await list(request("/api/v1/members", nobody))).status).toBe(403);
    expect((await list(request("/api/v1/members", null))).status).toBe(401);
  });

  it("are changed and removed by admins only", async () => {
    for (const who of [viewer, operator]) {
      expect((await roleOf(who, viewer, "admin")).status).toBe(403);
      expect((await removed(who, owner)).status).toBe(403);
      expect((await invited(who)).status).toBe(403);
    }
    expect((await roleOf(stranger, viewer, "admin")).status).toBe(404);
    expect((await removed(stranger, viewer)).status).toBe(404);
    expect((await roleOf(null, viewer, "admin")).status).toBe(401);
    expect((await roleOf(owner, viewer, "admin")).status).toBe(200);
    expect((await roleOf(owner, viewer, "emperor")).status).toBe(422);
    expect((await removed(owner, viewer)).status).toBe(200);
    expect((await list(request("/api/v1/members", viewer))).status).toBe(403);
  });

  it("always have an owner among them", async () => {
    const response = await removed(owner, owner);
    expect(response.status).toBe(409);
    expect((await response.json()).error.message).toContain("only owner");
  });
});

describe("an invitation", () => {
  it("leads somebody without a team into it, once, and works for the team's API at once", async () => {
    const response = await invited(owner, { role: "operator" });
    expect(response.status).toBe(201);
    const { token, path } = await response.json();
    expect(path).toBe(`/invite/${token}`);
    expect((await accepted(null, token)).status).toBe(401);
    expect(await (await accepted(nobody, token)).json()).toEqual({ organizationId: owner.organizationId });
    expect((await list(request("/api/v1/members", nobody))).status).toBe(200);
    expect((await accepted(stranger, token)).status).toBe(409);
    expect((await accepted(stranger, "nonsense")).status).toBe(404);
  });

  it("is refused with an address that is none, or a role that links don't give", async () => {
    expect((await invited(owner, { role: "viewer", email: "nobody" })).status).toBe(422);
    expect((await invited(owner, { role: "owner" })).status).toBe(422);
  });

  it("is revoked by admins of its team only", async () => {
    const { invitation, token } = await (await invited(owner)).json();
    const ask = async (who: TestPerson) =>
      (
        await revoke(
          request(`/api/v1/invitations/${invitation.id}`, who, { method: "DELETE" }),
          withId("id", invitation.id),
        )
      ).status;
    expect(await ask(viewer)).toBe(404);
    expect(await ask(stranger)).toBe(404);
    expect(await ask(owner)).toBe(200);
    expect((await accepted(nobody, token)).status).toBe(409);
  });
});

describe("somebody in two teams", () => {
  const members = async (headers: Record<string, string>) => {
    const response = await list(request("/api/v1/members", stranger, { headers }));
    const { members: found } = await response.json();
    return response.status === 200 ? found.length : response.status;
  };

  it("asks about the oldest, the one of the browser's cookie, or the one that the request names", async () => {
    const { token } = await (await invited(owner)).json();
    await accepted(stranger, token);
    const second = owner.organizationId;
    expect(await members({})).toBe(1);
    expect(await members({ cookie: `sluice-team=${second}` })).toBe(4);
    expect(await members({ "sluice-team": second })).toBe(4);
    expect(await members({ cookie: `sluice-team=${second}`, "sluice-team": stranger.organizationId })).toBe(1);
    // A cookie outlives its membership; a name in the request is meant.
    expect(await members({ cookie: "sluice-team=nonsense" })).toBe(1);
    expect(await members({ "sluice-team": "nonsense" })).toBe(403);
  });
});
