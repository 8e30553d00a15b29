import { afterAll, beforeEach, describe, expect, inject, test } from "vitest";
import { connect } from "#lib/platform/database.ts";
import { createDeployment } from "./deployment.test-kit.ts";
import { countDeployments, type DeploymentTab, listDeployments } from "./list-deployments.ts";
import { readDeployment } from "./read-deployment.ts";
import { readDeploymentDevice } from "./read-deployment-device.ts";
import { createTeam, type TestTeam } from "./stored-file.test-kit.ts";

const sql = connect({ url: inject("databaseUrl") });
afterAll(() => sql.end());

let team: TestTeam;
beforeEach(async () => {
  team = await createTeam(sql, "Deployers");
});

const list = (tab: DeploymentTab = "all", limit = 50) =>
  team.asMember(
    async (tx) => (await listDeployments(tx, { organizationId: team.organizationId, tab, limit })).deployments,
  );
const only = async () => (await list())[0];

describe("a deployment's devices", () => {
  test("are counted by the worst last outcome of their products", async () => {
    const deployment = await createDeployment(sql, team, "Tallybook 4.2.0");
    const first = await deployment.addFile({ device: "LT-1" });
    await deployment.addInstallation(first, { outcome: "succeeded", product: "Runtime" });
    await deployment.addInstallation(first, { outcome: "failed", exitCode: "1603", code: "0x80070534" });
    const second = await deployment.addFile({ device: "LT-2" });
    await deployment.addInstallation(second, {
      outcome: "failed",
      exitCode: "1603",
      startedAt: "2026-03-12T10:00:00Z",
    });
    await deployment.addInstallation(second, { outcome: "reboot", attempt: 2, startedAt: "2026-03-12T11:00:00Z" });
    await deployment.addFile({ device: "LT-3" });
    expect(await only()).toMatchObject({
      name: "Tallybook 4.2.0",
      status: "failed",
      deviceCount: 3,
      fileCount: 3,
      topCode: "0x80070534",
      counts: { failed: 1, cancelled: 0, deferred: 0, unknown: 1, in_progress: 0, reboot: 1, succeeded: 0 },
    });
  });

  test("follow an outcome that changes, and a file that goes", async () => {
    const deployment = await createDeployment(sql, team, "Wave 7");
    const file = await deployment.addFile({ device: "LT-1" });
    await deployment.addInstallation(file, { outcome: "in_progress" });
    expect((await only())?.counts).toMatchObject({ in_progress: 1, unknown: 0 });
    await deployment.addInstallation(file, { outcome: "succeeded", exitCode: "0" });
    expect(await only()).toMatchObject({ status: "succeeded", counts: { in_progress: 0, succeeded: 1 } });
    await deployment.addInstallation(file, { outcome: "deferred", exitCode: "60012" });
    expect(await only()).toMatchObject({ status: "deferred", counts: { succeeded: 0, deferred: 1 } });
    await sql`delete from public.log_files where id = ${file}`;
    expect(await only()).toMatchObject({ status: "unknown", deviceCount: 0, fileCount: 0 });
  });

  test("a file counts by itself until its device is known", async () => {
    const deployment = await createDeployment(sql, team, "Wave 8");
    const file = await deployment.addFile();
    await deployment.addInstallation(file, { outcome: "failed", exitCode: "1603" });
    expect(await only()).toMatchObject({ deviceCount: 1, counts: { failed: 1 } });
    const known = await deployment.addFile({ device: "LT-9" });
    await deployment.addInstallation(known, { outcome: "succeeded", product: "Runtime" });
    await sql`update public.log_files set device_id = v.id from public.devices v
      where log_files.id = ${file} and v.organization_id = ${team.organizationId}`;
    await sql`update public.installation_logs set device_id = v.id from public.devices v
      where file_id = ${file} and v.organization_id = ${team.organizationId}`;
    expect(await only()).toMatchObject({
      deviceCount: 1,
      fileCount: 2,
      counts: { failed: 1, succeeded: 0, unknown: 0 },
    });
  });

  test("a duplicate counts neither as a file nor as a device", async () => {
    const deployment = await createDeployment(sql, team, "Wave 9");
    const file = await deployment.addFile({ device: "LT-1" });
    await deployment.addFile({ device: "LT-2", duplicateOf: file });
    expect(await only()).toMatchObject({ deviceCount: 1, fileCount: 1 });
  });

  test("a deployment, a device and a team can be deleted with everything in them", async () => {
    const deployment = await createDeployment(sql, team, "Wave 10");
    const file = await deployment.addFile({ device: "LT-1" });
    await deployment.addInstallation(file, { outcome: "failed", exitCode: "1603" });
    const other = await createDeployment(sql, team, "Wave 11");
    await other.addInstallation(await other.addFile({ device: "LT-1" }), { outcome: "succeeded" });
    await sql`delete from public.deployments where id = ${deployment.id}`;
    await sql`delete from public.devices where organization_id = ${team.organizationId}`;
    // The file stays: now nobody knows who wrote it.
    expect(await list()).toMatchObject([{ name: "Wave 11", deviceCount: 1, counts: { succeeded: 1 } }]);
    await sql`delete from public.organizations where id = ${team.organizationId}`;
    const [left] = await sql`select 1 from public.deployment_devices where organization_id = ${team.organizationId}`;
    expect(left).toBeUndefined();
  });

  test("stay right when many files of the same devices are written at once", async () => {
    const deployment = await createDeployment(sql, team, "Wave 12");
    const files = await Promise.all(
      Array.from({ length: 12 }, (_, index) => deployment.addFile({ device: `LT-${index % 3}`, name: `${index}.log` })),
    );
    await Promise.all(
      files.map((file, index) =>
        deployment.addInstallation(file, { outcome: index < 3 ? "failed" : "succeeded", product: `P${index}` }),
      ),
    );
    expect(await only()).toMatchObject({ deviceCount: 3, fileCount: 12, counts: { failed: 3, succeeded: 0 } });
  });
});

