import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { connect } from "#lib/platform/database.ts";
import { listAlerts } from "./list-alerts.ts";
import { countFiles, listFiles } from "./list-files.ts";
import { readCounts } from "./read-counts.ts";
import { readFile } from "./read-file.ts";
import { readLanes } from "./read-lanes.ts";
import { createFile, createTeam, type TestTeam } from "./stored-file.test-kit.ts";

const sql = connect({ url: inject("databaseUrl") });
afterAll(() => sql.end());

let team: TestTeam;
let others: TestTeam;
const ids: Record<string, string> = {};
/** Microseconds apart: pages must not lose or repeat files that came in the same millisecond. */
const at = (us: number) => new Date(Date.UTC(2026, 2, 12) + us).toISOString();

beforeAll(async () => {
  team = await createTeam(sql, "Listers");
  others = await createTeam(sql, "Other listers");
  const [deployment] = await sql<{ id: string }[]>`
    insert into public.deployments (organization_id, name) values (${team.organizationId}, 'Tallybook 4.2.0') returning id`;
  const [device] = await sql<{ id: string }[]>`
    insert into public.devices (organization_id, name) values (${team.organizationId}, 'LT-2291') returning id`;
  const add = async (name: string, columns: Parameters<typeof createFile>[2]) => {
    ids[name] = (await createFile(sql, team, { name, ...columns })).id;
  };
  await add("first.log", { created_at: at(1000), record_count: 10, reject_count: 2 });
  await add("failed_1.log", { created_at: at(2000), status: "failed", deployment_id: deployment?.id ?? null });
  await add("on the way.log", { created_at: at(3000), status: "pending", queued_at: null });
  await add("waiting.log", {
    created_at: at(4000),
    status: "pending",
    lane: "low",
    queued_at: new Date(Date.now() - 60_000),
  });
  await add("reading.log", { created_at: at(5000), status: "processing", lane: "high", device_id: device?.id ?? null });
  await add("again.log", { created_at: at(6000), duplicate_of: ids["first.log"] ?? null });
  await sql`
    insert into public.file_progress (file_id, organization_id, bytes_done, record_count, reject_count, records_per_s)
    values (${ids["reading.log"] ?? ""}, ${team.organizationId}, 250, 40, 1, 1234.5)`;
  await sql`
    update public.log_files set first_failing_line = ${sql.json({ recordNumber: 3, byteOffset: 9, timestampUs: null, text: "error 1603", code: "1603" })},
      sha256 = repeat('a', 64) where id = ${ids["first.log"] ?? ""}`;
});

const list = (input: Partial<Parameters<typeof listFiles>[1]> = {}) =>
  team.asMember((tx) => listFiles(tx, { organizationId: team.organizationId, limit: 50, ...input }));
const names = async (input: Parameters<typeof list>[0]) => (await list(input)).files.map((file) => file.name);

describe("the list of files", () => {
  test("has the newest first, each with where it is", async () => {
    const { files } = await list();
    expect(files.map((file) => [file.name, file.state])).toEqual([
      ["again.log", "duplicate"],
      ["reading.log", "processing"],
      ["waiting.log", "queued"],
      ["on the way.log", "uploading"],
      ["failed_1.log", "failed"],
      ["first.log", "completed"],
    ]);
    expect(files[0]?.duplicateOf).toEqual({ id: ids["first.log"], name: "first.log" });
    expect(files[1]).toMatchObject({ bytesDone: 250, records: 40, rejects: 1, recordsPerS: 1234.5 });
  });

  test.each([
    ["a state", { states: ["failed"] }, ["failed_1.log"]],
    ["several states", { states: ["queued", "processing"] }, ["reading.log", "waiting.log"]],
    ["part of a name, whatever its case", { text: "FIRST" }, ["first.log"]],
    ["the deployment", { text: "tallybook" }, ["failed_1.log"]],
    ["the device", { text: "lt-22" }, ["reading.log"]],
    ["a character that means something to LIKE, taken as itself", { text: "d_1" }, ["failed_1.log"]],
    ["a percent sign, taken as itself", { text: "%" }, []],
  ] as const)("can be filtered by %s", async (_, input, expected) => {
    expect(await names(input)).toEqual(expected);
  });

  test("comes page by page without losing or repeating a file", async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list({ limit: 2, cursor });
      seen.push(...page.files.map((file) => file.name));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(["again.log", "reading.log", "waiting.log", "on the way.log", "failed_1.log", "first.log"]);
  });

  test("refuses a cursor that is none", async () => {
    await expect(list({ cursor: "1; drop table" })).rejects.toMatchObject({ code: "bad_request" });
  });

  test("is counted by state", async () => {
    const counts = await team.asMember((tx) => countFiles(tx, { organizationId: team.organizationId, text: "" }));
    expect(counts).toEqual({ uploading: 1, queued: 1, processing: 1, completed: 1, failed: 1, duplicate: 1 });
  });

  test("is empty for another team, even when it names this one", async () => {
    const page = await others.asMember((tx) => listFiles(tx, { organizationId: team.organizationId, limit: 50 }));
    expect(page.files).toEqual([]);
  });
});

