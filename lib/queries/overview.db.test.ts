import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { connect } from "#lib/platform/database.ts";
import { readMinutes } from "./read-minutes.ts";
import { readOverview } from "./read-overview.ts";
import { createFile, createTeam, storeRecords, type TestTeam } from "./stored-file.test-kit.ts";

const sql = connect({ url: inject("databaseUrl") });
afterAll(() => sql.end());

const NOON_US = Date.UTC(2026, 2, 12, 12) * 1000;
const MINUTE_US = 60_000_000;

async function addDeployment(team: TestTeam, name: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into public.deployments (organization_id, name) values (${team.organizationId}, ${name}) returning id`;
  return row?.id ?? "";
}

interface TestInstallation {
  device: string | null;
  deploymentId?: string | null;
  outcome: string;
  text?: string;
  code?: string | null;
  atUs?: number;
  product?: string;
}

/** One file with one installation in it; answers the file. */
async function addInstallation(team: TestTeam, one: TestInstallation): Promise<{ id: string; no: number }> {
  const { device, deploymentId = null, outcome, text, code = null, atUs = NOON_US, product = "Tallybook 4.2.0" } = one;
  const deviceRow = { organization_id: team.organizationId, name: device ?? "" };
  const [known] = device
    ? await sql<{ id: string }[]>`insert into public.devices ${sql(deviceRow)}
        on conflict (organization_id, name) do update set name = excluded.name returning id`
    : [];
  const columns = { deployment_id: deploymentId, device_id: known?.id ?? null, name: `${device ?? "loose"}.log` };
  const file = await createFile(sql, team, columns);
  const line = text ? { recordNumber: 3, byteOffset: 0, timestampUs: atUs, text, code } : null;
  await sql`insert into public.installation_logs ${sql({
    organization_id: team.organizationId,
    file_id: file.id,
    deployment_id: deploymentId,
    device_id: known?.id ?? null,
    product,
    attempt: 1,
    outcome,
    exit_code: outcome === "failed" ? "1603" : "0",
    first_failing_line: line ? sql.json(line) : null,
    finished_at: new Date(atUs / 1000),
  })}`;
  return file;
}

const overviewOf = (team: TestTeam) => team.asMember((tx) => readOverview(tx, team.organizationId));
const minutesOf = (team: TestTeam, nowMs: number) =>
  team.asMember((tx) => readMinutes(tx, { organizationId: team.organizationId, nowMs }));

describe("the overview of a team", () => {
  let team: TestTeam;
  let wave: string;
  beforeAll(async () => {
    team = await createTeam(sql, "Overview");
    wave = await addDeployment(team, "Branch laptops");
    const kiosks = await addDeployment(team, "Kiosks");
    const calm = await addDeployment(team, "Calm");
    const noSid = { outcome: "failed", code: "0x80070534", deploymentId: wave };
    await addInstallation(team, {
      ...noSid,
      device: "LT-1",
      text: "GrantAcl: error 0x80070534 on LT-1",
      atUs: NOON_US + 5,
    });
    const first = await addInstallation(team, { ...noSid, device: "LT-2", text: "no SID, 0x80070534", atUs: NOON_US });
    await addInstallation(team, {
      ...noSid,
      device: "LT-3",
      text: "Error 0X80070534",
      code: "0X80070534",
      atUs: NOON_US + 9,
    });
    await addInstallation(team, { device: "LT-4", outcome: "succeeded", deploymentId: wave });
    await addInstallation(team, { device: "LT-5", outcome: "reboot", deploymentId: wave });
    // Failed once, went well later: not failing any more.
    await addInstallation(team, { device: "LT-6", outcome: "failed", deploymentId: wave, text: "old", atUs: NOON_US });
    await addInstallation(team, {
      device: "LT-6",
      outcome: "succeeded",
      deploymentId: wave,
      atUs: NOON_US + MINUTE_US,
    });
    const disk = { outcome: "failed", code: "1603", deploymentId: kiosks };
    await addInstallation(team, { ...disk, device: "K-1", text: "copy 17 of 20 failed, error 1603" });
    await addInstallation(team, { ...disk, device: "K-2", text: "copy 4 of 20 failed, error 1603" });
    await addInstallation(team, { device: null, outcome: "failed", code: "1603", text: "another reason" });
    await addInstallation(team, { device: "LT-9", outcome: "succeeded", deploymentId: calm });
    await storeRecords(sql, {
      team,
      fileNo: first.no,
      chunkRecords: 10,
      records: [
        { raw: "one\n" },
        { raw: "looking up TALLY_SVC\n" },
        { raw: "no SID, 0x80070534\n", severityNumber: 17 },
      ],
    });
  });

  test("counts deployments and devices that fail now, files without device or deployment too", async () => {
    const { failing, hasFiles } = await overviewOf(team);
    expect(failing).toEqual({ deployments: 2, onlyDeployment: null, targets: 6, devices: 5, outside: 1 });
    expect(hasFiles).toBe(true);
  });

  test("groups failures by HRESULT, others by their line without numbers, the largest first", async () => {
    const { causes } = await overviewOf(team);
    expect(causes.map((cause) => [cause.targets, cause.line?.text, cause.deployment?.name ?? null])).toEqual([
      [3, "no SID, 0x80070534", "Branch laptops"],
      [2, expect.stringMatching(/^copy \d+ of 20 failed/), "Kiosks"],
      [1, "another reason", null],
    ]);
  });

  test("shows the earliest line of the largest cause with the line before it", async () => {
    const [cause] = (await overviewOf(team)).causes;
    expect(cause).toMatchObject({
      device: { name: "LT-2" },
      exitCode: "1603",
      line: { recordNumber: 3 },
      before: { recordNumber: 2, text: "looking up TALLY_SVC" },
    });
  });

  test("leads to an alert of the cause that nobody has taken on yet", async () => {
    const alertOf = async () => {
      const [cause] = (await overviewOf(team)).causes;
      return { hasAlert: cause?.hasAlert, isOpen: cause?.openAlertId !== null };
    };
    expect(await alertOf()).toEqual({ hasAlert: false, isOpen: false });
    await sql`
      insert into public.alerts (organization_id, rule, fingerprint, title, installation_log_id)
      select organization_id, 'installation-failed', id::text, 'failed', id from public.installation_logs
      where deployment_id = ${wave} and first_failing_line ->> 'code' ~* '^0x'`;
    expect(await alertOf()).toEqual({ hasAlert: true, isOpen: true });
    await sql`update public.alerts set state = 'acknowledged' where organization_id = ${team.organizationId}`;
    expect(await alertOf()).toEqual({ hasAlert: true, isOpen: false });
  });

  test("has the devices of the worst deployment, failed first", async () => {
    const { worst } = await overviewOf(team);
    expect(worst?.name).toBe("Branch laptops");
    expect(worst?.devices.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      "LT-1 failed",
      "LT-2 failed",
      "LT-3 failed",
      "LT-5 reboot",
      "LT-4 succeeded",
      "LT-6 succeeded",
    ]);
  });

  test("names the only failing deployment with its size", async () => {
    const one = await createTeam(sql, "One failing");
    const id = await addDeployment(one, "Wave 7");
    await addInstallation(one, { device: "LT-1", outcome: "failed", text: "x", deploymentId: id });
    await addInstallation(one, { device: "LT-2", outcome: "succeeded", deploymentId: id });
    expect((await overviewOf(one)).failing.onlyDeployment).toEqual({ id, name: "Wave 7", targets: 2 });
  });

  test("is healthy when the last outcome of everything is good", async () => {
    const calm = await createTeam(sql, "Calm team");
    await addInstallation(calm, { device: "LT-1", outcome: "succeeded" });
    expect(await overviewOf(calm)).toMatchObject({ failing: { targets: 0 }, causes: [], doneInDay: 1, worst: null });
  });

  test("names files with errors, unless an installation in them says more", async () => {
    const web = await createTeam(sql, "Web team");
    const installed = await addInstallation(web, { device: "LT-1", outcome: "succeeded" });
    const [shop, old, clean] = await Promise.all([
      createFile(sql, web, { name: "shop.log" }),
      createFile(sql, web, { name: "old.log", created_at: new Date(Date.now() - 25 * 3_600_000) }),
      createFile(sql, web, { name: "clean.log" }),
    ]);
    const counts = [
      [shop.id, '{"error": 3, "fatal": 1}'],
      [old.id, '{"error": 9}'],
      [clean.id, '{"info": 5}'],
      [installed.id, '{"error": 2}'],
    ] as const;
    for (const [id, json] of counts) {
      await sql`update public.log_files set severity_counts = ${json}::text::jsonb where id = ${id}`;
    }
    expect((await overviewOf(web)).filesWithErrors).toEqual({
      count: 1,
      newest: [{ id: shop.id, name: "shop.log", errors: 4 }],
    });
  });

  test("says that nothing was ever sent", async () => {
    expect((await overviewOf(await createTeam(sql, "New"))).hasFiles).toBe(false);
  });

  test("tells another team nothing", async () => {
    const other = await createTeam(sql, "Strangers");
    const seen = await other.asMember((tx) => readOverview(tx, team.organizationId));
    expect(seen).toMatchObject({ hasFiles: false, failing: { targets: 0 }, causes: [], worst: null, doneInDay: 0 });
  });
});

describe("lines per minute", () => {
  const NOW_MS = Date.UTC(2026, 2, 20, 9, 30, 20);
  const addLines = async (team: TestTeam, atMs: number, levels: number[]) => {
    const file = await createFile(sql, team);
    await sql`insert into logs.minute_counts (minute, organization_no, file_no, chunk_no, level_counts)
      values (to_timestamp(${atMs / 1000}::float8), ${team.organizationNo}, ${file.no}, 0, ${levels})`;
  };

  test("come from all files of the last 60 minutes, errors with fatal ones", async () => {
    const team = await createTeam(sql, "Minutes");
    const atMs = Date.UTC(2026, 2, 20, 9, 30);
    await addLines(team, atMs, [1, 2, 3, 4, 5, 6, 7]);
    await addLines(team, atMs, [0, 0, 0, 1, 1, 1, 1]);
    await addLines(team, atMs - 60 * 60_000, [9, 9, 9, 9, 9, 9, 9]);
    const window = await minutesOf(team, NOW_MS);
    expect(window).toMatchObject({ kind: "last", firstFailureMs: null });
    expect(window.minutes).toHaveLength(60);
    expect(window.minutes.at(-1)).toEqual({ atMs, errors: 15, warnings: 6, others: 11 });
    expect(window.minutes.slice(0, -1).every(({ errors, warnings, others }) => errors + warnings + others === 0)).toBe(
      true,
    );
  });

  test("show the hour of the newest failure, with the first one marked, when the last hour is empty", async () => {
    const team = await createTeam(sql, "Old minutes");
    const failedMs = Date.UTC(2026, 2, 12, 14, 2, 40);
    await addLines(team, Date.UTC(2026, 2, 12, 14, 2), [0, 0, 0, 9, 0, 1, 0]);
    await addLines(team, Date.UTC(2026, 2, 12, 14, 50), [0, 0, 0, 9, 0, 0, 0]);
    await addInstallation(team, { device: "LT-1", outcome: "failed", text: "x", atUs: failedMs * 1000 });
    const window = await minutesOf(team, NOW_MS);
    expect(window).toMatchObject({ kind: "failure", firstFailureMs: failedMs });
    expect([window.minutes[0]?.atMs, window.minutes.at(-1)?.atMs]).toEqual([
      Date.UTC(2026, 2, 12, 13, 18),
      Date.UTC(2026, 2, 12, 14, 17),
    ]);
  });

  test("show the hour of the newest lines when nothing failed, and believe no clock that is years ahead", async () => {
    const team = await createTeam(sql, "Quiet minutes");
    await addLines(team, Date.UTC(2026, 2, 11, 8), [0, 0, 0, 3, 0, 0, 0]);
    await addLines(team, Date.UTC(2099, 0, 1), [0, 0, 0, 3, 0, 0, 0]);
    const window = await minutesOf(team, NOW_MS);
    expect(window.kind).toBe("lines");
    expect(window.minutes.at(-1)).toMatchObject({ atMs: Date.UTC(2026, 2, 11, 8), others: 3 });
  });

  test("are absent without any line, and for another team", async () => {
    const team = await createTeam(sql, "No minutes");
    const filled = await createTeam(sql, "Filled");
    await addLines(filled, NOW_MS - 60_000, [0, 0, 0, 3, 0, 0, 0]);
    expect((await minutesOf(team, NOW_MS)).kind).toBe("none");
    const seen = await team.asMember((tx) => readMinutes(tx, { organizationId: filled.organizationId, nowMs: NOW_MS }));
    expect(seen.kind).toBe("none");
  });
});