describe("the list of deployments", () => {
  const make = async (name: string, outcomes: string[], changedAt?: string) => {
    const deployment = await createDeployment(sql, team, name);
    for (const [index, outcome] of outcomes.entries()) {
      const file = await deployment.addFile({ device: `${name} ${index}` });
      await deployment.addInstallation(file, { outcome });
    }
    if (changedAt) await sql`update public.deployments set changed_at = ${changedAt} where id = ${deployment.id}`;
  };
  const names = async (tab?: DeploymentTab) => (await list(tab)).map(({ name }) => name);

  test("has the worst first and knows what is active and what is finished", async () => {
    await make("quiet", ["succeeded"], "2026-01-01");
    await make("done today", ["succeeded", "reboot"]);
    await make("old trouble", ["failed", "failed", "failed"], "2026-01-01");
    await make("one failed", ["failed", "succeeded"]);
    await make("two failed", ["failed", "failed"]);
    await make("running", ["in_progress"], "2026-01-01");
    expect(await names()).toEqual(["two failed", "one failed", "old trouble", "running", "done today", "quiet"]);
    expect(await names("active")).toEqual(["two failed", "one failed", "old trouble", "running", "done today"]);
    expect(await names("finished")).toEqual(["done today", "quiet"]);
    const counts = await team.asMember((tx) => countDeployments(tx, team.organizationId));
    expect(counts).toEqual({ active: 5, finished: 2, all: 6 });
  });

  test("comes in pages that lose and repeat nothing", async () => {
    for (let n = 0; n < 7; n++) await make(`d${n}`, [n % 2 === 0 ? "failed" : "succeeded"]);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const input: Parameters<typeof listDeployments>[1] = {
        organizationId: team.organizationId,
        tab: "all",
        limit: 3,
        cursor,
      };
      const page: Awaited<ReturnType<typeof listDeployments>> = await team.asMember((tx) => listDeployments(tx, input));
      seen.push(...page.deployments.map(({ name }) => name));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(await names());
    expect(new Set(seen).size).toBe(7);
  });

  test("refuses a cursor of its own making", async () => {
    const input = { organizationId: team.organizationId, tab: "all" as const, limit: 3, cursor: "1.2.3" };
    await expect(team.asMember((tx) => listDeployments(tx, input))).rejects.toThrow("nextCursor");
  });

  test("shows another team nothing", async () => {
    await make("ours", ["failed"]);
    const others = await createTeam(sql, "Others");
    const input = { organizationId: team.organizationId, tab: "all" as const, limit: 3 };
    expect((await others.asMember((tx) => listDeployments(tx, input))).deployments).toEqual([]);
  });
});