describe("one file", () => {
  test("knows the files that have the same content and its first failing line", async () => {
    const file = await team.asMember((tx) => readFile(tx, ids["first.log"] ?? ""));
    expect(file.duplicates).toMatchObject([{ id: ids["again.log"], name: "again.log" }]);
    expect(file.firstFailingLine).toMatchObject({ recordNumber: 3, code: "1603" });
    expect(file.installations).toEqual([]);
  });

  test.each(["", "nonsense", "00000000-0000-4000-8000-000000000000"])("%j is not found", async (id) => {
    await expect(team.asMember((tx) => readFile(tx, id))).rejects.toMatchObject({ code: "not_found" });
  });

  test("of another team is not found", async () => {
    await expect(others.asMember((tx) => readFile(tx, ids["first.log"] ?? ""))).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

test("lanes tell what runs, what waits and for how long, with the instance's slots", async () => {
  const lanes = await team.asMember((tx) => readLanes(tx, team.organizationId));
  expect(lanes.map(({ lane, running, waiting }) => [lane, running, waiting])).toEqual([
    ["high", 1, 0],
    ["medium", 0, 0],
    ["low", 0, 1],
  ]);
  expect(lanes[2]?.oldestWaitMs).toBeGreaterThan(59_000);
  expect(lanes[0]).toMatchObject({ oldestWaitMs: null, slots: 4, reservedSlots: 2, isPaused: false });
});

describe("alerts", () => {
  beforeAll(async () => {
    for (const no of [1, 2, 3]) {
      await sql`
        insert into public.alerts (organization_id, rule, fingerprint, title, state, file_id)
        values (${team.organizationId}, 'installation-failed', ${`f${no}`}, ${`Alert ${no}`},
          ${no === 1 ? "resolved" : "open"}, ${ids["first.log"] ?? ""})`;
    }
  });

  test("come newest first, page by page", async () => {
    const first = await team.asMember((tx) => listAlerts(tx, { organizationId: team.organizationId, limit: 2 }));
    expect(first.alerts.map((alert) => alert.title)).toEqual(["Alert 3", "Alert 2"]);
    expect(first.alerts[0]?.file).toMatchObject({ name: "first.log" });
    const next = await team.asMember((tx) =>
      listAlerts(tx, { organizationId: team.organizationId, limit: 2, before: first.nextCursor }),
    );
    expect(next.alerts.map((alert) => alert.title)).toEqual(["Alert 1"]);
    expect(next.nextCursor).toBeNull();
  });

  test("can be asked for by state, and the sidebar counts the open ones", async () => {
    const open = await team.asMember((tx) =>
      listAlerts(tx, { organizationId: team.organizationId, state: "open", limit: 10 }),
    );
    expect(open.alerts).toHaveLength(2);
    expect(await team.asMember((tx) => readCounts(tx, team.organizationId))).toEqual({
      openAlerts: 2,
      newestAlertNo: await newestNo(),
      filesInProgress: 3,
    });
  });

  const newestNo = async () =>
    (await team.asMember((tx) => listAlerts(tx, { organizationId: team.organizationId, limit: 1 }))).alerts[0]?.no;

  test("of this team are nothing to another", async () => {
    const page = await others.asMember((tx) => listAlerts(tx, { organizationId: team.organizationId, limit: 10 }));
    expect(page.alerts).toEqual([]);
  });
});
