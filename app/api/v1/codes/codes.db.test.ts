import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type ApiStack, startApiStack, type TestPerson } from "../../_testing/api-stack.ts";
import { request, withId } from "../../_testing/intake-kit.ts";
import { PUT as explain, DELETE as takeAway } from "./[code]/route.ts";
import { GET as getCodes } from "./route.ts";

let stack: ApiStack;
let ann: TestPerson;
let stranger: TestPerson;
const deployments: string[] = [];

beforeAll(async () => {
  stack = await startApiStack(inject("databaseUrl"));
  ann = await stack.person("viewer");
  stranger = await stack.person("owner");
  for (const name of ["Wave 1", "Wave 2"]) {
    const [row] = await stack.sql<{ id: string }[]>`
      insert into public.deployments (organization_id, name) values (${ann.organizationId}, ${name}) returning id`;
    deployments.push(row?.id ?? "");
  }
  const devices = await stack.sql<{ id: string }[]>`
    insert into public.devices (organization_id, name)
    select ${ann.organizationId}, 'LT-' || n from generate_series(1, 3) as n returning id`;
  const seen = async (
    deployment: number,
    device: number,
    codes: { exit?: string; cause?: string; minutesAgo: number },
  ) =>
    stack.sql`
      insert into public.deployment_devices
        (deployment_id, subject_id, organization_id, device_id, outcome, exit_code, cause_code, file_count, changed_at)
      values (${deployments[deployment] ?? ""}, ${devices[device]?.id ?? ""}, ${ann.organizationId},
        ${devices[device]?.id ?? ""}, 'failed', ${codes.exit ?? null}, ${codes.cause ?? null}, 1,
        now() - make_interval(mins => ${codes.minutesAgo}))`;
  await seen(0, 0, { cause: "0x8007ABCD", exit: "1603", minutesAgo: 9 });
  await seen(1, 0, { cause: "0x8007ABCD", exit: "1603", minutesAgo: 3 });
  await seen(0, 1, { cause: "1603", minutesAgo: 5 });
  await seen(0, 2, { exit: "1618", minutesAgo: 1 });
});
afterAll(() => stack.close());

const devicesOf = async (person: TestPerson | null, code: string) => {
  const response = await getCodes(request(`/api/v1/codes?code=${encodeURIComponent(code)}`, person));
  return { status: response.status, body: await response.json() };
};

describe("GET /api/v1/codes", () => {
  it("counts devices by cause and by exit code, each once, and gives the last deployment of them", async () => {
    const { body } = await devicesOf(ann, "1603");
    expect(body).toMatchObject({ code: "1603", devices: { count: 2, latest: { deployment: "Wave 2" } } });
    expect(body.devices.latest.deploymentId).toBe(deployments[1]);
  });

  it("takes letters in either case for the same", async () => {
    expect((await devicesOf(ann, "0X8007abcd")).body.devices.count).toBe(1);
  });

  it("knows nothing of other teams, nor of codes that nobody had", async () => {
    const none = { count: 0, latest: null };
    expect((await devicesOf(stranger, "1603")).body.devices).toEqual(none);
    expect((await devicesOf(ann, "1604")).body.devices).toEqual(none);
  });

  it("asks who it is for, and for which code", async () => {
    expect((await devicesOf(null, "1603")).status).toBe(401);
    expect((await devicesOf(ann, " ")).status).toBe(400);
  });
});

describe("/api/v1/codes/{code}", () => {
  const words = { title: "Licence server not reached", meaning: "The agent got no licence.", check: null };
  const put = (person: TestPerson, code: string, body: unknown = words) =>
    explain(
      request(`/api/v1/codes/${code}`, person, {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
      withId("code", code),
    );
  const remove = (person: TestPerson, code: string) =>
    takeAway(request(`/api/v1/codes/${code}`, person, { method: "DELETE" }), withId("code", code));
  const explanationOf = async (person: TestPerson, code: string) => (await devicesOf(person, code)).body.explanation;

  it("keeps an operator's words for the team alone, whatever way the code is written", async () => {
    const operator = await stack.person("operator", ann.organizationId);
    const answer = await put(operator, "0x8abcdef0");
    expect(await answer.json()).toEqual({
      explanation: {
        ...words,
        code: "0x8ABCDEF0",
        changedBy: expect.stringContaining("@"),
        changedAtMs: expect.any(Number),
      },
    });
    for (const code of ["0x8ABCDEF0", "8abcdef0", "-1967333648"]) {
      expect(await explanationOf(ann, code)).toMatchObject(words);
    }
    expect(await explanationOf(stranger, "0x8ABCDEF0")).toBeNull();
    await put(operator, "-1967333648", { ...words, check: "Ask for a licence." });
    expect(await explanationOf(ann, "0x8ABCDEF0")).toMatchObject({ check: "Ask for a licence." });
    await remove(operator, "8ABCDEF0");
    expect(await explanationOf(ann, "0x8ABCDEF0")).toBeNull();
  });

  it("refuses viewers, and says so", async () => {
    for (const answer of [await put(ann, "4711"), await remove(ann, "4711")]) {
      expect(answer.status).toBe(403);
      expect((await answer.json()).error.message).toContain("Ask an operator");
    }
    expect(await explanationOf(ann, "4711")).toBeNull();
  });

  it("names what is missing or too long", async () => {
    const operator = await stack.person("operator", ann.organizationId);
    for (const [field, body] of [
      ["title", { ...words, title: " " }],
      ["meaning", { ...words, meaning: "x".repeat(401) }],
    ] as const) {
      const answer = await put(operator, "4711", body);
      expect(answer.status).toBe(422);
      expect((await answer.json()).error.details.fields[0].field).toBe(field);
    }
    expect((await put(operator, "x".repeat(101))).status).toBe(400);
  });

  it("has room for 500 codes of a team", async () => {
    const other = await stack.person("operator");
    await stack.sql`
      insert into public.code_explanations (organization_id, code, title, meaning)
      select ${other.organizationId}, n::text, 't', 'm' from generate_series(10001, 10500) as n`;
    const answer = await put(other, "4711");
    expect(answer.status).toBe(400);
    expect((await answer.json()).error.message).toContain("at most 500");
    expect((await put(other, "10001")).status).toBe(200);
  });
});