describe("one deployment", () => {
  test("has its devices in the order in which people must see them", async () => {
    const deployment = await createDeployment(sql, team, "Wave 13");
    const add = async (device: string, outcome: string, code?: string) =>
      deployment.addInstallation(await deployment.addFile({ device }), { outcome, code: code ?? null, exitCode: "1" });
    await add("LT-1", "succeeded");
    await add("LT-2", "failed", "0x80070070");
    await add("LT-10", "failed", "0x80070534");
    await add("LT-9", "failed", "0x80070534");
    await add("LT-3", "reboot");
    await add("LT-4", "in_progress");
    await add("LT-5", "cancelled");
    await add("LT-6", "deferred");
    await deployment.addFile({ name: "wave/unknown.log" });
    const { devices, formats } = await team.asMember((tx) => readDeployment(tx, deployment.id));
    expect(devices.map(({ name, outcome, causeCode }) => [name, outcome, causeCode])).toEqual([
      ["LT-9", "failed", "0x80070534"],
      ["LT-10", "failed", "0x80070534"],
      ["LT-2", "failed", "0x80070070"],
      ["LT-5", "cancelled", null],
      ["LT-6", "deferred", null],
      ["wave/unknown.log", "unknown", null],
      ["LT-4", "in_progress", null],
      ["LT-3", "reboot", null],
      ["LT-1", "succeeded", null],
    ]);
    expect(devices.map(({ isFile }) => isFile).indexOf(true)).toBe(5);
    expect(formats).toEqual([]);
  });

  test("tells of a device what failed first, whether it must restart, and where it can be read", async () => {
    const deployment = await createDeployment(sql, team, "Wave 14");
    const file = await deployment.addFile({ device: "LT-1", name: "tallybook.log" });
    await deployment.addInstallation(file, {
      ...{ outcome: "failed", exitCode: "1603", code: "0x80070534" },
      ...{ startedAt: "2026-03-12T14:01:00Z", finishedAt: "2026-03-12T14:04:00Z" },
    });
    await deployment.addInstallation(file, { outcome: "failed", product: "Runtime", exitCode: "1618" });
    await deployment.addInstallation(file, { outcome: "reboot", product: "Runtime", attempt: 2, exitCode: "3010" });
    const [listed] = (await team.asMember((tx) => readDeployment(tx, deployment.id))).devices;
    const device = await team.asMember((tx) =>
      readDeploymentDevice(tx, { deploymentId: deployment.id, deviceId: listed?.id ?? "" }),
    );
    expect(device).toMatchObject({
      name: "LT-1",
      outcome: "failed",
      exitCode: "1603",
      needsReboot: true,
      earlierAttempts: 1,
      failing: {
        product: "Tallybook",
        firstFailingLine: { recordNumber: 7 },
        file: { id: file, name: "tallybook.log" },
      },
      fileCount: 1,
    });
    expect(device.installations.map(({ product }) => product)).toEqual(["Tallybook", "Runtime"]);
    expect(device.timeline.map(({ kind }) => kind)).toEqual(["started", "failed", "received"]);
  });

  test.each(["not an id", "00000000-0000-4000-8000-000000000000"])("is not found under %s", async (id) => {
    await expect(team.asMember((tx) => readDeployment(tx, id))).rejects.toThrow("no such deployment");
    const device = team.asMember((tx) => readDeploymentDevice(tx, { deploymentId: id, deviceId: id }));
    await expect(device).rejects.toThrow("no such device");
  });

  test("is not found by another team", async () => {
    const deployment = await createDeployment(sql, team, "Wave 15");
    const file = await deployment.addFile();
    const others = await createTeam(sql, "Others");
    await expect(others.asMember((tx) => readDeployment(tx, deployment.id))).rejects.toThrow("no such deployment");
    const device = others.asMember((tx) => readDeploymentDevice(tx, { deploymentId: deployment.id, deviceId: file }));
    await expect(device).rejects.toThrow("no such device");
  });

  test("of 3,000 devices is read in one go, and one more outcome costs no more than in a small one", async () => {
    const deployment = await createDeployment(sql, team, "Large wave");
    await sql`
      with v as (
        insert into public.devices (organization_id, name)
        select ${team.organizationId}, 'PC-' || n from generate_series(1, 3000) n returning id, name
      )
      insert into public.log_files (organization_id, source, name, object_key, size_bytes, status, deployment_id, device_id)
      select ${team.organizationId}, 'cli', name || '.log', gen_random_uuid(), 1, 'completed', ${deployment.id}, id from v`;
    await sql`
      insert into public.installation_logs (organization_id, file_id, deployment_id, device_id, product, attempt, outcome)
      select organization_id, id, deployment_id, device_id, 'Tallybook', 1, case when no % 10 = 0 then 'failed' else 'succeeded' end
      from public.log_files where deployment_id = ${deployment.id}`;
    const { devices, counts } = await team.asMember((tx) => readDeployment(tx, deployment.id));
    expect(devices).toHaveLength(3000);
    expect(counts).toMatchObject({ failed: 300, succeeded: 2700 });
    const [plan] = await sql<{ "QUERY PLAN": string }[]>`
      explain select from public.installation_logs i
      where i.deployment_id = ${deployment.id} and coalesce(i.device_id, i.file_id) = ${devices[0]?.id ?? ""}`;
    expect(plan?.["QUERY PLAN"]).toContain("installation_logs_subject");
  });
});
