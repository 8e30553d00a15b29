import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type ApiStack, startApiStack, type TestPerson } from "../../_testing/api-stack.ts";
import { request } from "../../_testing/intake-kit.ts";
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
