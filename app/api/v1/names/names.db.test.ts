import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type ApiStack, startApiStack, type TestPerson } from "../../_testing/api-stack.ts";
import { request } from "../../_testing/intake-kit.ts";
import { GET as getNames } from "./route.ts";

let stack: ApiStack;
let ann: TestPerson;
beforeAll(async () => {
  stack = await startApiStack(inject("databaseUrl"));
  ann = await stack.person("viewer");
  const stranger = await stack.person("owner");
  await stack.sql`
    insert into public.deployments (organization_id, name, created_at) values
      (${ann.organizationId}, 'Autopilot wave 7', now()), (${ann.organizationId}, 'Tallybook 50%', now() - interval '1 day'),
      (${stranger.organizationId}, 'Autopilot secret', now())`;
  await stack.sql`insert into public.devices (organization_id, name) values (${ann.organizationId}, 'LT-2318')`;
});
afterAll(() => stack.close());

const names = async (person: TestPerson | null, query: string) => {
  const response = await getNames(request(`/api/v1/names?${query}`, person));
  return { status: response.status, body: await response.json() };
};

describe("GET /api/v1/names", () => {
  it.each([
    ["the team's deployments, newest first", "of=deployment", ["Autopilot wave 7", "Tallybook 50%"]],
    ["those with a part of the name, whatever its case", "of=deployment&text=AUTO", ["Autopilot wave 7"]],
    ["nothing special about a percent sign", "of=deployment&text=%25", ["Tallybook 50%"]],
    ["devices apart from deployments", "of=device", ["LT-2318"]],
    ["at most so many", "of=deployment&limit=1", ["Autopilot wave 7"]],
  ])("gives %s", async (_name, query, expected) => {
    expect((await names(ann, query)).body).toEqual({ names: expected });
  });

  it("asks who it is for, and for what", async () => {
    expect((await names(null, "of=device")).status).toBe(401);
    expect((await names(ann, "of=weather")).status).toBe(400);
  });
});
